'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Run } from '#lib/sync/client.ts';

/** When a run ends, what other panels know of aliases and of readiness is old at once. */
export function useFreshFactsAtEnd(run: Run | undefined): void {
  const client = useQueryClient();
  const hasRun = useRef(false);
  const isRunning = run !== undefined && run.endedAt === null;
  useEffect(() => {
    if (hasRun.current && !isRunning) {
      void client.invalidateQueries({ queryKey: ['indexes'] });
      void client.invalidateQueries({ queryKey: ['shell'] });
      void client.invalidateQueries({ queryKey: ['sync', 'readiness'] });
    }
    hasRun.current = isRunning;
  }, [client, isRunning]);
}
