/** The runtime of a web process over one embedded database, for tests of `lib/web`. */
import { paceSignIns } from '#lib/access/index.ts';
import { systemClock } from '#lib/kernel/clock.ts';
import { limitFlood, limitRepeats } from '#lib/kernel/flood-limit.ts';
import { limitStarts } from '#lib/kernel/limit-starts.ts';
import { Turns } from '#lib/kernel/turns.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { createLog } from '#lib/platform/log.ts';
import { catalogueOf, type OutsideService } from '#lib/platform/outside-service.ts';
import type { HeartbeatToken } from '#lib/status/index.ts';
import type { WebRuntime } from '#lib/processes/web-runtime.ts';
import type { TaskPulse } from '#lib/platform/process/health.ts';
import { localAccessOf } from '#lib/platform/process/local-access.ts';
import { environmentNamed, worldOver } from '../sync/sync-world.ts';

const sessionSecret = 'a secret of tests that is long enough';

interface RuntimeFacts {
  readonly database: Database;
  readonly environments: readonly string[];
  readonly baseUrl?: string;
  /** Of each environment, and of the console where `environment` is null. */
  readonly services?: readonly OutsideService[];
  readonly pulses?: () => readonly TaskPulse[];
  /** Of each environment. */
  readonly heartbeats?: readonly HeartbeatToken[];
  readonly support?: Partial<WebRuntime['support']>;
}

export function webRuntimeOver({
  database,
  environments,
  baseUrl = 'http://localhost:3000',
  services = [],
  pulses = () => [],
  heartbeats = [],
  support = {},
}: RuntimeFacts): WebRuntime {
  const log = createLog('silent', 'test');
  const now = (): Date => systemClock.now();
  const ofEnvironment = (name: string | null): readonly OutsideService[] =>
    services.filter(({ environment }) => environment === name);
  return {
    world: {
      clock: systemClock,
      database,
      log,
      environment: null,
      environments: environments.map((name) => ({
        ...worldOver(database, {
          pipelines: [],
          environment: environmentNamed(name),
          catalogue: catalogueOf(ofEnvironment(name), now),
        }),
        probeEveryMs: 60_000,
        probes: [],
        readKnown: () => Promise.resolve([]),
        heartbeats,
        keepObservationsDays: 400,
        countListsEveryMs: 600_000,
        listDrop: 0.2,
        keepCountsDays: 30,
      })),
      catalogue: catalogueOf(ofEnvironment(null), now),
      holder: 'test',
      notify: { routes: [], mail: null, baseUrl, heartbeatUrl: null },
    },
    baseUrl,
    isLoopbackOnly: true,
    sessionSecret,
    metricsTokenHash: null,
    trustedProxies: 0,
    localAccess: localAccessOf('a token that no test shows'),
    anonymousLimit: limitFlood(() => performance.now()),
    readLimit: limitRepeats(() => performance.now()),
    askLimit: limitStarts(60, 60_000),
    costlyReads: new Turns({ atOnce: 4, mostWaiting: 16, mostOfOne: 8, longestWaitMs: 8_000 }),
    signInPace: paceSignIns(database, sessionSecret),
    support: {
      policy: "default-src 'none'",
      isReviewed: false,
      isOpenTo: () => false,
      copy: () => null,
      isCurrent: () => false,
      ...support,
    },
    banner: '',
    pulses,
    drain: () => Promise.resolve(),
  };
}

/** Sets what `webRuntime()` hands out; call the result when the suite ends. */
export function installRuntime(runtime: WebRuntime): () => void {
  globalThis.consoleRuntime = runtime;
  return () => {
    globalThis.consoleRuntime = undefined;
  };
}
