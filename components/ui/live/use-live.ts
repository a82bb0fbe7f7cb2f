'use client';

import { useQuery, type Query, type QueryKey, type UseQueryOptions } from '@tanstack/react-query';
import { FaultError, type Fault } from '#lib/kernel/result.ts';
import { useFreshness } from './freshness.tsx';

/** What a panel knows: the last value, when it came, and why there is no newer one. */
export interface Live<T> {
  readonly data: T | undefined;
  /** When the last good value came, ISO 8601; null before the first one. */
  readonly asOf: string | null;
  readonly fault: Fault | null;
  readonly isFetching: boolean;
  refetch(): void;
}

const lost: Fault = { kind: 'unavailable', says: 'The console did not answer.' };

/** What to show of an error of a query; one that has no words of its own is a lost answer. */
export const faultShown = (error: unknown): Fault =>
  error instanceof FaultError ? error.fault : lost;

/**
 * Follows a query at its own pace, or slower if the person chose so; not while paused or hidden. A
 * failed query keeps the last value and is sent again at the next turn, so nothing is retried
 * in between.
 */
export function useLive<T, K extends QueryKey>(options: UseQueryOptions<T, Error, T, K>): Live<T> {
  const { pausedAt, atLeastMs } = useFreshness();
  const { refetchInterval } = options;
  const query = useQuery({
    ...options,
    retry: false,
    refetchOnWindowFocus: pausedAt === null,
    refetchInterval: (query: Query<T, Error, T, K>) => {
      const own = typeof refetchInterval === 'function' ? refetchInterval(query) : refetchInterval;
      if (pausedAt !== null || own === undefined || own === false) return false;
      return Math.max(own, atLeastMs ?? 0);
    },
  });
  return {
    data: query.data,
    asOf: query.dataUpdatedAt === 0 ? null : new Date(query.dataUpdatedAt).toISOString(),
    fault: query.error === null ? null : faultShown(query.error),
    isFetching: query.isFetching,
    refetch: () => void query.refetch(),
  };
}
