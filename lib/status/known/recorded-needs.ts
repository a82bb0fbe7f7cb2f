import { needsAmong } from '#lib/inventory/index.ts';
import type { Database } from '#lib/platform/database/database.ts';
import type { Dependencies } from '../incidents/follow-failures.ts';
import type { Probe } from '../probe.ts';

type Needing = Pick<Probe, 'id' | 'dependsOn' | 'component'>;

/** What each probe needs by its settings alone. */
export const configuredNeeds = (probes: readonly Needing[]): Dependencies =>
  new Map(probes.map(({ id, dependsOn }) => [id, dependsOn]));

/**
 * The same with what the relations of the inventory say of the components that the probes ask; of
 * several probes of one component each is needed by what needs that. One statement, none where no
 * probe has a component.
 */
export async function recordedNeeds(
  database: Database,
  probes: readonly Needing[],
): Promise<Dependencies> {
  const keys = probes.flatMap(({ component }) => component ?? []);
  const needs = await needsAmong({ database }, keys);
  const probesOf = (key: string): readonly string[] =>
    probes.filter(({ component }) => component === key).map(({ id }) => id);
  return new Map(
    probes.map(({ id, dependsOn, component }) => [
      id,
      [
        ...new Set([
          ...dependsOn,
          ...(component === undefined ? [] : (needs.get(component) ?? [])).flatMap(probesOf),
        ]),
      ],
    ]),
  );
}
