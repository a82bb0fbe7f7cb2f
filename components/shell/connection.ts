'use client';

import { notifyManager, useQueryClient, type Query, type QueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';

/** The state of all queries of the page together. */
export interface Connection {
  /** The shortest pace at which anything on the page is polled; null when nothing is. */
  readonly paceMs: number | null;
  /** Since when no query has succeeded, epoch milliseconds; null while any does. */
  readonly lostSince: number | null;
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

function connectionOf(client: QueryClient): Connection {
  const active = client
    .getQueryCache()
    .getAll()
    .filter((query) => query.isActive());
  const paces = active.map(paceOf).filter((pace) => pace !== null);
  const isLost = active.length > 0 && active.every(isFailing);
  const lastSuccess = Math.max(...active.map(({ state }) => state.dataUpdatedAt), 0);
  const failed = Math.min(...active.map(({ state }) => state.errorUpdatedAt));
  return {
    paceMs: paces.length === 0 ? null : Math.min(...paces),
    lostSince: isLost ? lastSuccess || failed : null,
  };
}

/** Serialised, so that React sees a new snapshot only when something changed. */
export function useConnection(): Connection {
  const client = useQueryClient();
  const snapshot = useSyncExternalStore(
    (listener) => client.getQueryCache().subscribe(notifyManager.batchCalls(listener)),
    () => encode(connectionOf(client)),
    () => encode({ paceMs: null, lostSince: null }),
  );
  const [pace = '', lost = ''] = snapshot.split('|');
  return {
    paceMs: pace === '' ? null : Number(pace),
    lostSince: lost === '' ? null : Number(lost),
  };
}

const encode = ({ paceMs, lostSince }: Connection): string => `${paceMs ?? ''}|${lostSince ?? ''}`;
