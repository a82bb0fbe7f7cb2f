import { dehydrate, HydrationBoundary, QueryClient, type QueryKey } from '@tanstack/react-query';
import type { ReactNode } from 'react';

/**
 * What the server already knows, so that the first paint has data and the browser does not fetch at
 * once.
 */
export type Seed = readonly [key: QueryKey, data: unknown];

export function Seeded({
  seeds,
  children,
}: {
  readonly seeds: readonly Seed[];
  readonly children: ReactNode;
}) {
  const client = new QueryClient();
  for (const [key, data] of seeds) client.setQueryData(key, data);
  return <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>;
}
