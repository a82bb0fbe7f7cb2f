import { expect, it } from 'vitest';
import { contributions, pages } from './pages.ts';

it('has one entry and one key for each page', () => {
  expect(pages.map(({ name }) => name)).toEqual([
    'Overview',
    'Sync',
    'Indexes',
    'Inventory',
    'Status',
  ]);
  for (const of of ['href', 'key', 'name'] as const)
    expect(new Set(pages.map((page) => page[of])).size).toBe(pages.length);
});

it('names the cells of an environment each by another word', () => {
  const labels = contributions.flatMap(({ cells }) => cells.map(({ label }) => label));
  expect(new Set(labels).size).toBe(labels.length);
});
