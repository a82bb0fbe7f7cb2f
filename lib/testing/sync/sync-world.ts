import { systemClock } from '#lib/kernel/clock.ts';
import { createDatabaseBroker } from '#lib/platform/broker/database/broker.ts';
import { createLog } from '#lib/platform/log.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { catalogueOf } from '#lib/platform/outside-service.ts';
import type { Environment } from '#lib/platform/world.ts';
import { openDatabaseSearch } from '#lib/platform/search/database/search.ts';
import { openSources } from '#lib/sync/participants/open-sources.ts';
import { runWorker } from '#lib/sync/index.ts';
import type { Pace, SyncWorld } from '#lib/sync/world.ts';
import { uniqueName } from '../platform/databases.ts';

export const environmentNamed = (name: string, isProduction = false): Environment => ({
  name,
  title: name,
  isProduction,
  driver: 'managed',
});

/** Quick enough for tests; a frozen worker is replaced after two seconds. */
export const testPace: Pace = {
  leaseMs: 2_000,
  tickMs: 50,
  claimLapseMs: 2_000,
  stageAttempts: 3,
  takeovers: 5,
  outageMs: 0,
  quietMs: 300,
  emptyQuietMs: 900,
  silenceMs: 12_000,
  stallAfterMs: 60_000,
  foreignSilenceMs: 60_000,
  exclusiveWithinMs: 1_500,
  observeMs: 50,
  observed: { beginMs: 1_500, quietMs: 1_500, stallMs: 4_000 },
};

/**
 * A world whose every service is in the given database, with overrides. Closing it closes the
 * brokers and the search side, not the database.
 */
export function worldOver(
  database: Database,
  overrides: Partial<SyncWorld> & Pick<SyncWorld, 'pipelines'>,
): SyncWorld {
  const log = createLog(process.env['TEST_LOG'] ?? 'silent', 'test');
  const environment = overrides.environment ?? environmentNamed('local');
  const broker = createDatabaseBroker(database, { environment: environment.name, log });
  return {
    clock: systemClock,
    database,
    brokers: { amqp: broker, sqs: broker },
    search: openDatabaseSearch(database, environment.name),
    log,
    environment,
    sources: openSources({ synthetic: { trainees: 200, seed: 1 } }),
    hasSyntheticPeople: true,
    cluster: null,
    participants: new Set(['tcs', 'recommendation', 'connection', 'quarry', 'sorter']),
    holder: uniqueName('worker'),
    pace: testPace,
    keepGenerations: 2,
    keepDays: { events: 400, samples: 90, records: 90, deadLetters: 90 },
    expectations: { records: new Map(), withinPercent: 5 },
    trigger: null,
    catalogue: catalogueOf([], () => systemClock.now()),
    ...overrides,
  };
}

/** A worker in this process; `stop` resolves when everything it held has stopped. */
export function startWorker(world: SyncWorld): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const working = runWorker(world, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await working;
    },
  };
}
