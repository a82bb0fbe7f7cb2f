'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { readinessQuery, type StartReadiness, type SyncShell } from '#lib/sync/client.ts';
import { useLive, type Live } from '#components/ui/live/use-live.ts';

const inShort = ({ active, last, services }: SyncShell): string =>
  [active?.run, last?.run, ...services.map(({ state }) => state)].join();

/**
 * Read again when the shell learned of another run or of another state of a service, so that one
 * page does not poll for the same facts twice.
 */
export function useReadiness(
  environment: string,
  sync: SyncShell | undefined,
): Live<StartReadiness> {
  const client = useQueryClient();
  const known = useRef<string | null>(null);
  const now = sync === undefined ? null : inShort(sync);
  useEffect(() => {
    if (known.current !== null && known.current !== now)
      void client.invalidateQueries({ queryKey: readinessQuery(environment).queryKey });
    known.current = now;
  }, [client, environment, now]);
  return useLive({ ...readinessQuery(environment), refetchInterval: false });
}
