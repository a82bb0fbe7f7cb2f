import { queryOptions } from '@tanstack/react-query';
import { intervalMsOf } from '#lib/kernel/freshness.ts';
import { getJson } from '#lib/kernel/get-json.ts';
import type { IndexesShell } from '#lib/indexes/client.ts';
import type { StatusShell } from '#lib/status/client.ts';
import type { SyncShell } from '#lib/sync/client.ts';

/** What each feature knows of one environment. */
export interface EnvironmentFacts {
  readonly environment: string;
  readonly sync: SyncShell;
  readonly indexes: IndexesShell;
  readonly status: StatusShell;
}

export interface ShellFacts {
  readonly environments: readonly EnvironmentFacts[];
  /** ISO 8601. */
  readonly asOf: string;
}

/** Whether the first response of a server of the environment is still to come. */
export const isPending = ({ sync, indexes }: EnvironmentFacts): boolean =>
  sync.services.some(({ state }) => state === 'not-known') ||
  (indexes.asOf === null && indexes.failedSince === null);

/** The one query of the shell: marks, attention, the running run and the environments' rows. */
export const shellQuery = () =>
  queryOptions({
    queryKey: ['shell'],
    queryFn: ({ signal }) => getJson<ShellFacts>('/api/shell', signal),
    refetchInterval: ({ state }) =>
      state.data?.environments.some(isPending) ? intervalMsOf.live : intervalMsOf.warm,
  });
