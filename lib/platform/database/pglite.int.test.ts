import { afterAll, beforeAll, expect, test } from 'vitest';
import { openEngine, type Engine } from './pglite.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
  await engine.exec('create table note (id int primary key, says text not null)');
});
afterAll(() => engine.close());

const wide = 'x'.repeat(60_000);

test('a short statement overtakes the long ones that wait', async () => {
  const order: string[] = [];
  const query = async (name: string, params: readonly unknown[]): Promise<void> => {
    await engine.query(`select length($1::text) as ${name.replace(' ', '_')}`, params);
    order.push(name);
  };
  await Promise.all([
    ...['long 1', 'long 2', 'long 3'].map((name) => query(name, [wide])),
    query('short', ['x']),
  ]);
  expect(order.indexOf('short')).toBeLessThan(order.indexOf('long 2'));
  expect(order.filter((name) => name !== 'short')).toEqual(['long 1', 'long 2', 'long 3']);
});

test('what took long is known by its text the next time', async () => {
  const scan = 'select count(*) from generate_series(1, 300000) where random() > $1';
  for (let time = 0; time < 2; time++) await engine.query(scan, [0.5]);
  const order: string[] = [];
  const query = async (text: string, params: readonly unknown[]): Promise<void> => {
    await engine.query(text, params);
    order.push(text === scan ? 'scan' : 'short');
  };
  await Promise.all([query(scan, [0.5]), query(scan, [0.5]), query('select 1', [])]);
  expect(order.at(-1)).toBe('scan');
  expect(order.indexOf('short')).toBeLessThan(2);
});

test('long ones get their turn however many short ones come', async () => {
  let isOver = false;
  const viewers = Array.from({ length: 8 }, async () => {
    while (!isOver) await engine.query('select 1');
  });
  await engine.query('select length($1::text)', [wide]);
  isOver = true;
  await Promise.all(viewers);
});

test('this thread goes on while the engine computes', async () => {
  let turned = 0;
  let isOver = false;
  const count = (): void => {
    turned++;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  await engine.query('select count(*) from generate_series(1, 1000000)');
  isOver = true;
  expect(turned).toBeGreaterThan(100);
});

test('a transaction keeps others out until its end, and a rollback leaves nothing', async () => {
  const tx = await engine.begin();
  await tx.query(`insert into note values (1, 'half')`);
  const outside = engine.query<{ n: number }>('select count(*)::int as n from note');
  expect((await tx.query<{ n: number }>('select count(*)::int as n from note')).rows).toEqual([
    { n: 1 },
  ]);
  await tx.rollback();
  expect((await outside).rows).toEqual([{ n: 0 }]);
  const whole = await engine.begin();
  expect((await whole.query(`insert into note values (2, 'whole')`)).affectedRows).toBe(1);
  await whole.commit();
  expect((await engine.query('select says from note')).rows).toEqual([{ says: 'whole' }]);
  await expect(whole.query('delete from note')).rejects.toThrow('The transaction has ended');
});

test('a refused statement has its code and no values, and ends no other transaction', async () => {
  await engine.query(`insert into note values (3, 'once')`);
  const refused = engine
    .query('insert into note values ($1, $2)', [3, 'secret words'])
    .catch((error: unknown) => error);
  expect(await refused).toMatchObject({ code: '23505', constraint: 'note_pkey' });
  expect(JSON.stringify(await refused)).not.toContain('secret words');
  const tx = await engine.begin();
  await expect(tx.query('select nothing from nowhere')).rejects.toMatchObject({ code: '42P01' });
  await tx.rollback();
  expect((await engine.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
});

test("values come back as what they are, or as PostgreSQL's own text", async () => {
  const text = `select 9007199254740991::int8 as big, date '2026-11-21' as day,
    '{"a":[1]}'::jsonb as json, true as yes, null as nothing,
    timestamptz '2026-11-21T12:00:00Z' as at`;
  expect((await engine.query(text)).rows).toEqual([
    {
      big: 9007199254740991,
      day: '2026-11-21',
      json: { a: [1] },
      yes: true,
      nothing: null,
      at: new Date('2026-11-21T12:00:00Z'),
    },
  ]);
  const raw = await engine.texts('select 7::int8 as big, true as yes, null as nothing');
  expect(raw.rows).toEqual([['7', 't', null]]);
  expect(raw.fields.map(({ name, dataTypeID }) => [name, dataTypeID])).toEqual([
    ['big', 20],
    ['yes', 16],
    ['nothing', 25],
  ]);
});

test('an engine that has been closed answers nothing more', async () => {
  const own = await openEngine();
  const last = own.query('select 1 as one');
  await own.close();
  expect((await last).rows).toEqual([{ one: 1 }]);
  await expect(own.query('select 1')).rejects.toThrow('The embedded database has ended');
});
