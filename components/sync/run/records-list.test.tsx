import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { tableOf } from '#components/ui/data-table/column.ts';
import { csvOf } from '#components/ui/data-table/csv.ts';
import { DataTable } from '#components/ui/data-table/data-table.tsx';
import { viewOf, viewWords } from '#components/ui/data-table/list-definition.ts';
import { NowProvider } from '#components/ui/time/now.tsx';
import type { KeptRecord } from '#lib/sync/client.ts';
import { detailOf, runOf, stageOf } from '../testing.ts';
import { CancelNote } from './cancel-note.tsx';
import { EarlierAttempts } from './earlier-attempts.tsx';
import { conflictWords, recordsHref } from './record-words.ts';
import { recordsListOf } from './records-list.tsx';
import { RecordsTable } from './records-table.tsx';

const run = runOf({ stages: [stageOf(), stageOf({ name: 'swap', title: 'Swap', kind: 'swap' })] });
const list = recordsListOf(run);
const record: KeptRecord = {
  id: 7,
  kind: 'quarantined',
  stage: 'first',
  reason: 'No GMC number',
  reference: '=SUM(1)',
};
const text = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

it('says what, where and why of each record', () => {
  const row = renderToStaticMarkup(<DataTable {...list} label="Records" rows={[record]} />);
  for (const word of ['=SUM(1)', 'Quarantined', 'First', 'No GMC number'])
    expect(text(row)).toContain(word);
});

it('its file has the names of the JSON, and no formula', () => {
  const { head, rows } = tableOf(list.columns, [record]);
  expect(head).toEqual(['run', 'record', 'kind', 'stage', 'reason']);
  expect(csvOf(head, rows).split('\r\n')[1]).toBe(
    "local-12,'=SUM(1),quarantined,first,No GMC number",
  );
});

it('is filtered by the stages that move records', () => {
  expect(list.filters.stage).toMatchObject({ options: ['first'] });
  expect(viewWords(list, viewOf(list, 'stage=first&kind=conflict'))).toBe(
    'Conflict, First, stages in order, all columns',
  );
});

it('says whether there were none, or they are gone', () => {
  expect(list.empty.title).toBe('No longer kept');
  const clean = runOf({ conflicts: 0, stages: [stageOf({ quarantined: 0 })] });
  expect(recordsListOf(clean).empty.title).toBe('None');
  expect(recordsListOf({ ...clean, endedAt: null }).empty.title).toBe('None so far');
});

it('has an address without what an address may not have', () => {
  expect(recordsHref('local-12')).toBe('/sync/local-12/records');
  expect(recordsHref('local-12', { stage: 'first', kind: 'conflict', reason: 'Two of one' })).toBe(
    '/sync/local-12/records?stage=first&kind=conflict&reason=Two+of+one',
  );
  expect(recordsHref('local-12', { kind: 'conflict', reason: 'Of 1234567' })).toBe(
    '/sync/local-12/records?kind=conflict',
  );
});

it('each count by reason leads to its records', () => {
  const table = renderToStaticMarkup(
    <RecordsTable run={run} records={[{ ...record, count: 25, references: ['a', 'b'] }]} />,
  );
  expect(table).toContain(
    'href="/sync/local-12/records?stage=first&amp;kind=quarantined&amp;reason=No+GMC+number"',
  );
  expect(text(table)).toContain('a, b and 23 more');
});

it('what is counted while a stage runs is counted so far: its ledger has it later', () => {
  const headOf = (endedAt: string | null): string =>
    text(
      renderToStaticMarkup(
        <RecordsTable
          run={{ ...run, endedAt }}
          records={[{ ...record, count: 25, references: [] }]}
        />,
      ),
    );
  expect(headOf(null)).toContain('Records so far');
  expect(headOf('2026-11-21T15:05:00.000Z')).not.toContain('so far');
});

it.each([
  ['settled', 3, 3, '3 conflicts between trainee records'],
  ['settled', 0, 0, '0 conflicts between trainee records'],
  // What the table below has is not said to be unknown above it.
  ['cancelled', 0, 57, 'at least 57 conflicts between trainee records'],
  ['cancelled', 0, 0, 'conflicts between trainee records: not known, it did not settle'],
] as const)('of a %s run with %i conflicts and %i kept: %s', (state, conflicts, kept, words) => {
  const records = [
    { ...record, count: 25, references: [] },
    { ...record, kind: 'conflict' as const, count: kept, references: [] },
  ];
  expect(conflictWords({ state, conflicts }, records)).toBe(words);
});

it('an earlier attempt says what it came to and why another followed', () => {
  const attempt = {
    stage: 'first',
    attempt: 1,
    startedAt: '2026-11-21T15:04:05.000Z',
    endedAt: '2026-11-21T15:05:05.000Z',
    failure: 'The source is away',
    received: 1_250,
    written: 1_200,
    rejected: 0,
    dead: 0,
  };
  const { attempts } = detailOf({ attempts: [attempt, { ...attempt, attempt: 2, failure: null }] });
  const html = renderToStaticMarkup(
    <NowProvider at="2026-11-21T15:06:00.000Z">
      <EarlierAttempts run={run} attempts={attempts} />
    </NowProvider>,
  );
  expect(text(html)).toContain('First 1 3:04:05pm 1 min 1,250 1,200 0 0 The source is away.');
  expect(text(html)).toContain('Not recorded: its worker, or the database, was gone.');
});

it('a cancelled run says who wanted that and why', () => {
  const words = (changes: Parameters<typeof runOf>[0]) =>
    text(renderToStaticMarkup(<CancelNote run={runOf(changes)} />)).trim();
  expect(words({})).toBe('');
  expect(words({ state: 'cancelled', cancelledBy: 'Ann', cancelReason: 'the wrong day' })).toBe(
    'Ann cancelled it Reason: “the wrong day”',
  );
  expect(words({ state: 'cancelling', cancelledBy: 'Ann', cancelReason: '' })).toBe(
    'Run 12 is being cancelled Ann asked for it. No reason was given.',
  );
  expect(words({ state: 'settled', cancelledBy: 'Ann', cancelReason: '' })).toBe(
    'Ann asked to cancel it, too late No reason was given.',
  );
  expect(words({ state: 'cancelled', cancelledBy: 'Ann', cancelReason: null })).toContain(
    'Why was not recorded.',
  );
});
