import { outcomesNeeding } from '#lib/inventory/index.ts';
import type { NeedingOutcome } from '#lib/inventory/model.ts';
import type { Database } from '#lib/platform/database/database.ts';
import type { Probe } from '../probe.ts';
import type { IncidentView } from './model.ts';

/** What telling of incidents needs of the console. */
export interface IncidentsWorld {
  readonly database: Database;
  readonly environments: readonly {
    readonly environment: { readonly name: string };
    readonly probes: readonly Pick<Probe, 'id' | 'component'>[];
  }[];
}

type Bare = Omit<IncidentView, 'affected'>;

/** Of the likely root, or of all that fails where that is not known. */
function failingIn({ root, parts }: Bare): readonly string[] {
  const going = parts.filter(({ endedAt }) => endedAt === null);
  const own = going.filter(({ name }) => name === root);
  return (own.length > 0 ? own : going).map(({ probe }) => probe);
}

/**
 * The same with whom each open incident affects, by what the inventory records of the components
 * that the failing probes ask. One statement, none where no open one has such a component.
 */
export async function withAffected(
  { database, environments }: IncidentsWorld,
  incidents: readonly Bare[],
): Promise<readonly IncidentView[]> {
  const components = new Map(
    environments.flatMap(({ probes }) =>
      probes.flatMap(({ id, component }) =>
        component === undefined ? [] : [[id, component] as const],
      ),
    ),
  );
  const keysOf = (incident: Bare): readonly string[] =>
    incident.resolvedAt === null
      ? failingIn(incident).flatMap((probe) => components.get(probe) ?? [])
      : [];
  const needing = await outcomesNeeding({ database }, incidents.flatMap(keysOf));
  return incidents.map((incident): IncidentView => {
    const keys = keysOf(incident);
    const all = new Map<string, NeedingOutcome>(
      keys.flatMap((key) => (needing.get(key) ?? []).map((one) => [one.key, one] as const)),
    );
    return { ...incident, affected: keys.length === 0 ? null : [...all.values()] };
  });
}
