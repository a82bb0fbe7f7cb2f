import { expect, it } from 'vitest';
import { readShipped, shippedFolder } from '../ship-estates.ts';
import { documentedRow } from './drift-rows.ts';

/** What the sources are known to say against each other, each by words of the difference. */
const expected: Readonly<Record<string, readonly string[]>> = {
  // Corrections to assumptions.
  tis: ['Framework of the revalidation UI'],
  core: [
    'Where the Terraform is',
    'State bucket of meta',
    'Branch that infrastructure is deployed from',
    'Time of the CDS export',
    'Bucket of collection resources',
    'How many alarms the application has',
    'How large the Redis of a review app is',
  ],
  // Inside the README, and between it and the repository.
  'dos-integration': [
    'The canonical branch',
    'rollback-blue-green-environment is no target',
    'Undeploy example shows the deploy-tag command',
    'Unlink example passes the new environment',
    'Mixed placeholders',
    'API key of dev',
    'Smoke test refused on live',
    'Error rate of the quality checker',
    'What the alarm of custom SQL injection counts',
    'Approval gate of demo',
  ],
  // The page of the sync against the code of today.
  'reval-sync': [
    'The page and the sync of today',
    'Who adds the discrepancies alias',
    'Transport of the doctors of GMC',
    'Recommendation, Connected, Disconnected and Exception Index',
    'Connection logs and hidden discrepancies',
    'Aliases on masterdoctorindex',
    'Who is hit by a rebuild',
  ],
};

it('has each difference that the sources are known to have, with both sides', async () => {
  for (const { estate, components } of await readShipped(shippedFolder)) {
    const differences = components.filter(({ kind }) => kind === 'difference');
    const names = differences.map(({ name }) => name);
    for (const name of expected[estate.key] ?? []) expect(names).toContain(name);
    for (const { key, facts } of differences) {
      const attributes = facts.map(({ attribute }) => attribute);
      expect(attributes, key).toEqual(expect.arrayContaining(['documented', 'actual']));
    }
  }
});

it('shows each kind of nothing as what it is', () => {
  const row = documentedRow({
    id: 1,
    key: 'e/one',
    version: 1,
    estate: 'e',
    estate_title: 'E',
    component: 'one',
    environment: null,
    kind: 'difference',
    name: 'One',
    facts: [
      { attribute: 'documented', state: 'none', value: null },
      { attribute: 'actual', state: 'not-applicable', value: null },
    ],
  });
  expect([row.documented, row.actual, row.where]).toEqual(['none', 'not applicable', null]);
});
