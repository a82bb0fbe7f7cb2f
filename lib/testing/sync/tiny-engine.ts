/** The tiny pipeline under names of its own, with a worker at work on it. */
import { systemActor } from '#lib/access/index.ts';
import { FaultError } from '#lib/kernel/result.ts';
import type { Route } from '#lib/platform/broker/port.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { showRun, startRun, type Run } from '#lib/sync/index.ts';
import type { SyncWorld } from '#lib/sync/world.ts';
import { uniqueName } from '../platform/databases.ts';
import { prefixed } from './prefixed-pipeline.ts';
import { environmentNamed, startWorker, worldOver } from './sync-world.ts';
import { tinyPipeline, type Pebble, type TinyOptions } from './tiny-pipeline.ts';
import { until } from '../platform/until.ts';

const colours = ['red', 'blue', 'green'];

export function* pebbles(count: number): Generator<Pebble> {
  for (let n = 0; n < count; n++)
    yield { id: `p${String(n).padStart(5, '0')}`, colour: colours[n % 3] ?? 'red' };
}

export interface TinyBench {
  readonly world: SyncWorld;
  /** The name that an index, alias or queue of the tiny pipeline has in this test. */
  own(name: string): string;
  readonly startRoute: Route;
  readonly dataRoute: Route;
  start(): Promise<Run>;
  runOf(run: Run): Promise<Run>;
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
  const environment = environmentNamed(uniqueName('tiny'));
  const own = (name: string): string => `${environment.name}_${name}`;
  const route = (name: string): Route => ({
    exchange: own('tiny.exchange'),
    key: own(name),
    queues: [own(name)],
  });
  const world = worldOver(database, {
    pipelines: [prefixed(tinyPipeline(options), own(''))],
    environment,
    ...overrides,
  });
  let worker: ReturnType<typeof startWorker> | null = startWorker(world);
  const runOf = async (run: Run): Promise<Run> => {
    const shown = await showRun(world, run.run);
    if (!shown.ok) throw new FaultError(shown.fault);
    return shown.value.run;
  };
  return {
    world,
    own,
    startRoute: route('tiny.start'),
    dataRoute: route('tiny.data'),
    async start() {
      const started = await startRun(world, systemActor('test'), {
        environment: environment.name,
        pipeline: 'tiny',
        reason: 'test',
      });
      if (!started.ok) throw new FaultError(started.fault);
      return started.value;
    },
    runOf: runOf,
    ended: (run) =>
      until(`${run.run} to end`, async () => {
        const now = await runOf(run);
        return now.endedAt === null ? null : now;
      }),
    async stop() {
      await worker?.stop();
      worker = null;
    },
    restart() {
      worker = startWorker(world);
    },
  };
}
