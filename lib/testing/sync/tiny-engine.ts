/** The tiny pipeline under names of its own, with a worker at work on it. */
import { afterAll, afterEach, beforeAll } from 'vitest';
import { systemActor } from '#lib/access/index.ts';
import { FaultError } from '#lib/kernel/result.ts';
import type { Route } from '#lib/platform/broker/port.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { showRun, startRun, type Run, type RunDetail } from '#lib/sync/index.ts';
import type { SyncWorld } from '#lib/sync/world.ts';
import { embeddedDatabase, uniqueName } from '../platform/databases.ts';
import { prefixed } from './prefixed-pipeline.ts';
import { environmentNamed, startWorker, worldOver } from './sync-world.ts';
import { tinyPipeline, type Pebble, type TinyOptions } from './tiny-pipeline.ts';
import { until } from '../platform/until.ts';

const colours = ['red', 'blue', 'green'];

export function* pebbles(count: number): Generator<Pebble> {
  for (let n = 0; n < count; n++)
    yield { id: `p${String(n).padStart(5, '0')}`, colour: colours[n % 3] ?? 'red' };
}

/** An environment of its own with the tiny pipeline, and no worker. */
export function tinyWorld(
  database: Database,
  options: TinyOptions,
  overrides: Partial<SyncWorld> = {},
): SyncWorld {
  const environment = environmentNamed(uniqueName('tiny'));
  const pipeline = prefixed(tinyPipeline(options), `${environment.name}_`);
  return worldOver(database, { pipelines: [pipeline], environment, ...overrides });
}

/** Rejects where the start is refused. */
export async function startIn(
  world: SyncWorld,
  { isDry = false }: { readonly isDry?: boolean } = {},
): Promise<Run> {
  const started = await startRun(world, systemActor('test'), {
    environment: world.environment.name,
    pipeline: world.pipelines[0]?.name ?? '',
    reason: 'test',
    dry: isDry,
  });
  if (!started.ok) throw new FaultError(started.fault);
  return started.value;
}

export async function detailIn(world: SyncWorld, run: string): Promise<RunDetail> {
  const shown = await showRun(world, run);
  if (!shown.ok) throw new FaultError(shown.fault);
  return shown.value;
}

export const endedIn = (world: SyncWorld, run: string): Promise<RunDetail> =>
  until(`${run} to end`, async () => {
    const detail = await detailIn(world, run);
    return detail.run.endedAt === null ? null : detail;
  });

/** What the events of a run say, the newest first. */
export const saysOf = ({ events }: RunDetail): string[] => events.map(({ says }) => says);

export interface TinyBench {
  readonly world: SyncWorld;
  /** The name that an index, alias or queue of the tiny pipeline has in this test. */
  own(name: string): string;
  readonly startRoute: Route;
  readonly dataRoute: Route;
  start(): Promise<Run>;
  runOf(run: Run): Promise<Run>;
  /** The newest first. */
  eventsOf(run: Run): Promise<string[]>;
  ended(run: Run): Promise<Run>;
  /** Stops the worker at work, if there is one. */
  stop(): Promise<void>;
  /** Puts another worker to work after `stop`. */
  restart(): void;
}

export function tinyBench(
  database: Database,
  options: TinyOptions,
  overrides: Partial<SyncWorld> = {},
): TinyBench {
  const world = tinyWorld(database, options, overrides);
  const own = (name: string): string => `${world.environment.name}_${name}`;
  const route = (name: string): Route => ({
    exchange: own('tiny.exchange'),
    key: own(name),
    queues: [own(name)],
  });
  let worker: ReturnType<typeof startWorker> | null = startWorker(world);
  return {
    world,
    own,
    startRoute: route('tiny.start'),
    dataRoute: route('tiny.data'),
    start: () => startIn(world),
    runOf: async (run) => (await detailIn(world, run.run)).run,
    eventsOf: async (run) => saysOf(await detailIn(world, run.run)),
    ended: async (run) => (await endedIn(world, run.run)).run,
    async stop() {
      await worker?.stop();
      worker = null;
    },
    restart() {
      worker = startWorker(world);
    },
  };
}

export interface TinySuite {
  /** Open from `beforeAll` on. */
  readonly database: Database;
  bench(options: TinyOptions, overrides?: Partial<SyncWorld>): TinyBench;
  world(options: TinyOptions, overrides?: Partial<SyncWorld>): SyncWorld;
  /** A worker over this world, which may be another one than that of a bench. */
  work(world: SyncWorld): void;
  /** Is stopped after the test, the newest first. */
  stopAfter(one: { stop(): Promise<void> }): void;
}

/** Opens a database before all tests, and stops after each test what that has begun. */
export function tinySuite(make: () => Promise<Database> = embeddedDatabase): TinySuite {
  let database: Database;
  const begun: { stop(): Promise<void> }[] = [];
  beforeAll(async () => {
    database = await make();
  });
  afterEach(async () => {
    for (const one of begun.splice(0).reverse()) await one.stop();
  });
  afterAll(() => database.close());
  return {
    get database() {
      return database;
    },
    bench(options, overrides) {
      const bench = tinyBench(database, options, overrides);
      begun.push(bench);
      return bench;
    },
    world: (options, overrides) => tinyWorld(database, options, overrides),
    work(world) {
      begun.push(startWorker(world));
    },
    stopAfter(one) {
      begun.push(one);
    },
  };
}
