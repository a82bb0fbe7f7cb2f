import { createCache, type Cached } from '#lib/kernel/cache.ts';
import { done, type Result } from '#lib/kernel/result.ts';
import type { ServiceReadiness, StartReadiness } from './model.ts';
import { listRunRows, stagesOf } from './store.ts';
import { viewRun } from './view.ts';
import type { SyncWorld } from './world.ts';

const freshMs = 5_000;
const answerWithinMs = 3_000;

interface ServiceOption {
  readonly service: string;
  readonly isReal: boolean;
  ping(): Promise<unknown>;
}

function partsOf(world: SyncWorld): ServiceOption[] {
  const { realServices: realServices, brokers, search, sources, participants } = world;
  const parts: ServiceOption[] = [
    {
      service: realServices.has('amqp') ? 'Messages (RabbitMQ)' : 'Messages (in the database)',
      isReal: realServices.has('amqp'),
      ping: () => brokers.amqp.ping(),
    },
    {
      service: realServices.has('sqs') ? 'Doctors queue (SQS)' : 'Doctors queue (in the database)',
      isReal: realServices.has('sqs'),
      ping: () => brokers.sqs.ping(),
    },
    {
      service: realServices.has('search') ? 'Search (OpenSearch)' : 'Search (in the database)',
      isReal: realServices.has('search'),
      ping: () => search.ping(),
    },
  ];
  if (participants.has('tcs')) {
    parts.push({
      service: realServices.has('tcs') ? 'Trainees (TCS database)' : 'Trainees (synthetic)',
      isReal: realServices.has('tcs'),
      ping: () => sources.tcs.ping(),
    });
  }
  const service = realServices.has('reval')
    ? 'Doctors (revalidation database)'
    : 'Doctors (synthetic)';
  parts.push({
    service,
    isReal: realServices.has('reval'),
    ping: () => Promise.all([sources.recommendation.ping(), sources.connection.ping()]),
  });
  return parts;
}

async function answersInTime(part: ServiceOption): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), answerWithinMs);
  });
  try {
    await Promise.race([part.ping(), late]);
  } finally {
    clearTimeout(timer);
  }
}

interface Probe {
  readonly part: ServiceOption;
  readonly answer: { get(): Promise<Cached<void>> };
}

const probes = new WeakMap<SyncWorld, readonly Probe[]>();

/** One probe a service and process, asked at most every five seconds. */
async function services(world: SyncWorld): Promise<ServiceReadiness[]> {
  let own = probes.get(world);
  if (own === undefined) {
    own = partsOf(world).map((part) => ({
      part,
      answer: createCache(
        () => answersInTime(part),
        freshMs,
        () => world.clock.now(),
      ),
    }));
    probes.set(world, own);
  }
  return Promise.all(
    own.map(async ({ part, answer }): Promise<ServiceReadiness> => {
      const { failedSince } = await answer.get();
      return {
        service: part.service,
        isReal: part.isReal,
        state: failedSince === null ? 'up' : 'down',
        since: failedSince?.toISOString() ?? null,
      };
    }),
  );
}

/** A sentence for each service without which a sync cannot run. */
export async function servicesAway(world: SyncWorld): Promise<string[]> {
  return (await services(world))
    .filter((one) => one.state === 'down')
    .map((one) => `${one.service} cannot be reached.`);
}

/** What the start dialog has to say. */
export async function startReadiness(world: SyncWorld): Promise<Result<StartReadiness>> {
  const { name, isProduction } = world.environment;
  const [{ rows }, states] = await Promise.all([
    listRunRows(world.database, name, { limit: 4, offset: 0 }),
    services(world),
  ]);
  const stages = await stagesOf(
    world.database,
    rows.map((row) => row.id),
  );
  const runs = rows.map((row) =>
    viewRun(
      row,
      stages.filter((stage) => stage.run_id === row.id),
      world.pipelines,
    ),
  );
  return done({
    environment: name,
    isProduction,
    pipelines: world.pipelines.map((pipeline) => ({
      name: pipeline.name,
      version: pipeline.version,
      title: pipeline.title,
    })),
    active: runs.find((run) => run.endedAt === null) ?? null,
    services: states,
    lastRuns: runs.filter((run) => run.endedAt !== null).slice(0, 3),
    asOf: world.clock.now().toISOString(),
  });
}
