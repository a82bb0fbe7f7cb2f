// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import type { GenerationCheck, HealthFinding } from '#lib/indexes/client.ts';
import { mount, setScreen } from '#components/ui/testing.tsx';
import { ClusterFindings } from './cluster-findings.tsx';
import { GenerationChecks } from './generation-checks.tsx';

const finding = (key: string, given: Partial<HealthFinding> = {}): HealthFinding => ({
  key,
  group: 'disk',
  name: `The ${key}`,
  value: `value of ${key}`,
  state: 'good',
  says: `What ${key} means.`,
  source: null,
  ...given,
});

/** With its head, which a phone shows beside each value. */
const cells = (container: HTMLElement): string[][] =>
  [...container.querySelectorAll('tbody tr')].map((row) =>
    [...row.querySelectorAll('th, td')].map(({ textContent }) => textContent),
  );

beforeEach(() => setScreen(true));

describe('findings of the search cluster', () => {
  it('say what each means, what needs a person first, and where its limits come from', async () => {
    const { container } = await mount(
      <ClusterFindings
        label="Disk and writes"
        findings={[
          finding('stored'),
          finding('blocks', { state: 'not-known', value: null, says: 'It needs the right a:b.' }),
          finding('disk', { state: 'needs-a-person', source: 'watermarks of 85%' }),
        ]}
      />,
    );
    expect(cells(container)).toEqual([
      [
        'WhatThe disk',
        'Needs a person',
        'Nowvalue of disk',
        'What it means hereWhat disk means.Limits from watermarks of 85%.',
      ],
      ['WhatThe blocks', 'Not known', 'Nownot known', 'What it means hereIt needs the right a:b.'],
      ['WhatThe stored', 'Good', 'Nowvalue of stored', 'What it means hereWhat stored means.'],
    ]);
  });

  it('name what does not apply, without a row that looks good', async () => {
    const absent = { state: 'not-applicable', value: null } as const;
    const { container, text } = await mount(
      <ClusterFindings
        label="Load"
        findings={[finding('heap', absent), finding('merges', absent)]}
      />,
    );
    expect(cells(container)).toEqual([]);
    expect(text()).toBe(
      'Not applicable, because the search side is embedded in the database of this console: ' +
        'The heap and The merges.',
    );
  });
});

describe('generations against the contract', () => {
  const check = (given: Partial<GenerationCheck>): GenerationCheck => ({
    index: 'master_20261121t150402_12',
    base: 'master',
    role: 'live',
    state: 'matches',
    findings: [],
    observed: null,
    says: 'It is made as the contract says.',
    ...given,
  });

  it('say whom a difference concerns', async () => {
    const { container } = await mount(
      <GenerationChecks
        checks={[
          check({
            state: 'different',
            findings: [
              { about: 'mapping', concerns: 'users', says: 'body is mapped as text.' },
              { about: 'blocks', concerns: 'writes', says: 'It is read-only.' },
            ],
          }),
          check({ index: 'other_1', state: 'not-known', says: 'The right x is missing.' }),
        ]}
      />,
    );
    expect(cells(container)).toEqual([
      [
        'Indexmaster_20261121t150402_12',
        'Drift',
        'RoleLive, users read it',
        'Against the contractUsers are affectedbody is mapped as text.' +
          'Writes are affectedIt is read-only.',
      ],
      [
        'Indexother_1',
        'Not known',
        'RoleLive, users read it',
        'Against the contractThe right x is missing.',
      ],
    ]);
  });

  it('have nothing to say before the first sync, and do not call that good', async () => {
    const { text } = await mount(<GenerationChecks checks={[]} />);
    expect(text()).toContain('Nothing to compare yet');
  });
});
