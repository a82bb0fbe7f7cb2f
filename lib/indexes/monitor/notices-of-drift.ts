import type { Notice } from '#lib/notify/model.ts';
import {
  wholeProbe,
  type ObservationChanges,
  type ObservedKind,
  type OpenObservation,
} from './plan-observations.ts';

interface Observed {
  readonly about: ObservedKind;
  readonly name: string;
}

const keyOf = ({ about, name }: Observed): string => `contract-drift ${about} ${name}`;

export const driftTitles: Readonly<Record<ObservedKind, (name: string) => string>> = {
  alias: (name) => `The alias ${name} is not as the contract says`,
  generation: (name) => `The index ${name} is not as the contract says`,
  unexpected: (name) => `The alias ${name} is not in the contract`,
};

/**
 * Of what is not as the contract says from now on, and of what no longer is so. That a probe could
 * not tell is neither.
 */
export function noticesOfDrift(
  environment: string,
  open: readonly OpenObservation[],
  { begun, ended }: ObservationChanges,
): readonly Notice[] {
  const of = (observed: Observed, isResolved: boolean, text: string): Notice => ({
    event: 'contract-drift',
    environment,
    severity: 'critical',
    title: driftTitles[observed.about](observed.name),
    text,
    path: `/indexes?environment=${environment}`,
    key: keyOf(observed),
    isResolved,
  });
  const drifts = begun.filter(
    ({ name, state }) => name !== wholeProbe && state !== 'matches' && state !== 'not-known',
  );
  const drifting = new Set(drifts.map(keyOf));
  const endedIds = new Set(ended);
  const over = open.filter(
    (one) => endedIds.has(one.id) && one.name !== wholeProbe && !drifting.has(keyOf(one)),
  );
  return [
    ...drifts.map((one) => of(one, false, one.says)),
    ...over.map((one) => of(one, true, 'It no longer differs from the contract.')),
  ];
}
