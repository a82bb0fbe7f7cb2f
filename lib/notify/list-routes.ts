import type { RouteView } from './model.ts';
import type { NotifyWorld } from './settings.ts';
import { routeStandings } from './store.ts';

/** The routes in the order of the configuration, each with what waits or is dead; no address. */
export async function listRoutes({ database, notify }: NotifyWorld): Promise<RouteView[]> {
  const standings = new Map((await routeStandings(database)).map((one) => [one.route, one]));
  return notify.routes.map(({ address: _, secret, ...route }) => {
    const state = standings.get(route.name);
    return {
      ...route,
      isSigned: secret !== null,
      waiting: state?.waiting ?? 0,
      dead: state?.dead ?? 0,
      deliveredAt: state?.deliveredAt?.toISOString() ?? null,
      says: state?.says ?? null,
    };
  });
}
