import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { tableOf } from '#components/ui/data-table/column.ts';
import { DataTable } from '#components/ui/data-table/data-table.tsx';
import { searchOf, viewOf, viewWords } from '#components/ui/data-table/list-definition.ts';
import { NowProvider } from '#components/ui/time/now.tsx';
import type { Run } from '#lib/sync/client.ts';
import { runOf, stageOf } from '../testing.ts';
import { runsList } from './runs-list.tsx';

/** The text of each cell of the row, by the head of its column. */
function cellsOf(run: Run): Readonly<Record<string, string>> {
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

it('a run is a row of eleven columns', () => {
  expect(cellsOf(runOf({ stages: [stageOf({ rejected: 3, written: 1_250 })] }))).toEqual({
    Run: '12',
    Outcome: 'Settled',
    Started: 'today at 3:04pm',
    Took: '1 min',
    By: 'operator@example.test',
    Reason: 'Weekly rebuild',
    Written: '1,250',
    Quarantined: '2',
    Conflicts: '1',
    Rejected: '3',
    Dead: '0',
  });
});

it('what has not started or not ended says so', () => {
  const queued = runOf({ state: 'queued', startedAt: null, endedAt: null, reason: '' });
  expect(cellsOf(queued)).toMatchObject({ Took: '–', Reason: 'none given', Outcome: 'Queued' });
  const running = runOf({ state: 'running', endedAt: null, dry: true });
  expect(cellsOf(running)).toMatchObject({ Took: '2 min so far', Outcome: 'Running (dry run)' });
});

it('its file has the names of the JSON of a run, and times in UTC', () => {
  const { head, rows } = tableOf(runsList.columns, [runOf()]);
  expect(Object.fromEntries(head.map((name, i) => [name, rows[0]?.[i]]))).toEqual({
    run: 'local-12',
    environment: 'local',
    pipeline: 'documented',
    state: 'settled',
    dry: false,
    synthetic: false,
    queuedAt: '2026-11-21T15:04:00.000Z',
    startedAt: '2026-11-21T15:04:00.000Z',
    endedAt: '2026-11-21T15:05:00.000Z',
    durationMs: 60_000,
    startedBy: 'operator@example.test',
    reason: 'Weekly rebuild',
    written: 50,
    quarantined: 2,
    isQuarantinedComplete: true,
    conflicts: 1,
    rejected: 0,
    dead: 0,
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
    expect(words('')).toBe('All outcomes, newest first, all columns');
    expect(words('state=failed&sort=longest&columns=took,dead')).toBe(
      'Failed, longest first, 4 of 11 columns',
    );
  });
});
