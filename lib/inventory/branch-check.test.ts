import { expect, it } from 'vitest';
import { branchCheck } from './branch-check.ts';

it.each([
  ['task/DS-123_My_feature_branch', true, true, 'ds-123', true],
  ['task/Update_dependencies', true, false, null, true],
  ['fix/DS-123_My_fix_branch', false, false, null, true],
  ['release/1.4', false, true, 'release', true],
  ['refactor/DS-9_tidy', null, false, null, true],
  ['feature/DS-9', null, false, null, false],
  ['develop', null, false, null, true],
  ['task', null, false, null, false],
] as const)(
  '%s: README %s, repository %s, environment %s, accepted %s',
  (name, documented, actual, environment, isAccepted) => {
    const verdict = branchCheck(name);
    expect(verdict.documented.deploys).toBe(documented);
    expect(verdict.actual.deploys).toBe(actual);
    expect(verdict.environment).toBe(environment);
    expect(verdict.isAccepted).toBe(isAccepted);
  },
);

it('says where README and repository differ, and nothing where they agree', () => {
  expect(branchCheck('task/Update_dependencies').notes).toEqual([
    'README and repository differ: what the repository does counts.',
  ]);
  expect(branchCheck('task/DS-1_a').notes).toEqual([]);
});

it('refuses names that are too long', () => {
  expect(branchCheck(`task/DS-1_${'a'.repeat(100)}`)).toMatchObject({
    isAccepted: false,
    notes: ['It has 110 characters; at most 100 are taken.'],
  });
});
