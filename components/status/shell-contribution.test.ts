import { expect, it } from 'vitest';
import { factsOf, statusOf } from '#components/shell/testing.tsx';
import { statusContribution } from './shell-contribution.ts';

const since = '2026-11-27T17:00:00.000Z';
const brief = { id: 7, title: 'Sign-in page is down', since, isOfService: false };

it('names open incidents, but for those of services, which the sync names', () => {
  const facts = factsOf({
    status: statusOf({ incidents: [brief, { ...brief, id: 8, isOfService: true }] }),
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
