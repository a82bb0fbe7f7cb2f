import { listPastIncidents } from '#lib/inventory/index.ts';
import { done, type Result } from '#lib/kernel/result.ts';
import { listIncidents, showIncident } from '../incidents/list-incidents.ts';
import type { IncidentView } from '../incidents/model.ts';
import type { IncidentsWorld } from '../incidents/with-affected.ts';
import { matchSeen } from './match-seen.ts';
import type { IncidentWithSeen } from './model.ts';
import { readSigns } from './signs-store.ts';

/** Two statements where one of them is open; none otherwise. */
async function withSeenBefore(
  world: IncidentsWorld,
  incidents: readonly IncidentView[],
): Promise<readonly IncidentWithSeen[]> {
  const open = incidents.filter(({ resolvedAt }) => resolvedAt === null).map(({ id }) => id);
  if (open.length === 0) return incidents.map((one) => ({ ...one, seenBefore: [] }));
  const signs = await readSigns(world.database, open);
  const past = await listPastIncidents(world);
  return incidents.map((incident) => {
    const own = signs.get(incident.id);
    return { ...incident, seenBefore: own === undefined ? [] : matchSeen(own, past) };
  });
}

/**
 * As `listIncidents`, the open ones with what is like them from before. Four statements at most.
 */
export const listIncidentsWithSeen = async (
  world: IncidentsWorld,
): Promise<readonly IncidentWithSeen[]> => withSeenBefore(world, await listIncidents(world));

/** As `showIncident`. Four statements at most. */
export async function showIncidentWithSeen(
  world: IncidentsWorld,
  number: string,
): Promise<Result<IncidentWithSeen>> {
  const found = await showIncident(world, number);
  if (!found.ok) return found;
  const [incident] = await withSeenBefore(world, [found.value]);
  return incident === undefined ? done({ ...found.value, seenBefore: [] }) : done(incident);
}
