import type { AliasCheck, ObservedAlias } from '#lib/indexes/client.ts';

export const sampleObserved = (given: Partial<ObservedAlias> = {}): ObservedAlias => ({
  targets: ['masterdoctorindex_20261121t150402_12'],
  filter: null,
  filterText: null,
  isAlias: true,
  routing: null,
  settings: null,
  ...given,
});

/** A check of an alias that is as the contract says, but for what is given. */
export const sampleCheck = (given: Partial<AliasCheck> = {}): AliasCheck => ({
  name: 'masterdoctorindex',
  state: 'matches',
  expected: { target: 'masterdoctorindex_20261121t150402_12', filter: null },
  observed: sampleObserved(),
  comparedBy: 'meaning',
  shows: 70_914,
  shouldShow: 70_914,
  health: 'green',
  says: `${given.name ?? 'masterdoctorindex'} is as the contract says.`,
  ...given,
});
