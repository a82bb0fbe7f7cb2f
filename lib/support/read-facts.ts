import { getIndexOverview } from '#lib/indexes/index.ts';
import type { ConsoleWorld } from '#lib/platform/world.ts';
import {
  incidentsToTell,
  listMaintenance,
  statesNow,
  type IncidentsWorld,
  type IncidentView,
  type MaintenanceView,
  type ProbeNow,
} from '#lib/status/index.ts';
import { contractsOf, syncShell, type SyncShell, type SyncWorld } from '#lib/sync/index.ts';
import type { IndexesView } from '#lib/indexes/index.ts';

/** What the page is made from, of one environment. */
export interface ReadFacts {
  readonly environment: {
    readonly name: string;
    readonly title: string;
    readonly isProduction: boolean;
    readonly isObserved: boolean;
    readonly hasSyntheticPeople: boolean;
  };
  readonly incidents: readonly IncidentView[];
  readonly maintenance: readonly MaintenanceView[];
  readonly probes: readonly ProbeNow[];
  /** Null: what users see could not be read. */
  readonly lists:
    | (Pick<IndexesView, 'affected' | 'ahead' | 'drifts' | 'failedSince'> & {
        readonly generations: readonly Pick<IndexesView['generations'][number], 'role'>[];
      })
    | null;
  readonly sync: SyncShell | undefined;
}

/** What reading needs of the console. */
export type SupportWorld = Pick<
  ConsoleWorld<SyncWorld & IncidentsWorld['environments'][number]>,
  'clock' | 'database' | 'environments'
>;

const withinMs = 1_000;

/**
 * Of every environment. Six statements, and two more an environment. Rejects where the database
 * does not answer; a search engine that is away is no failure.
 */
export async function readFacts(world: SupportWorld): Promise<readonly ReadFacts[]> {
  const incidents = await incidentsToTell(world);
  const { maintenance } = await listMaintenance(world);
  const probes = await statesNow(world);
  const sync = await syncShell(world, withinMs);
  const contracts = await contractsOf(world);
  const facts: ReadFacts[] = [];
  for (const one of world.environments) {
    const { name, title, isProduction, driver } = one.environment;
    const contract = contracts.get(name);
    const isOwn = (row: { readonly environment: string }): boolean => row.environment === name;
    facts.push({
      environment: {
        name,
        title,
        isProduction,
        isObserved: driver === 'observed',
        hasSyntheticPeople: one.hasSyntheticPeople,
      },
      incidents: incidents.filter(isOwn),
      maintenance: maintenance.filter(isOwn),
      probes: probes.filter(isOwn),
      lists: contract === undefined ? null : await getIndexOverview(one, contract, name),
      sync: sync.get(name),
    });
  }
  return facts;
}
