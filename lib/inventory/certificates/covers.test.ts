import { describe, expect, it } from 'vitest';
import { covers, expiryOf, findingOf, hostOf, type NamedHost } from './covers.ts';

it.each([
  ['spqs.euclid.ed.ac.uk', 'spqs.euclid.ed.ac.uk'],
  ['https://review.example/<PR>', null],
  ['https://Api.Example:8443/v1', 'api.example'],
  ['review.example/12', 'review.example'],
  ['/health', null],
  ['', null],
])('%s is at %s', (address, host) => {
  expect(hostOf(address)).toBe(host);
});

it.each([
  ['spqs.ed.ac.uk', 'spqs.ed.ac.uk', true],
  ['SPQS.ed.ac.uk', 'spqs.ed.ac.uk', true],
  ['spqs.ed.ac.uk', 'dev.spqs.ed.ac.uk', false],
  ['*.ed.ac.uk', 'spqs.ed.ac.uk', true],
  // One label only, and never the name itself.
  ['*.ed.ac.uk', 'dev.spqs.ed.ac.uk', false],
  ['*.ed.ac.uk', 'ed.ac.uk', false],
  ['*', 'spqs.ed.ac.uk', false],
  ['*.uk', 'ed.uk', false],
])('%s for %s: %s', (commonName, host, expected) => {
  expect(covers(commonName, host)).toBe(expected);
});

it.each([
  ['some day', 'not-recorded'],
  ['2026-11-25', 'expired'],
  ['2026-11-26', 'soon'],
  ['2026-12-26', 'soon'],
  ['2026-12-27', 'later'],
])('a certificate that ends on %s is %s', (day, expected) => {
  expect(expiryOf({ state: 'value', value: day }, '2026-11-26')).toBe(expected);
});

it.each(['none', 'not-applicable', 'not-recorded'] as const)(
  'an end that is %s stays so',
  (state) => {
    expect(expiryOf({ state }, '2026-11-26')).toBe(state);
    expect(findingOf({ state }, null, [])).toEqual({ kind: 'no-name', state });
  },
);

describe('what a common name says', () => {
  const hostAt = (environment: string, host: string): NamedHost => ({
    key: `spqs/${host}@${environment}`,
    host,
    environment,
    isProduction: environment === 'LIVE',
  });
  const hosts = [hostAt('DEV', 'dev.spqs.uk'), hostAt('LIVE', 'spqs.uk')];
  it.each([
    ['spqs.uk', 'LIVE', { kind: 'covers' }],
    ['spqs.uk', 'DEV', { kind: 'other-environment', environments: ['LIVE'] }],
    ['elsewhere.uk', 'DEV', { kind: 'covers-none' }],
    ['elsewhere.uk', 'TRN', { kind: 'no-url' }],
    ['spqs.uk', null, { kind: 'covers' }],
    ['elsewhere.uk', null, { kind: 'covers-none' }],
  ])('%s in %s', (commonName, environment, finding) => {
    const recorded = { state: 'value', value: commonName } as const;
    expect(findingOf(recorded, environment, hosts)).toEqual(finding);
  });
});
