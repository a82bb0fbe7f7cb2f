import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { RunDetail } from '#lib/sync/client.ts';
import { ReadersMap } from './readers-map.tsx';
import { readersSentence } from './readers-sentence.ts';
import { detailOf, readerOf, runOf } from '../testing.ts';

const reader = (live: string | null, building: string | null) => readerOf({ live, building });
const old = 'm_20261120t100000_11';
const next = 'm_20261121t150402_12';
const silentSince = '2026-11-21T17:40:00.000Z';

const dryRun = runOf({ state: 'running', dry: true });

const cases = {
  known: detailOf({ readers: [reader(old, next)] }),
  dry: detailOf({ run: dryRun, readers: [reader(old, next)] }),
  dryAndStale: detailOf({
    run: dryRun,
    readers: [reader(old, next)],
    readersFailedSince: silentSince,
  }),
  nothingYet: detailOf({ readers: [reader(null, next)] }),
  stale: detailOf({
    readers: [reader(old, next)],
    readersAsOf: '2026-11-21T17:39:00.000Z',
    readersFailedSince: silentSince,
  }),
  neverAnswered: detailOf({
    readers: [reader(null, next)],
    readersAsOf: null,
    readersFailedSince: silentSince,
  }),
  noneKnown: detailOf({ readers: [{ ...reader(null, next), state: 'not-known' }] }),
  refused: detailOf({
    readers: [{ ...reader(null, next), state: 'not-known' }],
    readersRefused: 'The account of this console may not see it. Let it list all aliases.',
  }),
  noPipeline: detailOf({ readers: [] }),
};

const mapOf = (detail: RunDetail): string =>
  renderToStaticMarkup(<ReadersMap detail={detail} share={null} />);

describe('what users read, in words', () => {
  it.each([
    [
      'refused',
      'It is not known which generation users read. The account of this console may not see it. ' +
        'Let it list all aliases. Generation 12 is being built; the swap moves every alias at ' +
        'once.',
    ],
    [
      'known',
      'Users read generation 11 through 1 alias. Generation 12 is being built beside it; ' +
        'nobody reads it until the swap, which moves every alias at once.',
    ],
    [
      'dry',
      'Users read generation 11 through 1 alias. Generation 12 is being built beside it; ' +
        'nobody reads it, and a dry run drops it before the swap.',
    ],
    [
      'dryAndStale',
      'When the search engine last answered, 21 November 2026 at 3:04pm, users read ' +
        'generation 11 through 1 alias. Now it is not known. Generation 12 is being built, and a ' +
        'dry run drops it before the swap.',
    ],
    [
      'nothingYet',
      'Users read nothing through these names yet. Generation 12 is being built beside ' +
        'it; nobody reads it until the swap, which moves every alias at once.',
    ],
    [
      'stale',
      'When the search engine last answered, 21 November 2026 at 5:39pm, users read ' +
        'generation 11 through 1 alias. Now it is not known. Generation 12 is being built; ' +
        'the swap moves every alias at once.',
    ],
    [
      'neverAnswered',
      'It is not known which generation users read: the search engine has not answered ' +
        'since 21 November 2026 at 5:40pm. Generation 12 is being built; the swap moves ' +
        'every alias at once.',
    ],
    [
      'noneKnown',
      'It is not known which generation users read. Generation 12 is being built; the swap moves ' +
        'every alias at once.',
    ],
    ['noPipeline', 'It is not known which generation users read.'],
  ] as const)('%s', (name, words) => {
    expect(readersSentence(cases[name])).toBe(words);
  });
});

describe('the map', () => {
  it('claims that users read something only of what the search engine shows now', () => {
    expect(mapOf(cases.known)).toContain('users are reading this one');
    for (const name of ['stale', 'neverAnswered'] as const) {
      const html = mapOf(cases[name]);
      expect(html).not.toContain('users are reading this one');
      expect(html).not.toContain('nobody reads it');
      expect(html).not.toMatch(/-ok-(fill|fg)/);
      expect(html).toContain('hatched');
    }
  });

  it('says that an alias points at nothing only where it was read', () => {
    expect(mapOf(cases.nothingYet)).toContain('points at nothing yet');
    expect(mapOf(cases.neverAnswered)).not.toContain('points at nothing');
  });
});

it('shows filters as they are, and what differs from the contract', () => {
  const lines = (readers: RunDetail['readers']): string =>
    mapOf(detailOf({ readers }))
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ');
  const all = readerOf({ alias: 'all', live: old });
  const filtered = { alias: 'some', filter: 'a is true', live: old } as const;
  expect(lines([all, readerOf({ ...filtered, observedFilter: 'a is true' })])).toContain(
    'some a is true',
  );
  const lost = lines([all, readerOf({ ...filtered, state: 'different' })]);
  expect(lost).toContain('some has lost its filter');
  expect(lost).not.toContain('a is true');
  expect(
    lines([all, readerOf({ ...filtered, observedFilter: 'b is true', state: 'different' })]),
  ).toContain('some b is true another filter');
  expect(lines([all, readerOf({ alias: 'gone', state: 'missing' })])).toContain('gone missing');
  expect(lines([all, readerOf({ alias: 'shut', state: 'unreadable' })])).toContain(
    'shut unreadable',
  );
  expect(lines([readerOf({ alias: 'first', state: 'missing' })])).toContain(
    'first points at nothing yet',
  );
});
