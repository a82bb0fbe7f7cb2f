import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '#lib/platform/database/database.ts';
import { createLog } from '#lib/platform/log.ts';
import { value } from '#lib/testing/inventory/inventory-suite.ts';
import { databases, embeddedDatabase } from '#lib/testing/platform/databases.ts';
import { dependencyOf } from '../dependencies.ts';
import { incidentsOf } from '../item-view.ts';
import { shipEstates, shippedFolder } from '../ship-estates.ts';
import { showDependencies } from '../show-dependencies.ts';
import { showItem } from '../show-item.ts';
import { readReached, type Direction } from './graph-store.ts';
import { cellOf, matrixPageSize } from './matrix.ts';
import { listMostNeeded, showGraph } from './show-graph.ts';
import { showMatrix } from './show-matrix.ts';

const wide = { depth: null, most: 500, always: [], mostSeen: 1_000 } as const;

interface Edge {
  readonly from: string;
  readonly kind: string;
  readonly to: string;
}

const estates = ['a', 'b'];
const environments = ['live', 'test'];
const isProduction = (environment: string | null): boolean => environment === 'live';
const keys = estates.flatMap((estate) =>
  [null, ...environments].flatMap((environment) =>
    [1, 2].map((n) => `${estate}/${String(n)}${environment === null ? '' : `@${environment}`}`),
  ),
);

function whereOf(key: string): { estate: string; environment: string | null } {
  const [path = '', environment = null] = key.split('@');
  return { estate: path.split('/')[0] ?? '', environment };
}

/** The rule, on whole lists: breadth first, never to another environment or the other side. */
function stepsFrom(
  edges: readonly Edge[],
  start: string,
  direction: Direction,
): ReadonlyMap<string, number> {
  const here = whereOf(start);
  const mayPass = (key: string): boolean => {
    const there = whereOf(key);
    if (here.environment === null || there.environment === null) return true;
    return here.estate === there.estate
      ? here.environment === there.environment
      : isProduction(here.environment) === isProduction(there.environment);
  };
  const dependencies = edges.flatMap((edge) => dependencyOf(edge) ?? []);
  const steps = new Map([[start, 0]]);
  for (const [key, step] of steps)
    for (const { needs, needed } of dependencies) {
      const [one, next] = direction === 'needs' ? [needs, needed] : [needed, needs];
      if (one === key && !steps.has(next) && mayPass(next)) steps.set(next, step + 1);
    }
  steps.delete(start);
  return steps;
}

