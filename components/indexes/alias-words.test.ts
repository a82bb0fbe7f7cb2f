import { expect, it } from 'vitest';
import type { AliasCheck, GenerationView } from '#lib/indexes/client.ts';
import { contractWords, driftWords } from './alias-words.ts';

const check: AliasCheck = {
  name: 'discrepancies',
  expectedTarget: 'masterdoctorindex_20261121t150402_12',
  expectedFilter: 'a differs from b',
  observedTarget: 'masterdoctorindex_20261121t150402_12',
  observedFilter: 'a differs from b',
  observedSettings: null,
  observedHealth: 'green',
  documents: 70_914,
  state: 'different',
};

it('says what drifted and what users see because of it', () => {
  expect(driftWords({ ...check, observedFilter: null })).toEqual({
    what: 'The alias has lost its filter.',
    users: 'Pages that read this name show more than they should. They list 70,914 documents.',
  });
  expect(driftWords({ ...check, observedTarget: 'otherindex_1' }).what).toContain('another index');
  expect(driftWords({ ...check, observedFilter: 'a is true', documents: null }).users).toContain(
    'not known',
  );
  expect(driftWords({ ...check, state: 'missing', observedTarget: null }).users).toContain('fail');
});

const live: GenerationView = {
  index: check.expectedTarget,
  base: 'masterdoctorindex',
  runNumber: 12,
  run: 'local-12',
  role: 'live',
  documents: 70_914,
  bytes: null,
  health: 'green',
  createdAt: '2026-11-21T15:04:02Z',
  liveFrom: '2026-11-21T15:05:02Z',
  liveUntil: null,
  isKeptCopy: false,
};

it('counts what is not known apart from drift', () => {
  const aliases: AliasCheck[] = [
    { ...check, state: 'matches' },
    { ...check, state: 'not-known' },
    check,
  ];
  expect(contractWords({ aliases, generations: [live] })).toBe(
    '1 of 3 match, 1 drift, 1 not known',
  );
  expect(contractWords({ aliases: aliases.slice(0, 1), generations: [live] })).toBe('1 of 1 match');
});

it('calls nothing drift before a generation was live', () => {
  const aliases: AliasCheck[] = [{ ...check, state: 'missing', observedTarget: null }];
  const building: GenerationView = { ...live, role: 'building', liveFrom: null };
  expect(contractWords({ aliases, generations: [building] })).toBe(
    '0 of 1 match, before the first settled sync',
  );
});
