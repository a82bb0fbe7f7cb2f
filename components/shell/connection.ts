'use client';

import { notifyManager, useQueryClient, type Query, type QueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { FaultError, isNotReached, isSignedOut } from '#lib/kernel/result.ts';

/** The state of all queries of the page together. */
export interface Connection {
  /** The shortest pace at which anything on the page is polled; null when nothing is. */
  readonly paceMs: number | null;
  /**
   * Since when no query has succeeded, epoch milliseconds; null while any does. One that reached
   * nothing speaks for those whose turn has not come yet.
   */
  readonly lostSince: number | null;
  /** None succeeds because nobody is signed in any more. */
  readonly isSignedOut: boolean;
}

function paceOf(query: Query): number | null {
  const paces = query.observers.flatMap((observer) => {
    const { refetchInterval } = observer.options;
    const pace = typeof refetchInterval === 'function' ? refetchInterval(query) : refetchInterval;
    return typeof pace === 'number' ? [pace] : [];
  });
  return paces.length === 0 ? null : Math.min(...paces);
}

const isFailing = ({ state }: Query): boolean => state.error !== null;
const isUnreached = ({ state: { error } }: Query): boolean =>
  error instanceof FaultError && isNotReached(error.fault);
const isRefused = ({ state: { error } }: Query): boolean =>
  error instanceof FaultError && isSignedOut(error.fault);

function connectionOf(client: QueryClient): Connection {
  const active = client
    .getQueryCache()
    .getAll()
    .filter((query) => query.isActive());
  const paces = active.map(paceOf).filter((pace) => pace !== null);
  const lastSuccess = Math.max(...active.map(({ state }) => state.dataUpdatedAt), 0);
  const failing = active.filter(isFailing);
  const failed = Math.min(...failing.map(({ state }) => state.errorUpdatedAt));
  const isLost =
    failing.length > 0 &&
    (failing.length === active.length ||
      failing.some((query) => isUnreached(query) && query.state.errorUpdatedAt > lastSuccess));
  return {
    paceMs: paces.length === 0 ? null : Math.min(...paces),
    lostSince: isLost ? lastSuccess || failed : null,
    isSignedOut: isLost && active.every(isRefused),
  };
}

/** Serialised, so that React sees a new snapshot only when something changed. */
export function useConnection(): Connection {
  const client = useQueryClient();
  const snapshot = useSyncExternalStore(
    (listener) => client.getQueryCache().subscribe(notifyManager.batchCalls(listener)),
    () => encode(connectionOf(client)),
    () => encode({ paceMs: null, lostSince: null, isSignedOut: false }),
  );
  const [pace = '', lost = '', out = ''] = snapshot.split('|');
  return {
    paceMs: pace === '' ? null : Number(pace),
    lostSince: lost === '' ? null : Number(lost),
    isSignedOut: out !== '',
  };
}

const encode = ({ paceMs, lostSince, isSignedOut: isOut }: Connection): string =>
  `${paceMs ?? ''}|${lostSince ?? ''}|${isOut ? 'out' : ''}`;
