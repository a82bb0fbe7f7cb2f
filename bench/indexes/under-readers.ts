import { systemActor } from '#lib/access/index.ts';
import { FaultError, type Result } from '#lib/kernel/result.ts';
import { repairAliases, rollBack } from '#lib/indexes/index.ts';
import type { SyncWorld } from '#lib/sync/index.ts';
import { prepare } from '../environment.ts';
import { openWorld } from '../open-world.ts';
import { underReaders, type Queries } from '../readers.ts';
import { round, type Reporting } from '../reporting.ts';
import { p95 } from '../visitor.ts';
import { settle, type Settled } from './generations.ts';

const mostDocuments = 20_000;
const wantedQueries = 1_000;
const fewestChanges = 20;
const changedWithinMs = 5_000;

interface Under extends Queries {
  readonly changes: number;
  /** Done, read back, the lists of the pages asked, and recorded. */
  readonly p95Ms: number | null;
  readonly maxMs: number;
}

interface Given {
  readonly world: SyncWorld;
  readonly first: Settled;
  readonly second: Settled;
}

async function open({ documents, cleaning, says }: Reporting, what: string): Promise<Given> {
  const world = await openWorld(await prepare(1, true, cleaning), cleaning);
  const many = Math.min(documents, mostDocuments);
  says(`${what}, two generations of ${many} documents. Search: ${world.search.kind}.`);
  const first = await settle(world, 1, many);
  return { world, first, second: await settle(world, 2, many) };
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new FaultError(result.fault);
  return result.value;
}

/** The same change over and over, until there were enough queries. */
async function measure(
  { world }: Given,
  { table, fail }: Reporting,
  what: string,
  change: (at: number) => Promise<() => Promise<unknown>>,
): Promise<Under> {
  const times: number[] = [];
  const aliases = world.pipelines[0]?.aliases.map(({ name }) => name) ?? [];
  const queries = await underReaders(world.search, aliases, async (untilRead) => {
    for (let read = 0; read < wantedQueries || times.length < fewestChanges;) {
      const done = await change(times.length);
      read = await untilRead();
      const from = performance.now();
      await done();
      times.push(performance.now() - from);
    }
  });
  const figures = {
    ...queries,
    changes: times.length,
    p95Ms: round(p95(times)),
    maxMs: Math.round(Math.max(...times)),
  };
  if (figures.maxMs > changedWithinMs) fail(`A ${what} took ${String(figures.maxMs)} ms.`);
  if (queries.failedQueries > 0 || queries.emptyQueries > 0)
    fail(`Readers have seen a ${what}: a query failed or was empty.`);
  table([
    [what, 'changes', 'p95 ms', 'max ms', 'queries', 'failed', 'empty'],
    [
      'under four readers',
      ...[figures.changes, figures.p95Ms, figures.maxMs, queries.queries].map(String),
      ...[queries.failedQueries, queries.emptyQueries].map(String),
    ],
  ]);
  return figures;
}

const reason = 'bench';

/** An alias that leads elsewhere and without its filter is put right, time and again. */
export async function repairPart(reporting: Reporting): Promise<Under> {
  const given = await open(reporting, 'Repairs');
  const { world, first, second } = given;
  const [pipeline] = world.pipelines;
  const wrong = pipeline?.aliases.find(({ filter }) => filter !== null);
  if (pipeline === undefined || wrong === undefined) throw new Error('no filtered alias');
  const { name: alias, target } = wrong;
  const [right, other] = [second, first].map(({ generations }) => generations[target] ?? '');
  return measure(given, reporting, 'repair', async () => {
    valueOf(
      await world.search.swap({
        moves: [{ alias, from: [right ?? ''], to: other ?? '', filter: null }],
        removeIndexes: [],
      }),
    );
    return async () => {
      const { name: environment } = world.environment;
      valueOf(await repairAliases(world, pipeline, systemActor('bench'), { environment, reason }));
    };
  });
}

/** All readers go back and forth between two generations. */
export async function rollBackPart(reporting: Reporting): Promise<Under> {
  const given = await open(reporting, 'Roll backs');
  const { world, first, second } = given;
  const [pipeline] = world.pipelines;
  if (pipeline === undefined) throw new Error('there is no pipeline');
  return measure(given, reporting, 'roll back', (at) =>
    Promise.resolve(async () => {
      const to = (at % 2 === 0 ? first : second).run.name;
      const { name: environment } = world.environment;
      valueOf(await rollBack(world, pipeline, systemActor('bench'), { environment, to, reason }));
    }),
  );
}
