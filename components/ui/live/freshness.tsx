'use client';

import { useQueryClient } from '@tanstack/react-query';
import { createContext, use, useCallback, useMemo, useState, type ReactNode } from 'react';

interface Freshness {
  /** ISO 8601 of the moment a person paused, or null while data flows. */
  readonly pausedAt: string | null;
  /**
   * The least time between two polls that a person chose; null leaves each panel its own
   * pace.
   */
  readonly atLeastMs: number | null;
  pause(): void;
  resume(): void;
  refreshNow(): void;
  choosePace(atLeastMs: number | null): void;
}

const FreshnessContext = createContext<Freshness | null>(null);

export function FreshnessProvider({ children }: { readonly children: ReactNode }) {
  const client = useQueryClient();
  const [pausedAt, setPausedAt] = useState<string | null>(null);
  const [atLeastMs, choosePace] = useState<number | null>(null);
  const refreshNow = useCallback(() => void client.refetchQueries({ type: 'active' }), [client]);
  const freshness = useMemo<Freshness>(
    () => ({
      pausedAt,
      atLeastMs,
      choosePace,
      refreshNow,
      pause: () => setPausedAt(new Date().toISOString()),
      resume: () => {
        setPausedAt(null);
        refreshNow();
      },
    }),
    [pausedAt, atLeastMs, refreshNow],
  );
  return <FreshnessContext value={freshness}>{children}</FreshnessContext>;
}

export function useFreshness(): Freshness {
  const freshness = use(FreshnessContext);
  if (freshness === null) throw new Error('useFreshness needs a FreshnessProvider above it');
  return freshness;
}
