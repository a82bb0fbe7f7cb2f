'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { seenQuery, type IndexesView } from '#lib/indexes/client.ts';

/** When users came to another generation, what was counted of their lists is old at once. */
export function useFreshCounts(
  environment: string,
  view: Pick<IndexesView, 'generations'> | undefined,
): void {
  const client = useQueryClient();
  const known = useRef<string | null>(null);
  const live = view?.generations
    .filter(({ role }) => role === 'live')
    .map(({ index }) => index)
    .join();
  useEffect(() => {
    if (live === undefined) return;
    const now = `${environment} ${live}`;
    if (known.current?.startsWith(`${environment} `) === true && known.current !== now)
      void client.invalidateQueries({ queryKey: seenQuery(environment).queryKey });
    known.current = now;
  }, [client, environment, live]);
}