describe.each(databases)('the neighbourhood of an item, $kind', ({ isWanted, make }) => {
  describe.skipIf(!isWanted)('as far as relations lead', () => {
    let database: Database;
    beforeAll(async () => {
      database = await make();
    });
    afterAll(() => database.close());
    beforeEach(async () => {
      await database.run('delete from inventory_relation');
      await database.run('delete from inventory_item');
    });

    async function fill(items: readonly string[], edges: readonly Edge[]): Promise<void> {
      await database.run(
        `insert into inventory_item
           (key, type, estate, component, environment, kind, name, position, source, search_text,
             is_production)
         select key, type, estate, case type when 'component' then key end, environment, kind, key,
           0, 'D', '', "isProduction"
         from jsonb_to_recordset($1::jsonb) i(key text, type text, estate text, environment text,
           kind text, "isProduction" boolean)`,
        [
          JSON.stringify([
            ...estates.map((estate) => ({
              key: estate,
              type: 'estate',
              estate,
              environment: null,
              kind: 'estate',
              isProduction: false,
            })),
            ...estates.flatMap((estate) =>
              environments.map((environment) => ({
                key: `${estate}@${environment}`,
                type: 'environment',
                estate,
                environment,
                kind: 'environment',
                isProduction: isProduction(environment),
              })),
            ),
            ...items.map((key) => ({
              ...whereOf(key),
              key,
              type: 'component',
              kind: key.includes('page') ? 'journey' : 'server',
              isProduction: false,
            })),
          ]),
        ],
      );
      await relate(edges);
    }

    const relate = (edges: readonly Edge[]): Promise<number> =>
      database.run(
        `insert into inventory_relation (from_id, kind, to_id, source)
         select f.id, r.kind, t.id, 'D'
         from jsonb_to_recordset($1::jsonb) r("from" text, kind text, "to" text)
         join inventory_item f on f.key = r."from" join inventory_item t on t.key = r."to"
         on conflict do nothing`,
        [JSON.stringify(edges)],
      );

    it('is what the rule says of whole lists, cycles and shared things among them', async () => {
      await fill(keys, []);
      const edge = fc.record({
        from: fc.constantFrom(...keys),
        kind: fc.constantFrom('depends on', 'feeds', 'part of', 'proxies'),
        to: fc.constantFrom(...keys),
      });
      await fc.assert(
        fc.asyncProperty(
          fc.array(edge, { maxLength: 40 }),
          fc.constantFrom(...keys),
          async (edges, start) => {
            await database.run('delete from inventory_relation');
            await relate(edges);
            const rows = await readReached(database, start, {
              ...wide,
              directions: ['needs', 'needed-by'],
            });
            for (const direction of ['needs', 'needed-by'] as const) {
              const own = rows.filter((row) => row.direction === direction);
              const expected = stepsFrom(edges, start, direction);
              expect(new Map(own.map(({ key, steps }) => [key, steps]))).toEqual(expected);
              expect(own.map(({ steps }) => steps)).toEqual(
                own.map(({ steps }) => steps).sort((a, b) => a - b),
              );
              for (const { through, steps, total, is_cut } of own) {
                expect(expected.get(through) ?? 0).toBe(steps - 1);
                expect([total, is_cut]).toEqual([expected.size, false]);
              }
            }
          },
        ),
        { numRuns: 60 },
      );
    });

    it('has the nearest, what users do however far away, and how many there are', async () => {
      const chain = Array.from({ length: 30 }, (_, n) =>
        n === 29 ? 'a/page' : `a/link${String(n).padStart(2, '0')}`,
      );
      await fill(
        chain,
        chain.slice(1).map((from, n) => ({ from, kind: 'depends on', to: chain[n] ?? '' })),
      );
      const bounds = { ...wide, most: 3, always: ['journey'], directions: ['needed-by'] } as const;
      const rows = await readReached(database, 'a/link00', bounds);
      expect(rows.map(({ key, steps, is_near }) => [key, steps, is_near])).toEqual([
        ['a/link01', 1, true],
        ['a/link02', 2, true],
        ['a/link03', 3, true],
        ['a/page', 29, false],
      ]);
      expect(rows[0]).toMatchObject({ total: 29, total_always: 1, is_cut: false });
      const two = await readReached(database, 'a/link00', { ...bounds, most: 50, depth: 2 });
      expect(two.map(({ key }) => key)).toEqual(['a/link01', 'a/link02', 'a/page']);
      // Once enough are seen nothing further is looked at, and that is said.
      const cut = await readReached(database, 'a/link00', { ...bounds, mostSeen: 5 });
      expect(cut.map(({ key }) => key)).toEqual(['a/link01', 'a/link02', 'a/link03']);
      expect(cut[0]).toMatchObject({ total: 5, is_cut: true });
    });
  });
});

