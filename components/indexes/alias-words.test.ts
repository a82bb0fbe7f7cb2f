import { expect, it } from 'vitest';
import type { AliasCheck, GenerationView } from '#lib/indexes/client.ts';
import { sampleCheck, sampleObserved } from './testing.ts';
import { contractWords } from './alias-words.ts';

const check = sampleCheck({
  name: 'discrepancies',
  state: 'different',
  expected: { target: 'masterdoctorindex_20261121t150402_12', filter: 'a differs from b' },
  observed: sampleObserved({ filter: 'a differs from b' }),
  says: 'discrepancies is not so.',
});

const live: GenerationView = {
  index: check.expected.target,
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
  isInPlace: false,
  isSeen: true,
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
  const aliases: AliasCheck[] = [{ ...check, state: 'missing', observed: null }];
  const building: GenerationView = { ...live, role: 'building', liveFrom: null };
  expect(contractWords({ aliases, generations: [building] })).toBe(
    '0 of 1 match, before the first settled sync',
  );
});
