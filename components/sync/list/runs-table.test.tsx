import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { RunSort } from '#lib/sync/client.ts';
import { NowProvider } from '#components/ui/time/now.tsx';
import { columnWords, runColumns, type RunColumn } from './runs-columns.ts';
import { RunsTable } from './runs-table.tsx';
import { isSortHidden } from './runs-view-words.ts';
import { runOf } from '../testing.ts';

function tableOf(columns: readonly RunColumn[], sort: RunSort = 'newest') {
  const html = renderToStaticMarkup(
    <NowProvider at="2026-11-21T15:06:00.000Z">
      <RunsTable runs={[runOf()]} columns={columns} sort={sort} onSort={() => {}} />
    </NowProvider>,
  );
  const heads = [...html.matchAll(/<th [^>]*>(?:<button[^>]*>)?([^<]+)/g)].map(([, text]) => text);
  return { html, heads, cells: [...html.matchAll(/<td/g)].length };
}

it('shows every column in order, each with its cell', () => {
  const { heads, cells } = tableOf(runColumns);
  expect(heads).toEqual(['Run', 'Outcome', ...runColumns.map((column) => columnWords[column])]);
  expect(cells).toBe(heads.length);
});

it('keeps the run and its outcome when all else is hidden', () => {
  const { heads, cells } = tableOf([]);
  expect(heads).toEqual(['Run', 'Outcome']);
  expect(cells).toBe(2);
});

it.each<[RunSort, string]>([
  ['newest', 'descending'],
  ['oldest', 'ascending'],
])('tells %s first on its column', (sort, order) => {
  expect(tableOf(runColumns, sort).html).toMatch(
    new RegExp(`aria-sort="${order}"[^>]*><button[^>]*>Started`),
  );
});

it('an order that no shown column tells is known as hidden', () => {
  expect(isSortHidden({ sort: 'longest', columns: ['started'] })).toBe(true);
  expect(isSortHidden({ sort: 'longest', columns: ['took'] })).toBe(false);
  expect(isSortHidden({ sort: 'newest', columns: [] })).toBe(false);
});
