import type { AliasCheck, ObservedAlias } from '#lib/indexes/client.ts';
import type { Adopting } from './adopt-button.tsx';
import type { Noting } from './notes.tsx';
import type { Retiring } from './retire-button.tsx';
import type { RollingBack } from './roll-back-button.tsx';

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
  searchFails: false,
  says: `${given.name ?? 'masterdoctorindex'} is as the contract says.`,
  ...given,
});

const acting = { environment: 'local', isProduction: false, notAllowed: null, activeRun: null };
const nothingIsSent = () => Promise.reject(new Error('nothing is sent'));

export const sampleRolling: RollingBack = { ...acting, rollBack: nothingIsSent };
export const sampleRetiring: Retiring = {
  ...acting,
  retire: nothingIsSent,
  onRetired: () => {},
};
export const sampleNoting: Noting = { ...acting, note: nothingIsSent };
export const sampleAdopting: Adopting = {
  ...acting,
  bases: ['masterdoctorindex'],
  adopt: nothingIsSent,
};
