import { expect, it } from 'vitest';
import type { IncidentView } from '#lib/status/client.ts';
import { rootWords } from './incident-words.ts';

const incident: IncidentView = {
  id: 7,
  environment: 'local',
  title: 'Search is down',
  state: 'investigating',
  root: null,
  isOfProbes: true,
  doubts: [],
  ruledOut: [],
  openedBy: 'system',
  since: '2026-11-27T17:00:00.000Z',
  resolvedAt: null,
  owner: null,
  version: 1,
  nextUpdateAt: null,
  parts: [],
  forUsers: null,
  affected: null,
  updates: [],
};

it.each<[Partial<IncidentView>, string | null]>([
  [{ root: 'Search' }, 'Likely root: Search.'],
  [{ isOfProbes: false }, null],
  [{}, 'The root is not known.'],
  [
    {
      doubts: [
        { name: 'Messages', why: 'same-time' },
        { name: 'Host', why: 'not-known' },
        { name: 'Name', why: 'not-known' },
      ],
    },
    'The root is not known: Host and Name could not be asked; Messages failed at about the same ' +
      'time, and no relation between them is recorded.',
  ],
  [
    { doubts: [{ name: 'Login', why: 'degraded-before' }] },
    'The root is not known: what it needs was degraded long before: Login.',
  ],
  [
    { doubts: [{ name: 'Messages', why: 'works-since' }] },
    'The root is not known: it may have happened because Messages did not work then.',
  ],
])('says what is likely the cause of %j', (given, words) => {
  expect(rootWords({ ...incident, ...given })).toBe(words);
});
