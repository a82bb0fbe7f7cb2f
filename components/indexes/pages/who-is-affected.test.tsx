// @vitest-environment jsdom
import { expect, it } from 'vitest';
import type { Affected, AffectedColumn, PageVerdict } from '#lib/indexes/client.ts';
import { mount } from '#components/ui/testing.tsx';
import { WhoIsAffected } from './who-is-affected.tsx';

const condition = (
  key: string,
  verdicts: readonly PageVerdict[],
  harmed: readonly string[] = [],
): AffectedColumn => ({ key, name: key, says: 'missing', verdicts, harmed });

const affected: Affected = {
  pages: [
    { key: 'a', page: 'Connections', tab: 'Discrepancies', reads: 'discrepancies' },
    { key: 'b', page: 'Recommendations', tab: 'All doctors', reads: 'recommendations' },
    { key: 'c', page: 'Recommendations', tab: 'Under notice', reads: 'recommendations' },
    { key: 'd', page: 'Concerns', tab: null, reads: 'recommendations' },
  ],
  now: { ...condition('now', ['right', 'right', 'right', 'right']), name: null, says: 'as it is' },
  conditions: [
    condition('discrepancies', ['lists-everyone', 'right', 'right', 'right'], ['resolvers']),
    condition('recommendations', ['right', 'stale', 'stale', 'stale'], ['approvers', 'admins']),
  ],
  says: [],
  byAlias: {},
};

const drawn = async (given: Affected): Promise<readonly (readonly string[])[]> => {
  const { container } = await mount(<WhoIsAffected affected={given} />);
  return [...container.querySelectorAll('tr')].map((row) =>
    [...row.querySelectorAll('th, td')].map((cell) => cell.textContent),
  );
};

it('has a row for each condition, and one column for tabs that show the same in all', async () => {
  expect(await drawn(affected)).toEqual([
    [
      'Condition',
      'DiscrepanciesConnections',
      'All doctors and Under noticeRecommendations',
      'Concerns',
    ],
    ['Now: as it isNobody is harmed.', 'Right', 'Right', 'Right'],
    ['discrepancies missingHarmed: resolvers.', 'Wrong: lists everyone', 'Right', 'Right'],
    [
      'recommendations missingHarmed: approvers and admins.',
      'Right',
      'Wrong: stale',
      'Wrong: stale',
    ],
  ]);
});

it('keeps tabs apart that differ in one condition', async () => {
  const now = { ...affected.now, verdicts: ['right', 'right', 'not-known', 'right'] } as const;
  const [head, row] = await drawn({ ...affected, now });
  expect(head).toHaveLength(5);
  expect(row?.slice(1)).toEqual(['Right', 'Right', 'Not known', 'Right']);
});

it('says of nobody that they are not harmed while what a page shows is not known', async () => {
  const verdicts = ['right', 'right', 'not-known', 'right'] as const;
  const first = async (harmed: readonly string[]) =>
    (await drawn({ ...affected, now: { ...affected.now, verdicts, harmed } }))[1]?.[0];
  expect(await first([])).toBe('Now: as it isWhether anybody is harmed is not known.');
  expect(await first(['admins'])).toBe('Now: as it isHarmed: admins; who else is not known.');
});
