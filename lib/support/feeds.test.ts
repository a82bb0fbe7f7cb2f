// @vitest-environment jsdom
import { expect, it } from 'vitest';
import fc from 'fast-check';
import { atomFeed, jsonFeed } from './feeds.ts';
import type { PlannedWork, SupportFacts, SupportProblem } from './model.ts';

const base = 'https://console.example';
const at = '2026-11-21T17:31:00.000Z';

const factsOf = (...problems: readonly Partial<SupportProblem>[]): SupportFacts => ({
  environment: {
    name: 'prod',
    title: 'Production',
    isProduction: true,
    hasSyntheticPeople: false,
  },
  problems: problems.map((given, index) => ({
    id: `incident-${index + 1}`,
    title: 'Doctors cannot sign in',
    state: 'problem',
    since: at,
    resolvedAt: null,
    updatedAt: at,
    affected: null,
    stillRight: null,
    tellUsers: 'Try again at noon.',
    isDraft: false,
    doing: null,
    nextUpdateAt: null,
    ...given,
  })),
  services: [],
  planned: [],
  plannedBefore: [],
  refresh: null,
});

const parsed = (xml: string): Document => {
  const document = new DOMParser().parseFromString(xml, 'application/xml');
  expect(document.getElementsByTagName('parsererror')).toHaveLength(0);
  return document;
};

it('is well-formed whatever the text is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (title, text) => {
      parsed(atomFeed(factsOf({ title, tellUsers: text }), base));
    }),
    { numRuns: 25 },
  );
  for (const text of [']]>', '<![CDATA[', '&amp;<b>', '\u0000\u0001\ufffe', '\ud800', '-->'])
    parsed(atomFeed(factsOf({ title: text, tellUsers: text }), base));
});

it('an entry keeps its id, and says what was written', () => {
  const document = parsed(atomFeed(factsOf({ title: 'A < B & C' }), base));
  const [entry] = document.getElementsByTagName('entry');
  const textOf = (name: string) => entry?.getElementsByTagName(name)[0]?.textContent;
  expect([textOf('id'), textOf('title'), textOf('updated'), textOf('content')]).toEqual([
    'urn:tis-console:prod:incident-1',
    'A < B & C',
    at,
    'Try again at noon.',
  ]);
  const later = '2026-11-21T18:00:00.000Z';
  expect(atomFeed(factsOf({ nextUpdateAt: later }), base)).toContain('Next update by 21 November');
  const fixed = factsOf({ resolvedAt: later, updatedAt: later });
  const [after] = parsed(atomFeed(fixed, base)).getElementsByTagName('entry');
  expect(after?.getElementsByTagName('id')[0]?.textContent).toBe(textOf('id'));
  expect(after?.getElementsByTagName('title')[0]?.textContent).toBe(
    'Fixed: Doctors cannot sign in',
  );
});

it('the newest change comes first, and is when the feed was updated', () => {
  const newer = '2026-11-21T19:00:00.000Z';
  const facts = factsOf({}, { updatedAt: newer });
  const document = parsed(atomFeed(facts, base));
  expect(document.getElementsByTagName('updated')[0]?.textContent).toBe(newer);
  expect(jsonFeed(facts, base)).toMatchObject({
    version: 'https://jsonfeed.org/version/1.1',
    items: [
      { id: 'urn:tis-console:prod:incident-2', date_modified: newer },
      {
        id: 'urn:tis-console:prod:incident-1',
        date_published: at,
        content_text: 'Try again at noon.',
      },
    ],
  });
});

const plannedWork = (given: Partial<PlannedWork> = {}): PlannedWork => ({
  id: 'planned-7',
  title: 'The search cluster is renewed',
  text: 'Lists may be slow',
  fromAt: '2026-11-29T20:00:00.000Z',
  toAt: '2026-11-29T22:00:00.000Z',
  plannedAt: at,
  updatedAt: at,
  endedAt: null,
  ...given,
});
const entriesOf = (facts: Partial<SupportFacts>) => jsonFeed({ ...factsOf(), ...facts }, base);

it('planned work is an entry with an id that stays, and is new only where people change it', () => {
  const ahead = entriesOf({ planned: [plannedWork()] });
  expect(ahead).toMatchObject({
    items: [
      {
        id: 'urn:tis-console:prod:planned-7',
        url: `${base}/support?environment=prod#planned-7`,
        title: 'Planned work: The search cluster is renewed',
        date_published: at,
        date_modified: at,
      },
    ],
  });
  // That it begins and ends as planned changes nothing.
  expect(entriesOf({ plannedBefore: [plannedWork()] })).toEqual(ahead);
  const later = '2026-11-28T09:00:00.000Z';
  expect(
    entriesOf({ plannedBefore: [plannedWork({ endedAt: later, updatedAt: later })] }),
  ).toMatchObject({
    items: [
      {
        id: 'urn:tis-console:prod:planned-7',
        title: 'Called off: The search cluster is renewed',
        date_published: at,
        date_modified: later,
      },
    ],
  });
  const early = '2026-11-29T21:00:00.000Z';
  const over = entriesOf({ plannedBefore: [plannedWork({ endedAt: early, updatedAt: early })] });
  expect(over).toMatchObject({
    items: [{ title: 'Over: The search cluster is renewed', date_modified: early }],
  });
  expect(entriesOf({ planned: [plannedWork({ updatedAt: null })] })).toMatchObject({ items: [] });
});

it('planned work is well-formed whatever its text is', () => {
  for (const text of [']]>', '&amp;<b>', '\u0000\ufffe', '\ud800'])
    parsed(atomFeed({ ...factsOf({}), planned: [plannedWork({ title: text, text })] }, base));
});
