/** What becomes of the incidents that opened by themselves, by what fails now; pure. */
import type { Gathering } from './gather-failures.ts';
import type { Outcome } from '../model.ts';

/** An incident of failures that is not resolved. */
export interface UnresolvedIncident {
  readonly id: number;
  /** What holds it. */
  readonly holder: string;
  /** All that was ever part of it, the holder too. */
  readonly parts: readonly string[];
}

export interface IncidentPlan {
  readonly open: readonly Gathering[];
  /** With how it is now. */
  readonly goOn: readonly { readonly id: number; readonly gathering: Gathering }[];
  /** Its failures turned out to follow from those of another one. */
  readonly join: readonly { readonly id: number; readonly into: number }[];
  /** All that was part of it works again. */
  readonly resolve: readonly number[];
  /** Nothing of it fails, and not all of it is known to work. */
  readonly wait: readonly number[];
}

const partsOf = ({ id, followers }: Gathering): readonly string[] => [id, ...followers];

/**
 * Every gathering of something that is down has exactly one incident. One that is open goes on with
 * the gathering that it shares its holder or else a part with, the oldest one first; of several
 * that share one gathering the others join the oldest. One that shares none is resolved when all of
 * it works; what could not be asked is no recovery.
 */
export function planIncidents(
  gatherings: readonly Gathering[],
  openOnes: readonly UnresolvedIncident[],
  stateOf: (id: string) => Outcome | undefined,
): IncidentPlan {
  const oldestFirst = [...openOnes].sort((a, b) => a.id - b.id);
  const incidentOf = new Map<Gathering, number>();
  const settled = new Set<number>();
  const join: { id: number; into: number }[] = [];
  const settle = (incident: UnresolvedIncident, gathering: Gathering | undefined): void => {
    if (gathering === undefined || settled.has(incident.id)) return;
    settled.add(incident.id);
    const into = incidentOf.get(gathering);
    if (into === undefined) incidentOf.set(gathering, incident.id);
    else join.push({ id: incident.id, into });
  };
  for (const incident of oldestFirst)
    settle(
      incident,
      gatherings.find((one) => one.id === incident.holder),
    );
  for (const incident of oldestFirst) {
    const shared = gatherings.filter((one) =>
      partsOf(one).some((part) => incident.parts.includes(part)),
    );
    settle(incident, shared.find((one) => !incidentOf.has(one)) ?? shared[0]);
  }
  const unsettled = oldestFirst.filter(({ id }) => !settled.has(id));
  const isOver = ({ parts }: UnresolvedIncident): boolean =>
    parts.every((part) => {
      const state = stateOf(part);
      // What nobody watches any more has no state, and keeps nothing open.
      return state === undefined || state === 'up';
    });
  return {
    open: gatherings.filter((one) => one.isDown && !incidentOf.has(one)),
    goOn: [...incidentOf].map(([gathering, id]) => ({ id, gathering })),
    join,
    resolve: unsettled.filter(isOver).map(({ id }) => id),
    wait: unsettled.filter((one) => !isOver(one)).map(({ id }) => id),
  };
}
