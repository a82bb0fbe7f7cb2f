/** What Prometheus is told of services, runs, aliases and notices, by every process. */
import { Gauge, register } from 'prom-client';
import { getIndexOverview, isOpenDrift } from '#lib/indexes/index.ts';
import { createCache } from '#lib/kernel/cache.ts';
import { listRoutes, type RouteView } from '#lib/notify/index.ts';
import { inBackground } from '#lib/platform/database/background.ts';
import { statusShell, type StatusShell } from '#lib/status/index.ts';
import { contractsOf, syncShell, type SyncShell } from '#lib/sync/index.ts';
import type { WholeConsole } from './compose.ts';

interface FactsOf {
  readonly environment: string;
  readonly sync: SyncShell | undefined;
  readonly status: StatusShell | undefined;
  /** Null: nobody knows. */
  readonly drifts: number | null;
}

interface Measured {
  readonly environments: readonly FactsOf[];
  readonly routes: readonly RouteView[];
}

/** What is away is not waited for longer; a collector gives up after ten seconds by default. */
const withinMs = 1_000;

// However many collectors ask.
const facts = createCache<WholeConsole, Measured>({ freshForMs: 5_000 });

async function readFacts(world: WholeConsole): Promise<Measured> {
  const [sync, status, routes, contracts] = await Promise.all([
    syncShell(world, withinMs),
    statusShell(world),
    listRoutes(world),
    contractsOf(world),
  ]);
  const environments = world.environments.map(async (one): Promise<FactsOf> => {
    const { name } = one.environment;
    const contract = contracts.get(name);
    const view = contract === undefined ? null : await getIndexOverview(one, contract, name);
    return {
      environment: name,
      sync: sync.get(name),
      status: status.get(name),
      drifts: view?.drifts.filter(isOpenDrift).length ?? null,
    };
  });
  return { environments: await Promise.all(environments), routes };
}

/** Of a label's value; null and undefined: not known, which has no sample. */
type Samples = readonly (readonly [Record<string, string>, number | null | undefined])[];

const perEnvironment =
  (valueOf: (of: FactsOf) => number | null | undefined) =>
  ({ environments }: Measured): Samples =>
    environments.map((of) => [{ environment: of.environment }, valueOf(of)]);

const bit = (is: boolean): number => (is ? 1 : 0);

const seconds = (at: string | null | undefined): number | null =>
  at == null ? null : new Date(at).getTime() / 1_000;

const gauges: Readonly<
  Record<
    string,
    {
      readonly help: string;
      readonly labelNames: readonly string[];
      readonly samples: (measured: Measured) => Samples;
    }
  >
> = {
  console_services: {
    help: 'Services that are asked whether they work, those that are off on purpose among them.',
    labelNames: ['environment'],
    samples: perEnvironment(({ status }) => status?.probes),
  },
  console_services_unwell: {
    help: 'Those of them that are down, degraded or not known, and not off on purpose.',
    labelNames: ['environment', 'state'],
    samples: ({ environments }) =>
      environments.flatMap(({ environment, status }) => [
        [{ environment, state: 'down' }, status?.down] as const,
        [{ environment, state: 'degraded' }, status?.degraded] as const,
        [{ environment, state: 'not-known' }, status?.notKnown] as const,
      ]),
  },
  console_incidents_open: {
    help: 'Incidents that are open, twenty where there are more.',
    labelNames: ['environment'],
    samples: perEnvironment(({ status }) => status?.incidents.length),
  },
  console_aliases_drifted: {
    help: 'Aliases and indexes that are not as the contract says, as they were seen last.',
    labelNames: ['environment'],
    samples: perEnvironment(({ drifts }) => drifts),
  },
  console_run_active: {
    help: '1 while a run of the sync is queued or works.',
    labelNames: ['environment'],
    samples: perEnvironment(({ sync }) => sync && bit(sync.active !== null)),
  },
  console_run_stalled: {
    help: '1 while the run that is active has stalled.',
    labelNames: ['environment'],
    samples: perEnvironment(({ sync }) => sync && bit(sync.active?.state === 'stalled')),
  },
  console_run_failed: {
    help: '1 while the newest run that has ended is one that failed.',
    labelNames: ['environment'],
    samples: perEnvironment(({ sync }) => sync && bit(sync.last?.state === 'failed')),
  },
  console_sync_settled_timestamp_seconds: {
    help: 'When the newest run that was not dry settled.',
    labelNames: ['environment'],
    samples: perEnvironment(({ sync }) => seconds(sync?.settledAt)),
  },
  console_notices: {
    help: 'Notices that wait to be delivered along a route, and those that were given up.',
    labelNames: ['route', 'state'],
    samples: ({ routes }) =>
      routes.flatMap(({ name, waiting, dead }) => [
        [{ route: name, state: 'waiting' }, waiting] as const,
        [{ route: name, state: 'dead' }, dead] as const,
      ]),
  },
};

/**
 * Registers them, once however often it is called. They are read when they are asked for, by a few
 * statements for all of them; what cannot be read has no sample, and `console_facts_read` is 0.
 */
export function measureFacts(world: WholeConsole): void {
  if (register.getSingleMetric('console_facts_read') !== undefined) return;
  const read = async (): Promise<Measured | null> => {
    const found = await facts.get(world, 'metrics', {
      // No request of a person: a collector asks at its own pace.
      read: () => inBackground(() => readFacts(world)),
      now: () => world.clock.now(),
    });
    return found.failedSince === null ? found.value : null;
  };
  new Gauge({
    name: 'console_facts_read',
    help: '1 where what the database has of services, runs and notices could be read just now.',
    async collect() {
      this.set(bit((await read()) !== null));
    },
  });
  for (const [name, { help, labelNames, samples }] of Object.entries(gauges))
    new Gauge({
      name,
      help,
      labelNames: [...labelNames],
      async collect() {
        this.reset();
        const measured = await read();
        if (measured === null) return;
        for (const [labels, value] of samples(measured)) if (value != null) this.set(labels, value);
      },
    });
}
