import { countAskable } from '#lib/inventory/index.ts';
import type { Database } from '#lib/platform/database/database.ts';
import type { ProbeNow, StatusShell, StatusTime } from '../model.ts';
import { piecesOf, probeViews } from './probe-views.ts';
import type { Probe } from '../probe.ts';
import {
  ownProbes,
  type DeclaredOnly,
  type ServiceListRequest,
  type ServicesView,
} from './service-list.ts';
import {
  listProbeRows,
  readProbes,
  readShell,
  readStatusNow,
  type ProbeRow,
} from './service-store.ts';
import { readFound } from './spans-store.ts';
import { offNow, stateNow } from './state-now.ts';

/** What reading the status needs of the console. */
export interface StatusWorld {
  readonly database: Database;
  readonly environments: readonly { readonly environment: { readonly name: string } }[];
}

/** What reading of services needs besides: what is asked, and what the inventory calls it. */
export interface ServiceWorld extends StatusWorld {
  readonly environments: readonly {
    readonly environment: { readonly name: string; readonly inventory?: string };
    readonly probes: readonly Pick<Probe, 'id' | 'dependsOn' | 'component'>[];
  }[];
}

/** In the order of the configuration, the console's own last. */
export const environmentsOf = ({ environments }: StatusWorld): readonly string[] => [
  ...environments.map(({ environment }) => environment.name),
  '',
];

async function declaredOnly({ database, environments }: ServiceWorld): Promise<DeclaredOnly[]> {
  const keys = environments.flatMap(({ environment }) => environment.inventory ?? []);
  const asked = environments.flatMap(({ probes }) =>
    probes.flatMap(({ component }) => component ?? []),
  );
  const counts = await countAskable({ database }, keys, asked);
  return environments.flatMap(({ environment: { name, inventory = '' } }) => {
    const one = counts.get(inventory);
    return one === undefined || one.all === one.asked ? [] : [{ of: name, ...one }];
  });
}

/**
 * A page of the probes of the console's environments with the bars of a time. Three statements,
 * or four where an environment is in the inventory, whatever there is.
 */
export async function listServices(
  world: ServiceWorld,
  { time, ...request }: ServiceListRequest & { readonly time: StatusTime },
): Promise<ServicesView> {
  const { database } = world;
  const environments = environmentsOf(world);
  const { filters } = request;
  const now = await readStatusNow(database, { environments, filters });
  const asOf = now.as_of;
  const { rows, total } = await listProbeRows(database, { ...request, environments, asOf });
  const ids = rows.map(({ id }) => id);
  const [found, declared] = await Promise.all([
    readFound(database, ids, piecesOf[time]),
    declaredOnly(world),
  ]);
  const facetsOf = (filter: (typeof now.facets)[number]['filter']) =>
    now.facets.filter((row) => row.filter === filter).map(({ value, count }) => ({ value, count }));
  return {
    time,
    asOf: asOf.toISOString(),
    openIncidents: now.open_incidents,
    plannedWork: now.planned_work,
    facets: {
      where: facetsOf('where')
        .sort((a, b) => environments.indexOf(a.value) - environments.indexOf(b.value))
        .map(({ value, count }) => ({ value: value === '' ? ownProbes : value, count })),
      state: facetsOf('state'),
      kind: facetsOf('kind').sort((a, b) => b.count - a.count),
    },
    declared,
    rows: probeViews(rows, found, asOf),
    total,
  };
}

export function nowOf(row: ProbeRow, asOf: Date): ProbeNow {
  const { state, since } = stateNow(row, asOf);
  return {
    id: row.id,
    environment: row.environment,
    name: row.name,
    kind: row.kind,
    isReal: row.is_real,
    state,
    since: since.toISOString(),
    off: offNow(row, asOf),
  };
}

/** Each probe as it is now, the console's own left out. One statement. */
export async function statesNow({
  database,
  environments,
}: StatusWorld): Promise<readonly ProbeNow[]> {
  const names = environments.map(({ environment }) => environment.name);
  const { asOf, probes } = await readProbes(database, names);
  return probes.map((row) => nowOf(row, asOf));
}

const mostBriefs = 20;

/** By environment. One statement. */
export async function statusShell({
  database,
  environments,
}: StatusWorld): Promise<ReadonlyMap<string, StatusShell>> {
  const names = environments.map(({ environment }) => environment.name);
  const rows = await readShell(database, names, mostBriefs);
  return new Map(
    rows.map(({ environment, not_known: notKnown, ...shell }) => [
      environment,
      { ...shell, notKnown },
    ]),
  );
}
