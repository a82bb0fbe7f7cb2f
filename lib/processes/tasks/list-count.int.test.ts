import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  onEverySearchEngine,
  type IndexesWorld,
  type SearchEngine,
} from '#lib/testing/indexes/indexes-world.ts';
import { withPages } from '#lib/testing/indexes/with-pages.ts';
import { countListsWhenDue, type CountedWorld } from './list-count.ts';

onEverySearchEngine('the count of the lists', (open) => {
  let engine: SearchEngine;
  beforeAll(async () => {
    engine = await open();
  });
  afterAll(() => engine.close());

  const counted = (here: IndexesWorld, holder = 'this process'): CountedWorld => ({
    ...here.world,
    holder,
    pipelines: [{ name: 'lists', version: 1, title: 'Lists', stages: [], ...withPages(here) }],
    countListsEveryMs: 600_000,
  });
  const rowsOf = ({ world }: IndexesWorld) =>
    world.database.rows(
      'select id from count_observation where environment = $1 and ended_at is null',
      [world.environment.name],
    );

  it('begins once something has settled, then waits for its interval or a swap', async () => {
    const here = engine.environment();
    expect(await countListsWhenDue(counted(here))).toBe(false);
    await here.settle(6);
    expect(await countListsWhenDue(counted(here))).toBe(true);
    // Two lists of three bodies, and how many bodies there are.
    expect(await rowsOf(here)).toHaveLength(7);
    expect(await countListsWhenDue(counted(here))).toBe(false);
    await here.settle(5);
    expect(await countListsWhenDue(counted(here))).toBe(true);
  });

  it('is made by one of all processes', async () => {
    const here = engine.environment();
    await here.settle(6);
    const made = await Promise.all(
      ['one', 'two', 'three'].map((holder) => countListsWhenDue(counted(here, holder))),
    );
    expect(made.filter((was) => was)).toEqual([true]);
    expect(await rowsOf(here)).toHaveLength(7);
  });
});
