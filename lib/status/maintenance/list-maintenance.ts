import { quoted } from '#lib/kernel/free-text.ts';
import { done, refuse, type Result } from '#lib/kernel/result.ts';
import type { World } from '#lib/platform/world.ts';
import type { StatusWorld } from '../services/list-services.ts';
import { probesToChoose, readMaintenance } from './maintenance-store.ts';
import {
  MaintenanceNumber,
  type Choosable,
  type MaintenanceList,
  type MaintenanceView,
} from './model.ts';

const mostListed = 100;

const namesOf = ({ environments }: StatusWorld): readonly string[] =>
  environments.map(({ environment }) => environment.name);

/** Planned work of all environments. One statement. */
export const listMaintenance = (world: StatusWorld): Promise<MaintenanceList> =>
  readMaintenance(world.database, { environments: namesOf(world), id: null, most: mostListed });

/** One statement. Faults: `not-found`, also for what is no number of planned work. */
export async function showMaintenance(
  world: StatusWorld,
  number: string,
): Promise<Result<MaintenanceView>> {
  const none = refuse('not-found', `There is no planned work ${quoted(number)}.`);
  const id = MaintenanceNumber.safeParse(number);
  if (!id.success) return none;
  const { maintenance } = await readMaintenance(world.database, {
    environments: namesOf(world),
    id: id.data,
    most: 1,
  });
  const [found] = maintenance;
  return found === undefined ? none : done(found);
}

/** What of an environment work can be planned for. One statement. */
export const listChoosable = ({
  database,
  environment,
}: Pick<World, 'database' | 'environment'>): Promise<readonly Choosable[]> =>
  probesToChoose(database, environment.name);
