import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '#lib/platform/database/database.ts';
import {
  onEverySearchEngine,
  operator,
  type SearchEngine,
} from '#lib/testing/indexes/indexes-world.ts';
import {
  getIndexOverview,
  listGenerationsIn,
  NoteGeneration,
  noteGeneration,
  repairAliases,
  retireGeneration,
  rollBack,
  type GenerationView,
} from '../index.ts';
import type { IndexesWorld } from '#lib/testing/indexes/indexes-world.ts';

onEverySearchEngine('what became of a generation', (open) => {
  let engine: SearchEngine;
  beforeAll(async () => {
    engine = await open();
  });
  afterAll(() => engine.close());

  const shown = async (here: IndexesWorld, run: { readonly name: string }) => {
    const { world, contract } = here;
    const view = await getIndexOverview(world, contract, world.environment.name);
    const found = view.generations.find((one) => one.run === run.name && one.base === here.base);
    if (found === undefined) throw new Error('no such generation');
    return found;
  };
  const movesOf = ({ moves = [] }: GenerationView) =>
    moves.map(({ is, kind, by }) => [is, kind, by]);
  const note = (here: IndexesWorld, generation: string, text: string, actor = operator) =>
    noteGeneration(here.world, actor, {
      environment: here.world.environment.name,
      generation,
      text,
    });

  it('is who brought users to it and away from it: runs, and a roll back', async () => {
    const here = engine.environment();
    const first = await here.settle(2);
    const second = await here.settle(3);
    const rolled = await rollBack(here.world, here.contract, operator, {
      environment: here.world.environment.name,
      to: first.run.name,
      reason: '',
    });
    expect(rolled.ok).toBe(true);
    expect(movesOf(await shown(here, first.run))).toEqual([
      ['came', 'rollback', operator.name],
      ['left', 'swap', second.run.name],
      ['came', 'swap', first.run.name],
    ]);
    expect(movesOf(await shown(here, second.run))).toEqual([
      ['left', 'rollback', operator.name],
      ['came', 'swap', second.run.name],
    ]);
    expect((await shown(here, first.run)).moves?.[1]).toMatchObject({ run: second.run.name });
  });

  it('is told of what was dropped, with when and who retired it', async () => {
    const here = engine.environment();
    const { world, contract } = here;
    const environment = world.environment.name;
    const first = await here.settle(2);
    await here.settle(2);
    await here.settle(2);
    const isFirst = ({ run }: { readonly run: string | null }) => run === first.run.name;
    const retired = await retireGeneration(world, operator, {
      environment,
      generation: first.run.name,
      reason: 'Disk',
    });
    const { generations, dropped = [] } = await getIndexOverview(world, contract, environment);
    expect(generations.filter(isFirst)).toEqual([]);
    const gone = dropped.filter(isFirst);
    expect(gone.map(({ index }) => index).sort()).toEqual(Object.values(first.generations).sort());
    expect(retired.ok).toBe(true);
    for (const { droppedBy } of gone) expect(droppedBy).toBe(operator.name);
  });

  it('is read in one statement with what was dropped and has drifted', async () => {
    const here = engine.environment();
    const { world, contract } = here;
    await here.settle(2);
    const { name } = world.environment;
    const rows = await listGenerationsIn(world.database, [name]);
    const texts: string[] = [];
    const database: Database = {
      ...world.database,
      rows: (text, params) => {
        texts.push(text);
        return world.database.rows<never>(text, params);
      },
    };
    // What of the engine is read anew is so for all viewers.
    await getIndexOverview(world, contract, name, rows);
    await getIndexOverview({ ...world, database }, contract, name, rows);
    expect(texts).toHaveLength(1);
  });

  it('is what people wrote, about one index or all of a run, once however often sent', async () => {
    const here = engine.environment();
    const { run, generations } = await here.settle(2);
    const index = generations[here.base] ?? '';
    expect((await shown(here, run)).notes).toEqual([]);
    expect(await note(here, index, 'Kept for Monday')).toMatchObject({
      ok: true,
      value: { indexes: [index], text: 'Kept for Monday' },
    });
    await note(here, index, 'Kept for Monday');
    const whole = await note(here, run.name, 'All of it');
    expect(whole.ok && [...whole.value.indexes].sort()).toEqual(Object.values(generations).sort());
    const { generations: all } = await getIndexOverview(
      here.world,
      here.contract,
      here.world.environment.name,
    );
    expect(new Set(all.map(({ notes = [] }) => notes[0]?.at)).size).toBe(1);
    expect((await shown(here, run)).notes).toMatchObject([
      { by: operator.name, text: 'All of it' },
      { by: operator.name, text: 'Kept for Monday' },
    ]);
    const audit = await here.world.database.rows(
      `select outcome, target, changed from audit
       where environment = $1 and action = 'indexes.note' order by at`,
      [here.world.environment.name],
    );
    expect(audit).toMatchObject([
      { outcome: 'done', target: index, changed: { note: 'Kept for Monday' } },
      { outcome: 'done' },
      { outcome: 'done', target: run.name },
    ]);
  });

  it('is refused of nobody in particular, of what is not there, and beyond its bound', async () => {
    const here = engine.environment();
    const { generations } = await here.settle(1);
    const index = generations[here.base] ?? '';
    expect(await note(here, index, 'No', { ...operator, role: 'viewer' })).toMatchObject({
      ok: false,
      fault: { kind: 'forbidden' },
    });
    expect(await note(here, 'no_such_index', 'No')).toMatchObject({
      ok: false,
      fault: { kind: 'not-found' },
    });
    for (let at = 0; at < 20; at += 1)
      expect(await note(here, index, `Note ${String(at)}`)).toMatchObject({ ok: true });
    expect(await note(here, index, 'One too many')).toMatchObject({
      ok: false,
      fault: { kind: 'precondition' },
    });
    const other = engine.environment();
    await other.settle(1);
    expect(await note(other, index, 'Elsewhere')).toMatchObject({ ok: false });
  });

  it('has no more notes than its bound when many are written at once', async () => {
    const here = engine.environment();
    const { generations } = await here.settle(1);
    const index = generations[here.base] ?? '';
    const written = await Promise.all(
      Array.from({ length: 30 }, (_, at) => note(here, index, `At once ${String(at)}`)),
    );
    expect(written.filter(({ ok }) => ok)).toHaveLength(20);
    const kept = await here.world.database.rows(
      'select 1 from generation_note where environment = $1',
      [here.world.environment.name],
    );
    expect(kept).toHaveLength(20);
  });

  it('a repaired alias is told from a swap', async () => {
    const here = engine.environment();
    const { run, generations } = await here.settle(2);
    const alias = `${here.base}_discrepancies`;
    const from = generations[here.base] ?? '';
    await here.world.search.swap({
      moves: [],
      removals: [{ alias, from: [from] }],
      removeIndexes: [],
    });
    const repaired = await repairAliases(here.world, here.contract, operator, {
      environment: here.world.environment.name,
      reason: '',
    });
    expect(repaired.ok).toBe(true);
    expect(movesOf(await shown(here, run))).toEqual([
      ['came', 'repair', operator.name],
      ['came', 'swap', run.name],
    ]);
  });
});

it.each([
  ['', 'Write the note.'],
  ['  ', 'Write the note.'],
  ['Doctor 7654321', 'seven digits'],
  ['x'.repeat(501), 'at most 500 characters'],
])('a note of %j is refused', (text, says) => {
  const read = NoteGeneration.safeParse({ environment: 'local', generation: 'local-1', text });
  expect(read.success ? '' : read.error.message).toContain(says);
});
