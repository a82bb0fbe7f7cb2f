import { quoted } from '#lib/kernel/free-text.ts';
import { done, refuse, type Result } from '#lib/kernel/result.ts';
import { readIncidents, type IncidentFilter } from './incident-store.ts';
import { IncidentNumber, type IncidentView } from './model.ts';
import { withAffected, type IncidentsWorld } from './with-affected.ts';

const mostUpdates = 200;

const read = async (
  world: IncidentsWorld,
  filter: Omit<IncidentFilter, 'environments'>,
): Promise<readonly IncidentView[]> =>
  withAffected(
    world,
    await readIncidents(world.database, {
      environments: world.environments.map(({ environment }) => environment.name),
      ...filter,
    }),
  );

/** Open ones first, then the newest, each with what was said last. At most two statements. */
export const listIncidents = (world: IncidentsWorld): Promise<readonly IncidentView[]> =>
  read(world, { id: null, most: 100, mostUpdates: 1 });

/** The same for those who tell users of them, each with more of what was said. At most two. */
export const incidentsToTell = (world: IncidentsWorld): Promise<readonly IncidentView[]> =>
  read(world, { id: null, most: 50, mostUpdates: 20 });

/**
 * With all that was said of it. At most two statements. Faults: `not-found`, also for what is no
 * number of an incident.
 */
export async function showIncident(
  world: IncidentsWorld,
  number: string,
): Promise<Result<IncidentView>> {
  const none = refuse('not-found', `There is no incident ${quoted(number)}.`);
  const id = IncidentNumber.safeParse(number);
  if (!id.success) return none;
  const [incident] = await read(world, { id: id.data, most: 1, mostUpdates });
  return incident === undefined ? none : done(incident);
}
