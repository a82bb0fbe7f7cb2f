import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { tableOf } from '#components/ui/data-table/column.ts';
import { DataTable } from '#components/ui/data-table/data-table.tsx';
import {
  readAddress,
  searchOf,
  viewOf,
  viewWords,
} from '#components/ui/data-table/list-definition.ts';
import { NowProvider } from '#components/ui/time/now.tsx';
import type { ListedRun } from '#lib/sync/client.ts';
import { listedOf, stageOf } from '../testing.ts';
import { runsList } from './runs-list.tsx';

/** The text of each cell of the row, by the head of its column. */
function cellsOf(run: ListedRun): Readonly<Record<string, string>> {
  const html = renderToStaticMarkup(
    <NowProvider at="2026-11-21T15:06:00.000Z">
      <DataTable {...runsList} label="Runs" rows={[run]} />
    </NowProvider>,
  );
  const [head = '', body = ''] = html.split('</thead>');
  const texts = (part: string): string[] =>
    [...part.matchAll(/<t[hd] .*?<\/t[hd]>/g)].map(([cell]) => cell.replace(/<[^>]+>/g, ''));
  const cells = texts(body);
  // A card of a phone says the head before the value.
  return Object.fromEntries(
    texts(head).map((name, i) => [name, (cells[i] ?? '').replace(new RegExp(`^${name}`), '')]),
  );
}

it('a run is a row of fifteen columns', () => {
  expect(cellsOf(listedOf({ stages: [stageOf({ rejected: 3, written: 1_250 })] }))).toEqual({
    Run: '12',
    Outcome: 'Settled',
    Started: 'today at 3:04pm',
    Took: '1 min',
    By: 'operator@example.test',
    Reason: 'Weekly rebuild',
    Documents: '70,914',
    Change: '+0.4% 284 more',
    Written: '1,250',
    Quarantined: '2',
    Conflicts: '1',
    Rejected: '3',
    Dead: '0',
    'Pages empty': '0 s',
    'Rate over time': 'At most 20 records a second. On average 21 records a second.',
  });
});

it('what has not started or not ended says so', () => {
  const queued = listedOf({ state: 'queued', startedAt: null, endedAt: null, reason: '' });
  expect(cellsOf(queued)).toMatchObject({ Took: '–', Reason: 'none given', Outcome: 'Queued' });
  const running = listedOf({ state: 'running', endedAt: null, dry: true });
  expect(cellsOf(running)).toMatchObject({ Took: '2 min so far', Outcome: 'Running (dry run)' });
});

it('a run that is held up waits', () => {
  const wait = {
    stage: 'first',
    title: 'First',
    attempt: 2,
    attempts: null,
    says: 'Away.',
    since: '',
  };
  const held = listedOf({ state: 'running', endedAt: null, durationMs: null, wait });
  expect(cellsOf(held)).toMatchObject({ Outcome: 'Waiting' });
});

it.each<[string, Partial<ListedRun>, Readonly<Record<string, string>>]>([
  [
    'dry',
    { dry: true, pagesEmpty: null },
    { Outcome: 'Settled (dry run)', 'Pages empty': '–', Change: '+0.4% 284 more' },
  ],
  [
    'old, and its samples are gone',
    { rates: null },
    { 'Rate over time': 'not recorded from moment to moment. On average 21 records a second.' },
  ],
  [
    'cancelled before it wrote anything',
    { state: 'cancelled', documents: null, rates: [0, 0, 0], stages: [stageOf({ written: 0 })] },
    { Documents: '–', Change: '–', 'Rate over time': 'nothing written' },
  ],
  ['the first', { before: null, pagesEmpty: 'until-swap' }, { 'Pages empty': 'until its swap' }],
  ['swapping', { pagesEmpty: 'not-known' }, { 'Pages empty': 'Not known' }],
  ['observed', { pagesEmpty: 'not-counted' }, { 'Pages empty': 'while it ran' }],
  ['much smaller', { documents: 61_204 }, { Change: '−13% 9,426 fewer' }],
])('a run that is %s', (_, changes, cells) => {
  expect(cellsOf(listedOf({ stages: [stageOf({ written: 1_250 })], ...changes }))).toMatchObject(
    cells,
  );
});

it('its file has the names of the JSON of a run, and times in UTC', () => {
  const { head, rows } = tableOf(runsList.columns, [listedOf()]);
  expect(Object.fromEntries(head.map((name, i) => [name, rows[0]?.[i]]))).toEqual({
    run: 'local-12',
    rolledBackAt: null,
    environment: 'local',
    pipeline: 'documented',
    state: 'settled',
    waitsFor: null,
    dry: false,
    synthetic: false,
    queuedAt: '2026-11-21T15:04:00.000Z',
    startedAt: '2026-11-21T15:04:00.000Z',
    endedAt: '2026-11-21T15:05:00.000Z',
    durationMs: 60_000,
    startedBy: 'operator@example.test',
    reason: 'Weekly rebuild',
    documents: 70_914,
    documentsBefore: 70_630,
    runBefore: 'local-11',
    written: 50,
    quarantined: 2,
    isQuarantinedComplete: true,
    conflicts: 1,
    rejected: 0,
    dead: 0,
    pagesEmpty: 'none',
    recordsPerSecond: 0.8,
  });
});

describe('a view keeps every filter', () => {
  const search =
    'state=failed&dry=no&by=ann&from=2026-09-01&to=2026-10-31&text=weekly&sort=-change' +
    '&columns=empty';

  it('as it is in the address', () => {
    expect(searchOf(runsList, viewOf(runsList, search))).toBe(search);
  });

  it('and says it in words', () => {
    expect(viewWords(runsList, viewOf(runsList, search))).toBe(
      'Failed, no dry ones, Started by “ann”, Since 1 September 2026, Until 31 October 2026, ' +
        'Reason or run “weekly”, largest rise first, 3 of 15 columns',
    );
  });

  it('without what it cannot read', () => {
    const odd = 'dry=maybe&from=2026-02-30&to=0001-01-01&text=1234567&by=%00&sort=colour&state=odd';
    expect(searchOf(runsList, viewOf(runsList, odd))).toBe('');
    const { ignored } = readAddress(runsList, Object.fromEntries(new URLSearchParams(odd)));
    expect(ignored.map(({ name, why }) => `${name}: ${why}`).sort()).toEqual([
      'by: Leave out control characters: they cannot be seen.',
      'dry: Choose yes or no.',
      'from: Give a day that there is, as 2026-11-26.',
      expect.stringMatching(/^sort: Choose run, outcome, .* or rate, the largest first/),
      expect.stringMatching(/^state: Choose queued, preparing, .* or stalled\.$/),
      expect.stringMatching(/^text: Leave out numbers of seven digits/),
      'to: Use a day from 1900 to 2899.',
    ]);
  });
});

describe('addresses and views of earlier versions', () => {
  it.each([
    ['sort=newest', ''],
    ['sort=oldest', 'sort=started'],
    ['sort=longest', 'sort=-took'],
    ['sort=shortest', 'sort=took'],
    ['state=failed&sort=longest&columns=took,dead', 'state=failed&sort=-took&columns=took,dead'],
  ])('%s is understood', (old, now) => {
    expect(searchOf(runsList, viewOf(runsList, old))).toBe(now);
  });

  it('are shown in the same words', () => {
    const words = (search: string) => viewWords(runsList, viewOf(runsList, search));
    expect(words('')).toBe('All outcomes, newest first, usual columns');
    expect(words('state=failed&sort=longest&columns=took,dead')).toBe(
      'Failed, longest first, 4 of 15 columns',
    );
  });
});
