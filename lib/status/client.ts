/** The part of this feature that is safe in a browser. */
import { queryOptions } from '@tanstack/react-query';
import { intervalMsOf } from '#lib/kernel/freshness.ts';
import { getJson } from '#lib/kernel/get-json.ts';
import type { StatusTime, StatusView } from './model.ts';

export * from './model.ts';

export const statusQuery = (time: StatusTime) =>
  queryOptions({
    queryKey: ['status', 'services', time],
    queryFn: ({ signal }) => getJson<StatusView>(`/api/status/services?time=${time}`, signal),
    refetchInterval: intervalMsOf.warm,
  });
