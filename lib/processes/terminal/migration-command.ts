import {
  isMoved,
  migrationList,
  statusWords,
  type MigrationRow,
  type MigrationView,
  type TiedItem,
  type WhatIfView,
} from '#lib/inventory/index.ts';
import type { Page } from '#lib/kernel/list.ts';
import { countOf } from '#lib/kernel/words/numbers.ts';
import { listWords } from '#lib/kernel/words/text.ts';
import type { Console } from './console-client.ts';
import { exit, type Outcome } from './outcome.ts';

const api = '/api/inventory/migration';

async function allItems(console: Console): Promise<MigrationRow[]> {
  const rows: MigrationRow[] = [];
  for (;;) {
    const search = new URLSearchParams({
      limit: String(migrationList.mostAtOnce),
      offset: String(rows.length),
    });
    const page = await console.get<Page<MigrationRow>>(`${api}/items?${search}`);
    rows.push(...page.rows);
    if (page.rows.length === 0 || rows.length >= page.total) return rows;
  }
}

function itemLine({ key, name, status, evidence, nothings, blockedBy }: MigrationRow): string {
  const before = blockedBy.map((by) => by.name).join(', ');
  return [
    key.padEnd(34),
    statusWords[status].padEnd(14),
    (evidence ?? statusWords[nothings.evidence ?? 'not-recorded']).padEnd(14),
    before === '' ? name : `${name}; after ${before}`,
  ].join('  ');
}

/** How far the move from Azure to AWS is, item by item, with what is counted of it. */
async function howFar(console: Console): Promise<Outcome> {
  const view = await console.get<MigrationView>(`${api}/view`);
  const items = await allItems(console);
  const { counts, size, burnUp, moves, order, broken } = view;
  const moved = items.filter(({ status }) => isMoved(status)).length;
  return {
    json: { items, counts, size, burnUp, moves, order, broken },
    says: [
      `${String(moved)} of ${countOf(items.length, 'item')} no longer run on Azure.`,
      ...items.map(itemLine),
      ...size.map(({ label, value, assumption }) => `${label}: ${String(value)}. ${assumption}`),
      ...broken.map(({ says }) => `Against the order: ${says}`),
    ].join('\n'),
    exitCode: exit.done,
  };
}

const wayBackWords = {
  switch: 'taken back by switching back',
  copy: 'once AWS is written to, taken back only by copying back',
  'not-recorded': 'not recorded whether it keeps data',
} as const;

/** What a move of some components takes. */
async function whatIf(console: Console, names: readonly string[]): Promise<Outcome> {
  const search = new URLSearchParams({ choose: names.join('\n') });
  const { picked, plan, items } = await console.get<WhatIfView>(`${api}/what-if?${search}`);
  const named = (key: string): string =>
    items.find((item: TiedItem) => item.key === key)?.name ?? key;
  return {
    json: { picked, ...plan },
    says: [
      ...picked.flatMap(({ name, items: own }) =>
        own.length === 0
          ? [`${name} belongs to no item of the move.`]
          : own.every((key) => named(key) === name)
            ? []
            : [`${name} is part of ${listWords(own.map(named), 'and')}.`],
      ),
      ...plan.settled.map((key) => `${named(key)}: nothing of it is left to move.`),
      ...plan.withThem.map(
        ({ key, because, note }) =>
          `${named(key)} must move with ${named(because)}${note === null ? '' : ` (${note})`}.`,
      ),
      ...plan.steps.map(
        (step, at) =>
          `Step ${String(at + 1)}: ${step.items.map(named).join(', then ')}; ` +
          `${wayBackWords[step.wayBack]}.`,
      ),
      ...plan.blockers.map(
        ({ key, by, status }) =>
          `${named(key)} waits for ${by.name}, ` +
          (status === null
            ? 'of which nothing records whether it is settled.'
            : status === 'not-recorded'
              ? 'of which no status is recorded.'
              : `which is recorded as ${statusWords[status]}.`),
      ),
      ...plan.cycles.map(
        (cycle) => `No order satisfies ${listWords(cycle.map(named), 'and')}: they are a circle.`,
      ),
      ...plan.links.map(
        ({ needs, needed, from, to }) =>
          `Between the clouds afterwards: ${needs} (${named(from)}) needs ${needed} ` +
          `(${named(to)}).`,
      ),
    ].join('\n'),
    exitCode: exit.done,
  };
}

export interface MigrationOptions {
  readonly whatIf?: readonly string[];
}

export const showMigrationState = (
  console: Console,
  { whatIf: names }: MigrationOptions,
): Promise<Outcome> => (names === undefined ? howFar(console) : whatIf(console, names));
