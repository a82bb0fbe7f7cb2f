import { outcomesNeeding } from '#lib/inventory/index.ts';
import { done, refuse, type Result } from '#lib/kernel/result.ts';
import { recordedNeeds } from '../known/recorded-needs.ts';
import type { ProbeNow, StatusTime } from '../model.ts';
import { environmentsOf, nowOf, type ServiceWorld } from './list-services.ts';
import { piecesOf, probeViews } from './probe-views.ts';
import { readProbe, readProbesCalled } from './service-store.ts';
import type { ServiceView } from './service-view.ts';
import { readFound, readLatency } from './spans-store.ts';

const mostIncidents = 10;

interface Beside {
  readonly needs: readonly string[];
  readonly neededBy: readonly string[];
  readonly component: string | undefined;
}

/** By its settings and by what the inventory records of its component; nothing of another. */
async function besideOf({ database, environments }: ServiceWorld, id: string): Promise<Beside> {
  const probes = environments.find((one) => one.probes.some((probe) => probe.id === id))?.probes;
  const component = probes?.find((probe) => probe.id === id)?.component;
  const needs = await recordedNeeds(database, probes ?? []);
  return {
    needs: needs.get(id) ?? [],
    neededBy: [...needs].flatMap(([one, its]) => (its.includes(id) ? [one] : [])),
    component,
  };
}

/**
 * A probe of one of the console's environments with all that is known of it. At most six
 * statements. `not-found`: there is none of that id.
 */
export async function showService(
  world: ServiceWorld,
  { id, time }: { readonly id: string; readonly time: StatusTime },
): Promise<Result<ServiceView>> {
  const { database } = world;
  const row = await readProbe(database, environmentsOf(world), { id, mostIncidents });
  if (row === null) return refuse('not-found', 'There is no such service.');
  const asOf = row.as_of;
  const by = time === '24-hours' ? 'five-minutes' : 'hour';
  const [found, latency, beside] = await Promise.all([
    readFound(database, [id], piecesOf[time]),
    readLatency(database, id, by),
    besideOf(world, id),
  ]);
  const ids = [...new Set([...beside.needs, ...beside.neededBy])];
  const [others, outcomes] = await Promise.all([
    ids.length === 0 ? [] : readProbesCalled(database, ids),
    outcomesNeeding(world, beside.component === undefined ? [] : [beside.component]),
  ]);
  const among = (wanted: readonly string[]): readonly ProbeNow[] =>
    others.filter((one) => wanted.includes(one.id)).map((one) => nowOf(one, asOf));
  const [probe] = probeViews([row], found, asOf);
  if (probe === undefined) throw new Error('a probe has no view');
  return done({
    time,
    asOf: asOf.toISOString(),
    probe,
    incidents: row.incidents,
    latency: {
      by,
      points: latency.map(({ at, median_ms: medianMs, percentile95_ms: percentile95Ms }) => ({
        at: at.toISOString(),
        medianMs,
        percentile95Ms,
      })),
    },
    needs: among(beside.needs),
    neededBy: among(beside.neededBy),
    component: beside.component ?? null,
    outcomes: beside.component === undefined ? null : (outcomes.get(beside.component) ?? []),
  });
}
