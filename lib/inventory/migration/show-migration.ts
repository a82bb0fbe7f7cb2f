import { listWords } from '#lib/kernel/words/text.ts';
import { quoted } from '#lib/kernel/free-text.ts';
import type { Page } from '#lib/kernel/list.ts';
import { done, refuse, type Result } from '#lib/kernel/result.ts';
import type { Sql } from '#lib/platform/database/database.ts';
import type { InventoryWorld } from '../list-items.ts';
import { relationKinds } from '../relation-kinds.ts';
import { readNames } from '../store.ts';
import { burnUp, countStatuses } from './burn-up.ts';
import { statusOf, type TiedItem } from './migration-item.ts';
import {
  choicesOf,
  migrationPage,
  type MigrationListRequest,
  type MigrationRow,
} from './migration-list.ts';
import type { MigrationView, MoveView, WhatIfView } from './migration-view.ts';
import type { MoveFormView, RecordableStatus } from './move-request.ts';
import { brokenRules, objectionsTo } from './order-rules.ts';
import { sizeOf } from './sizing.ts';
import {
  readMigrationEdges,
  readMigrationItems,
  readStatusChanges,
  type StatusChangeRow,
} from './store.ts';
import { itemsFor, tieItems, type MigrationRecord } from './tie-items.ts';
import { planOf } from './what-if.ts';

/** Those that tie items, those by which something is where something else is, and needs. */
const edgeKinds = [
  ...relationKinds.filter(({ stops }) => stops !== 'neither').map(({ kind }) => kind),
  'writes to',
  'moves with',
  'blocked by',
  'runs before',
  'describes',
];
const mostMoves = 50;

async function readItems(sql: Sql) {
  const [records, edges] = await Promise.all([
    readMigrationItems(sql),
    readMigrationEdges(sql, edgeKinds),
  ]);
  return { records, edges, items: tieItems(records, edges) };
}

/** With their ids, for a command in its transaction, which has one connection. */
export async function readTiedItems(tx: Sql): Promise<readonly MigrationRecord[]> {
  const records = await readMigrationItems(tx);
  return tieItems(records, await readMigrationEdges(tx, edgeKinds));
}

/** What the rules say of an item, without what only its row shows. */
const tied = ({
  key,
  name,
  status,
  wave,
  keepsData,
  data,
  movesWith,
  blockedBy,
  neededBy,
}: MigrationRecord): TiedItem => ({
  key,
  name,
  status,
  wave,
  keepsData,
  data,
  movesWith,
  blockedBy,
  neededBy,
});

const rowOf = ({
  id: _id,
  keepsData: _keepsData,
  data: _data,
  neededBy: _neededBy,
  ...row
}: MigrationRecord): MigrationRow => row;

const moveView = (row: StatusChangeRow): MoveView => ({
  id: row.id,
  at: row.at.toISOString(),
  actor: row.actor,
  reason: row.reason,
  key: row.key,
  name: row.name,
  from: row.was_there ? statusOf(row.before ?? undefined) : null,
  to: row.is_there ? statusOf(row.after ?? undefined) : null,
});

function viewOf(items: readonly MigrationRecord[], changes: readonly StatusChangeRow[]) {
  const moves = changes.map(moveView);
  const tiedItems = items.map(tied);
  return {
    items: tiedItems,
    counts: countStatuses(items.map(({ status }) => status)),
    size: sizeOf(items),
    burnUp: burnUp(moves.map((move, at) => ({ ...move, batch: changes[at]?.batch ?? '' }))),
    moves: moves
      .filter(({ from, to }) => from !== null && to !== null)
      .slice(-mostMoves)
      .reverse(),
    order: planOf(
      tiedItems,
      tiedItems.map(({ key }) => key),
    ),
    broken: brokenRules(tiedItems),
    choices: choicesOf(items),
  } satisfies MigrationView;
}

/** Three statements. */
export async function showMigration({ database }: InventoryWorld): Promise<Result<MigrationView>> {
  const [{ items }, changes] = await Promise.all([
    readItems(database),
    readStatusChanges(database),
  ]);
  return done(viewOf(items, changes));
}

/** Two statements. */
export async function listMigration(
  { database }: InventoryWorld,
  request: MigrationListRequest,
): Promise<Result<Page<MigrationRow>>> {
  const { items } = await readItems(database);
  return done(migrationPage(items.map(rowOf), request));
}

/**
 * One item with what would speak against a move of it. Three statements. `not-found` where there is
 * no such item.
 */
export async function showMoveForm(
  { database }: InventoryWorld,
  key: string,
): Promise<Result<MoveFormView>> {
  const [{ items }, changes] = await Promise.all([
    readItems(database),
    readStatusChanges(database),
  ]);
  const item = items.find((one) => one.key === key);
  if (item === undefined) return refuse('not-found', `${quoted(key)} is no item of the move.`);
  const against = (status: RecordableStatus) => objectionsTo(items, key, status);
  return done({
    row: rowOf(item),
    objections: {
      'not started': against('not started'),
      'parallel run': against('parallel run'),
      'cut over': against('cut over'),
      decommissioned: against('decommissioned'),
      'not-recorded': against('not-recorded'),
    },
    moves: changes
      .filter((change) => change.item_id === item.id)
      .map(moveView)
      .reverse(),
  });
}

/** Both of the same moment, for a page. Three statements. */
export async function showMigrationPage(
  { database }: InventoryWorld,
  request: MigrationListRequest,
): Promise<{ readonly view: MigrationView; readonly page: Page<MigrationRow> }> {
  const [{ items }, changes] = await Promise.all([
    readItems(database),
    readStatusChanges(database),
  ]);
  return { view: viewOf(items, changes), page: migrationPage(items.map(rowOf), request) };
}

/**
 * What a move of what is chosen takes: items, components, or names of either; a name of several
 * chooses all of them. Three statements. `not-found` where nothing has one of the names.
 */
export async function showWhatIf(
  { database }: InventoryWorld,
  called: readonly string[],
): Promise<Result<WhatIfView>> {
  const [{ records, edges, items }, named] = await Promise.all([
    readItems(database),
    called.length === 0 ? [] : readNames(database, called),
  ]);
  const keysOf = (name: string): string[] => {
    const exact = named.filter(({ key }) => key === name);
    const some = exact.length > 0 ? exact : named;
    return some.flatMap(({ key, names }) =>
      names.some((one) => one.toLowerCase() === name.toLowerCase()) ? [key] : [],
    );
  };
  const unknown = called.filter((name) => keysOf(name).length === 0);
  if (unknown.length > 0)
    return refuse(
      'not-found',
      `Nothing in the inventory is called ${listWords(unknown.map(quoted), 'or')}.`,
    );
  const itemsOf = itemsFor(records, edges);
  const picked = called.map((name) => ({
    name,
    items: [...new Set(keysOf(name).flatMap(itemsOf))],
  }));
  const tiedItems = items.map(tied);
  return done({
    items: tiedItems,
    picked,
    plan: planOf(
      tiedItems,
      picked.flatMap((one) => one.items),
    ),
  });
}
