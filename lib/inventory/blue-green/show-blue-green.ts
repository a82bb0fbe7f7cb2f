import { done, refuse, type Result } from '#lib/kernel/result.ts';
import { textOf, type ItemOfKind } from '../kind-items.ts';
import { kinds } from '../kinds/all-kinds.ts';
import { readItemsOfKinds } from '../kinds-store.ts';
import type { InventoryWorld } from '../list-items.ts';
import { thingColumns, thingsOf } from '../things.ts';
import type { DocumentedCommand } from './commands-of.ts';
import { nothingRecorded, RunbookState, type RunbookEnvironment } from './model.ts';
import { readSteps, type StepRow } from './step-store.ts';
import type { BlueGreenView, SharedEnvironmentView, StepView } from './view.ts';

/** The rules are those of its repository. */
export const runbookEstate = 'dos-integration';

const mostSteps = 50;
const shownKinds = [
  'lifecycle-state',
  'transition',
  'pipeline-stage',
  'version-scheme',
  'branch-rule',
  'allow-list',
  'alarm',
  'saved-query',
  'test-suite',
  'difference',
  'procedure',
];

/** `ds-NNN` and `<7-char hash>-live` mean many. */
const isOne = ({ name }: ItemOfKind): boolean => /^[a-z0-9][a-z0-9-]*$/.test(name);

export const runbookEnvironments = (rows: readonly ItemOfKind[]): RunbookEnvironment[] =>
  rows.filter(isOne).map(({ name, profile, is_production }) => ({
    name,
    profile: profile ?? name,
    isProduction: is_production,
  }));

const sharedView = (row: ItemOfKind): SharedEnvironmentView => ({
  key: row.key,
  name: row.name,
  profile: row.profile ?? row.name,
  isProduction: row.is_production,
  account: textOf(row, 'account'),
  webFirewall: textOf(row, 'webFirewall'),
});

export const documentedCommands = (rows: readonly ItemOfKind[]): DocumentedCommand[] =>
  rows.flatMap((row) => {
    const command = row.kind === 'command' ? textOf(row, 'command') : null;
    return command === null
      ? []
      : [{ key: row.key, name: row.name, command, differs: textOf(row, 'differs') }];
  });

const stepView = ({ state: _state, at, ...step }: StepRow): StepView => ({
  ...step,
  at: at.toISOString(),
});

/** What the newest step says; nothing where there is none. */
export const stateOf = (newest: StepRow | undefined): RunbookState =>
  newest === undefined ? nothingRecorded : RunbookState.parse(newest.state);

/** Two statements. `not-found`: the estate is not in the inventory. */
export async function showBlueGreen({ database }: InventoryWorld): Promise<Result<BlueGreenView>> {
  const read = ['estate', 'environment', 'command', ...shownKinds];
  const [rows, steps] = await Promise.all([
    readItemsOfKinds(database, read, runbookEstate),
    readSteps(database, mostSteps),
  ]);
  const [estate] = rows;
  if (estate === undefined)
    return refuse('not-found', 'DoS Integration is not in the inventory, so nothing is known.');
  const environments = rows.filter(({ kind }) => kind === 'environment');
  const [newest] = steps;
  return done({
    estate: runbookEstate,
    estateTitle: estate.estate_title,
    version: newest?.version ?? 0,
    state: stateOf(newest),
    shared: environments
      .filter(({ name, shared_environment }) => name === shared_environment)
      .map(sharedView),
    environments: runbookEnvironments(environments),
    commands: documentedCommands(rows),
    things: thingsOf(rows, shownKinds),
    columns: thingColumns(kinds.filter(({ kind }) => shownKinds.includes(kind))),
    steps: steps.map(stepView),
  });
}
