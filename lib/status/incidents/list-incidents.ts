import { quoted } from '#lib/kernel/free-text.ts';
import { done, refuse, type Result } from '#lib/kernel/result.ts';
import type { StatusWorld } from '../get-status.ts';
import { readIncidents } from './incident-store.ts';
import { IncidentNumber, type IncidentView } from './model.ts';

const mostListed = 100;
const mostUpdates = 200;

/** Open ones first, then the newest, each with what was said last. One statement. */
export const listIncidents = ({
  database,
  environments,
}: StatusWorld): Promise<readonly IncidentView[]> =>
  readIncidents(database, {
    environments: environments.map(({ environment }) => environment.name),
    id: null,
    most: mostListed,
    mostUpdates: 1,
  });

const mostTold = 50;
const mostSaid = 20;

/** The same for those who tell users of them, each with more of what was said. One statement. */
export const incidentsToTell = ({
  database,
  environments,
}: StatusWorld): Promise<readonly IncidentView[]> =>
  readIncidents(database, {
    environments: environments.map(({ environment }) => environment.name),
    id: null,
    most: mostTold,
    mostUpdates: mostSaid,
  });

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
