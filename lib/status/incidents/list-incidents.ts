import { quoted } from '#lib/kernel/free-text.ts';
import { done, refuse, type Result } from '#lib/kernel/result.ts';
import type { StatusWorld } from '../get-status.ts';
import { readIncidents, type IncidentFilter } from './incident-store.ts';
import { IncidentNumber, type IncidentView } from './model.ts';

const mostUpdates = 200;

const newest = (
  { database, environments }: StatusWorld,
  bounds: Pick<IncidentFilter, 'most' | 'mostUpdates'>,
): Promise<readonly IncidentView[]> =>
  readIncidents(database, {
    environments: environments.map(({ environment }) => environment.name),
    id: null,
    ...bounds,
  });

/** Open ones first, then the newest, each with what was said last. One statement. */
export const listIncidents = (world: StatusWorld): Promise<readonly IncidentView[]> =>
  newest(world, { most: 100, mostUpdates: 1 });

/** The same for those who tell users of them, each with more of what was said. One statement. */
export const incidentsToTell = (world: StatusWorld): Promise<readonly IncidentView[]> =>
  newest(world, { most: 50, mostUpdates: 20 });

/**
 * With all that was said of it. One statement. Faults: `not-found`, also for what is no number of
 * an incident.
 */
export async function showIncident(
  { database, environments }: StatusWorld,
  number: string,
): Promise<Result<IncidentView>> {
  const none = refuse('not-found', `There is no incident ${quoted(number)}.`);
  const id = IncidentNumber.safeParse(number);
  if (!id.success) return none;
  const [incident] = await readIncidents(database, {
    environments: environments.map(({ environment }) => environment.name),
    id: id.data,
    most: 1,
    mostUpdates,
  });
  return incident === undefined ? none : done(incident);
}
