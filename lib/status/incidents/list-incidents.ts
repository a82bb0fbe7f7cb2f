import type { StatusWorld } from '../get-status.ts';
import { readIncidents } from './incident-store.ts';
import type { IncidentView } from './model.ts';

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

/** With all that was said of it. One statement. Null: there is none of that number. */
export async function showIncident(
  { database, environments }: StatusWorld,
  id: number,
): Promise<IncidentView | null> {
  const [incident] = await readIncidents(database, {
    environments: environments.map(({ environment }) => environment.name),
    id,
    most: 1,
    mostUpdates,
  });
  return incident ?? null;
}
