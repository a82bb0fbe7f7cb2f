import { describe, expect, it } from 'vitest';
import { factsOf, indexesOf } from '#components/shell/testing.tsx';
import type { GenerationCheck, HealthFinding, IndexesShell } from '#lib/indexes/client.ts';
import { sampleCheck } from './testing.ts';
import { indexesContribution } from './shell-contribution.ts';

const unwell = (key: string, given: Partial<HealthFinding> = {}): HealthFinding => ({
  key,
  group: 'cluster',
  name: 'Disk',
  value: '96% used',
  state: 'needs-a-person',
  says: `What ${key} means.`,
  source: null,
  ...given,
});
const harmful: GenerationCheck = {
  index: 'master_1',
  base: 'master',
  role: 'live',
  state: 'different',
  findings: [{ about: 'settings', concerns: 'users', says: 'Refresh is off.' }],
  observed: null,
  says: 'master_1: Refresh is off.',
};

const items = (given: Partial<IndexesShell>) =>
  indexesContribution
    .attention(factsOf({ indexes: indexesOf(given) }))
    .map(({ key, kind, link }) => [key, kind, link.href]);
const mark = (given: Partial<IndexesShell>) =>
  indexesContribution.mark(factsOf({ indexes: indexesOf(given) }));

describe('what needs attention of the search engine', () => {
  it('is nothing when all is well', () => {
    expect(items({})).toEqual([]);
    expect(mark({})).toBeNull();
  });

  it('is one item for one cause, with a way to the page', () => {
    const red = [unwell('status'), unwell('shards'), unwell('red')];
    expect(items({ unwell: red })).toEqual([['health-red', 'users', '/indexes/cluster']]);
    expect(items({ unwell: red.slice(0, 2) })).toEqual([
      ['health-status', 'users', '/indexes/cluster'],
    ]);
    expect(items({ unwell: [unwell('disk'), unwell('blocks')] })).toEqual([
      ['health-disk', 'risk', '/indexes/cluster'],
      ['health-blocks', 'risk', '/indexes/cluster'],
    ]);
    expect(mark({ unwell: red })).toEqual({ tone: 'warn', text: '1 to see to' });
    const [item] = indexesContribution.attention(
      factsOf({ indexes: indexesOf({ unwell: [unwell('disk')] }) }),
    );
    expect(item).toMatchObject({ title: 'Search: disk, 96% used', says: 'What disk means.' });
  });

  it('says since when an alias, or a generation, is not as it should be', () => {
    const since = '2026-11-21T14:00:00.000Z';
    const drifted = [sampleCheck({ name: 'm', state: 'missing' })];
    const given = { drifted, harmful: [harmful], driftSince: { m: since } };
    const all = indexesContribution.attention(factsOf({ indexes: indexesOf(given) }));
    expect(all.map((item) => item.since)).toEqual([since, null]);
  });

  it('comes after what users notice of aliases and generations', () => {
    const given = {
      drifted: [sampleCheck({ state: 'missing', says: 'It is missing.' })],
      harmful: [harmful],
      unwell: [unwell('disk')],
    };
    expect(items(given).map(([key]) => key)).toEqual([
      'alias-masterdoctorindex',
      'generation-master_1',
      'health-disk',
    ]);
    expect(mark(given)).toEqual({ tone: 'bad', text: '2 drift' });
  });

  it('is said before the first sync too, which it would stop', () => {
    expect(items({ isUnbuilt: true, unwell: [unwell('disk')] }).map(([key]) => key)).toEqual([
      'health-disk',
      'unbuilt',
    ]);
  });

  it('is not known while the engine does not answer', () => {
    const away = { failedSince: '2026-11-21T15:06:00.000Z', unwell: [unwell('disk')] };
    expect(items(away).map(([key, kind]) => [key, kind])).toEqual([['search', 'not-known']]);
    expect(mark(away)).toBeNull();
  });

  it('is the missing right where the engine answers and shows no alias to the console', () => {
    const refused = 'What the aliases are now is not known: it may not see them (monitor).';
    const given = { refused, isUnbuilt: true, unwell: [unwell('disk')] };
    const [first, ...others] = indexesContribution.attention(
      factsOf({ indexes: indexesOf(given) }),
    );
    expect(first).toMatchObject({ key: 'search', kind: 'not-known' });
    expect(first?.says).toBe(`${refused} Not counted as right or wrong.`);
    expect(others.map(({ key }) => key)).toEqual(['health-disk']);
  });
});
