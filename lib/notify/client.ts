/** The part of this feature that is safe in a browser. */
import { queryOptions } from '@tanstack/react-query';
import { intervalMsOf } from '#lib/kernel/freshness.ts';
import { getJson } from '#lib/kernel/get-json.ts';
import type { RouteView } from './model.ts';

export { TestRoute } from './model.ts';
export type { NoticeEvent, RouteView, Severity } from './model.ts';
export { sendTestNotice } from './permissions.ts';

export const routesQuery = queryOptions({
  queryKey: ['notify', 'routes'],
  queryFn: ({ signal }) => getJson<readonly RouteView[]>('/api/notify/list', signal),
  refetchInterval: intervalMsOf.warm,
});
