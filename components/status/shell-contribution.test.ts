import { expect, it } from 'vitest';
import { briefOf, factsOf, statusOf, syncOf } from '#components/shell/testing.tsx';
import { statusContribution } from './shell-contribution.ts';

const since = '2026-11-27T17:00:00.000Z';
const brief = { id: 7, title: 'Sign-in page is down', since, about: null };

it('names open incidents, but for those of services, which the sync names', () => {
  const facts = factsOf({
    status: statusOf({ incidents: [brief, { ...brief, id: 8, about: 'service' }] }),
  });
  expect(statusContribution.attention(facts)).toEqual([
    {
      key: 'incident 7',
      kind: 'users',
      title: 'Sign-in page is down',
      says: 'Incident 7 is open.',
      since,
      link: { href: '/status/incidents/7', text: 'Open the incident' },
    },
  ]);
});

it('names a run that fails and drift only where their own features do not', () => {
  const incidents = [
    { ...brief, id: 8, about: 'runs' as const },
    { ...brief, id: 9, about: 'contract' as const },
  ];
  const named = (sync = syncOf()) =>
    statusContribution
      .attention(factsOf({ sync, status: statusOf({ incidents }) }))
      .map(({ key }) => key);
  expect(named()).toEqual(['incident 8', 'incident 9']);
  expect(named(syncOf({ last: briefOf({ state: 'failed' }) }))).toEqual(['incident 9']);
  const active = briefOf({ state: 'stalled', endedAt: null });
  expect(named(syncOf({ active }))).toEqual(['incident 9']);
  expect(named(syncOf({ active: { ...active, state: 'running' } }))).toContain('incident 8');
});
