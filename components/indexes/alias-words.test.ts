import { expect, it } from 'vitest';
import type { AliasCheck } from '#lib/indexes/client.ts';
import { contractWords, driftWords } from './alias-words.ts';

const check: AliasCheck = {
  name: 'discrepancies',
  expectedTarget: 'masterdoctorindex_20261121t150402_12',
  expectedFilter: 'a differs from b',
  observedTarget: 'masterdoctorindex_20261121t150402_12',
  observedFilter: 'a differs from b',
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

it('counts what is not known apart from drift', () => {
  expect(
    contractWords([{ ...check, state: 'matches' }, { ...check, state: 'not-known' }, check]),
  ).toBe('1 of 3 match, 1 drift, 1 not known');
  expect(contractWords([{ ...check, state: 'matches' }])).toBe('1 of 1 match');
});
