import { hostname } from 'node:os';
import { systemClock } from '#lib/kernel/clock.ts';
import { newId } from '#lib/kernel/ids.ts';
import { serverOf } from '#lib/platform/addresses.ts';
import type { Database, Sql } from '#lib/platform/database/database.ts';
import { errorFacts, type Log } from '#lib/platform/log.ts';
import { catalogueOf } from '#lib/platform/outside-service.ts';
import type { NotifySettings, NotifyWorld, Route } from '#lib/notify/index.ts';
import type { ConsoleWorld } from '#lib/platform/world.ts';
import {
  heartbeatTokens,
  knownThings,
  probesOf,
  type HeartbeatToken,
  type KnownThing,
  type Probe,
} from '#lib/status/index.ts';
import {
  closeSources,
  expectationsOf,
  isSynthetic,
  keepDaysOf,
  paceOf,
  sharedName,
  triggerOf,
  type SyncWorld,
} from '#lib/sync/index.ts';
import {
  databaseService,
  environmentServices,
  openBrokers,
  openOwnSources,
  openSearch,
} from './adapters.ts';
import type { Env } from './configuration/env.ts';
import type { EnvironmentSettings } from './configuration/environment-settings.ts';
import { openDatabase } from './open-database.ts';
import { StartRefused } from './start-refused.ts';

/** One environment with all that the features add to it. */
export interface EnvironmentWorld extends SyncWorld {
  /** Between two looks at the contract. */
  readonly probeEveryMs: number;
  readonly keepObservationsDays: number;
  /** Between two counts of the lists that users see. */
  readonly countListsEveryMs: number;
  /** By how much of what it had a list drops before it stands out. */
  readonly listDrop: number;
  readonly keepCountsDays: number;
  /** What is asked again and again whether it works. */
  readonly probes: readonly Probe[];
  /** What no probe asks and other features know of. */
  readonly readKnown: (sql: Sql) => Promise<readonly KnownThing[]>;
  /** Who may report that a job began or ended. */
  readonly heartbeats: readonly HeartbeatToken[];
}

/** The process with all that the features add to it. */
export type WholeConsole = ConsoleWorld<EnvironmentWorld> & NotifyWorld;

export interface Composed {
  readonly world: WholeConsole;
  /** Messages, search and sources of each environment, then the database, which some need. */
  close(): Promise<void>;
}

export async function composeEnvironment(
  { environment, env, pipelines, scheduledOn, probes, components }: EnvironmentSettings,
  shared: { readonly database: Database; readonly log: Log; readonly holder: string },
): Promise<EnvironmentWorld> {
  const { database } = shared;
  const log = shared.log.child({ environment: environment.name });
  const brokers = openBrokers(env, environment.name, pipelines, database, log);
  const search = await openSearch(env, environment.name, database);
  const sources = openOwnSources(env);
  const services = environmentServices(env, environment.name, { brokers, search }, sources);
  const probeMs = env.PROBE_SECONDS * 1_000;
  return {
    clock: systemClock,
    database,
    brokers,
    search,
    log,
    environment,
    catalogue: catalogueOf(services, () => systemClock.now()),
    sources,
    hasSyntheticPeople: isSynthetic(env),
    pipelines,
    cluster: env.OPENSEARCH_URL === undefined ? null : serverOf(env.OPENSEARCH_URL),
    participants: env.PARTICIPANTS,
    holder: shared.holder,
    pace: paceOf(env),
    keepDays: keepDaysOf(env),
    keepGenerations: env.KEEP_GENERATIONS,
    keepObservationsDays: env.KEEP_OBSERVATIONS_DAYS,
    countListsEveryMs: env.COUNT_LISTS_SECONDS * 1_000,
    listDrop: env.LIST_DROP_PERCENT / 100,
    keepCountsDays: env.KEEP_COUNTS_DAYS,
    probeEveryMs: env.CONTRACT_PROBE_SECONDS * 1_000,
    probes: probesOf(
      services,
      probes,
      { environment: environment.name, everyMs: probeMs, scheduledOn, components },
      database,
    ),
    readKnown: knownThings({ environment, pipelines, participants: env.PARTICIPANTS }, scheduledOn),
    heartbeats: heartbeatTokens(probes, environment.name),
    expectations: expectationsOf(env),
    trigger: triggerOf(env),
  };
}

export async function closeEnvironment({
  brokers,
  search,
  sources,
  log,
}: EnvironmentWorld): Promise<void> {
  const adapters = [
    ...new Set([brokers.amqp, brokers.sqs]),
    search,
    { close: () => closeSources(sources) },
  ];
  for (const adapter of adapters) {
    await adapter
      .close()
      .catch((error: unknown) => log.warn(errorFacts(error), 'an adapter did not close in order'));
  }
}

const notifySettingsOf = (env: Env, routes: readonly Route[]): NotifySettings => ({
  routes,
  mail:
    env.NOTIFY_SMTP_URL === undefined || env.NOTIFY_FROM === undefined
      ? null
      : { url: env.NOTIFY_SMTP_URL, from: env.NOTIFY_FROM },
  heartbeatUrl: env.NOTIFY_HEARTBEAT_URL ?? null,
  baseUrl: env.NEXTAUTH_URL?.replace(/\/+$/, '') ?? null,
});

/**
 * Puts a process together by hand. Throws `StartRefused` where two environments share a name on one
 * cluster. Nothing here waits for a service but for the database: the others may be away, and the
 * pages say so.
 */
export async function compose(
  env: Env,
  settings: readonly EnvironmentSettings[],
  routes: readonly Route[],
  log: Log,
): Promise<Composed> {
  const database = await openDatabase(env, log);
  const holder = `${hostname()}:${process.pid}:${newId()}`;
  const environments = await Promise.all(
    settings.map((one) => composeEnvironment(one, { database, log, holder })),
  );
  const shared = await sharedName({ database, environments });
  const close = async (): Promise<void> => {
    await Promise.all(environments.map(closeEnvironment));
    await database.close();
  };
  if (shared !== null) {
    await close();
    throw new StartRefused(2, shared);
  }
  return {
    world: {
      clock: systemClock,
      database,
      log,
      environment: null,
      environments,
      holder,
      notify: notifySettingsOf(env, routes),
      catalogue: catalogueOf([databaseService(database)], () => systemClock.now()),
    },
    close,
  };
}