describe('the estates that are shipped', () => {
  let database: Database;
  beforeAll(async () => {
    database = await embeddedDatabase();
    await shipEstates({ database, log: createLog('silent', 'test') }, shippedFolder);
  });
  afterAll(() => database.close());

  it('say what stops with the broker that ESR and reval share, with what users do', async () => {
    const { neededBy, totals } = value(
      await showDependencies({ database }, { key: 'reval-sync/rabbitmq@prod' }),
    );
    const reached = neededBy.map(({ item }) => item.key);
    expect(totals.neededBy).toMatchObject({ all: neededBy.length, isMore: false });
    expect(reached).toContain('reval-sync/page-recommendation-detail@prod');
    // Across estates.
    expect(reached).toContain('tis/audit');
    expect(neededBy.filter(({ outcome }) => outcome === 'users')).not.toEqual([]);
  });

  it('are a graph around each, in as few statements as for one thing', async () => {
    const asked = { of: 'reval-sync/rabbitmq@prod', direction: 'both' } as const;
    const before = database.statements();
    const view = value(await showGraph({ database }, asked));
    expect(database.statements() - before).toBe(2);
    const keys = view.nodes.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(view.nodes.find(({ side }) => side === 'chosen')?.key).toBe(asked.of);
    expect(keys).toEqual(expect.arrayContaining(view.neededBy.map(({ item }) => item.key)));
    for (const { needs, needed } of view.edges)
      expect(keys).toEqual(expect.arrayContaining([needs, needed]));
    // Each is reached by an edge that is drawn.
    for (const { item, through } of view.neededBy)
      expect(view.edges).toContainEqual(
        expect.objectContaining({ needs: item.key, needed: through }),
      );
    const near = value(
      await showGraph({ database }, { ...asked, direction: 'needed-by', depth: 1 }),
    );
    expect(near.needs).toEqual([]);
    expect(near.nodes.length).toBeLessThan(view.nodes.length);
    // What users do is told however far away it is.
    expect(near.neededBy.some(({ outcome }) => outcome === 'users')).toBe(true);
    expect(await showGraph({ database }, { ...asked, of: 'no/such' })).toMatchObject({
      fault: { kind: 'not-found' },
    });
  });

  it('of one thing are its first relations, all incidents, and the rest when wanted', async () => {
    const most = 3;
    const busy = await database.rows<{ key: string; all: number }>(
      `select i.key, count(*)::int as all from inventory_item i
       join inventory_relation r on i.id in (r.from_id, r.to_id) and r.from_id <> r.to_id
       group by i.key order by count(*) desc, i.key limit 20`,
    );
    for (const { key, all } of busy) {
      const whole = value(await showItem({ database }, key));
      expect([whole.relations.length, whole.relationCount]).toEqual([all, all]);
      const first = value(await showItem({ database }, key, most));
      expect(first.relationCount).toBe(all);
      const expected = (['from', 'to'] as const).flatMap((direction) =>
        whole.relations
          .filter((one) => one.direction === direction)
          .filter(
            (one, at) => at < most || (direction === 'to' && one.itemKind === 'past-incident'),
          ),
      );
      expect(first.relations).toEqual(expected);
      expect(incidentsOf(first)).toEqual(incidentsOf(whole));
    }
    expect(busy.some(({ all }) => all > 20)).toBe(true);
  });

  it('begin with what the most hangs on', async () => {
    const starts = value(await listMostNeeded({ database }));
    expect(starts.length).toBeGreaterThan(5);
    const counts = starts.map(({ neededBy }) => neededBy);
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
  });

  it('are a matrix each, with every component once and what differs where it does', async () => {
    const before = database.statements();
    const view = value(await showMatrix({ database }, { estate: 'core', offset: 0 }));
    expect(database.statements() - before).toBe(2);
    expect(view.estates.map(({ key }) => key)).toContain('tis');
    const [row] = await database.rows<{ count: number }>(
      `select count(distinct component)::int as count from inventory_item where estate = 'core'`,
    );
    expect(view.total).toBe(row?.count);
    expect(view.total).toBe(view.kinds.reduce((sum, { count }) => sum + count, 0));
    const environments = view.environments.map(({ name }) => name);
    const pages = [view];
    while (pages.length * matrixPageSize < view.total) {
      const offset = pages.length * matrixPageSize;
      pages.push(value(await showMatrix({ database }, { estate: 'core', offset })));
    }
    expect(pages.length).toBeGreaterThan(1);
    const lines = pages.flatMap((page) => page.lines);
    expect(new Set(lines.map(({ component }) => component)).size).toBe(view.total);
    expect(lines).toHaveLength(view.total);
    expect(pages.every((page) => page.lines.length <= matrixPageSize)).toBe(true);
    // Those of a kind are together, on whatever pages they are.
    const order = view.kinds.map(({ kind }) => kind);
    const positionsOfKinds = lines.map(({ kind }) => order.indexOf(kind));
    expect(positionsOfKinds).toEqual([...positionsOfKinds].sort((a, b) => a - b));
    // Kinds of which no environment has one as its own come last.
    const ofNone = order.filter((kind) =>
      lines.every((line) => line.kind !== kind || Object.keys(line.there).length === 0),
    );
    expect(ofNone.length).toBeGreaterThan(0);
    expect(order.slice(-ofNone.length)).toEqual(ofNone);
    // Beyond the last page is the last page.
    const beyond = value(await showMatrix({ database }, { estate: 'core', offset: 100_000 }));
    expect(beyond).toEqual(pages.at(-1));
    for (const { there } of lines) {
      expect(environments).toEqual(expect.arrayContaining(Object.keys(there)));
      // What only one has differs from nothing.
      const [one, ...others] = Object.values(there);
      if (others.length === 0) expect(one?.differs ?? []).toEqual([]);
    }
    const cells = lines.flatMap((line) => environments.map((name) => cellOf(line, name)));
    expect(cells.some(({ state }) => state === 'not there')).toBe(true);
    expect(cells.some((cell) => cell.state === 'there' && cell.differs.length > 0)).toBe(true);
    const some = value(
      await showMatrix({ database }, { estate: 'core', kind: ['database'], offset: 0 }),
    );
    expect(new Set(some.lines.map(({ kind }) => kind))).toEqual(new Set(['database']));
    expect(await showMatrix({ database }, { estate: 'nowhere', offset: 0 })).toMatchObject({
      fault: { kind: 'not-found' },
    });
  });

  it('lead from no production to anything that is none', async () => {
    const starts = await database.rows<{ key: string; estate: string; environment: string }>(
      `select i.key, i.estate, i.environment from inventory_item i
       join inventory_item e on e.type = 'environment' and e.estate = i.estate
         and e.environment = i.environment and e.is_production
       where i.type = 'component' order by i.key`,
    );
    expect(starts.length).toBeGreaterThan(50);
    for (const { key, estate, environment } of starts.filter((_, at) => at % 20 === 0)) {
      const view = value(await showDependencies({ database }, { key }));
      for (const { item } of [...view.needs, ...view.neededBy])
        if (item.estate === estate) expect([null, environment]).toContain(item.environment);
    }
  });
});
