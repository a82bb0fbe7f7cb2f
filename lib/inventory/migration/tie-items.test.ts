import { beforeAll, describe, expect, it } from 'vitest';
import { readEstateFile } from '../estate-file.ts';
import { itemsOf } from '../items.ts';
import { resolveRelations } from '../relations.ts';
import { readShipped, shippedFolder } from '../ship-estates.ts';
import { brokenRules, objectionsTo } from './order-rules.ts';
import { sizeOf } from './sizing.ts';
import {
  coverageOf,
  itemKind,
  tieItems,
  type EdgeRecord,
  type MigrationRecord,
} from './tie-items.ts';
import { planOf } from './what-if.ts';

const part = (key: string, kind = 'server') => ({ key, name: key, kind });
const edge = (
  from: string,
  kind: string,
  to: string,
  kinds: Readonly<Record<string, string>> = {},
): EdgeRecord => ({
  from: part(from, kinds[from]),
  kind,
  to: part(to, kinds[to]),
  note: null,
});
const kinds = { one: itemKind, two: itemKind };

describe('what belongs to an item', () => {
  it('is what it describes, and what runs on that, and nothing that is described itself', () => {
    const covers = coverageOf([
      edge('one', 'describes', 'vm', kinds),
      edge('two', 'describes', 'database', kinds),
      edge('app', 'runs on', 'vm'),
      edge('database', 'runs on', 'vm'),
      edge('table', 'hosted on', 'database'),
      edge('vm', 'hosted on', 'disks'),
      edge('app', 'reads from', 'database'),
    ]);
    expect(['vm', 'app', 'database', 'table', 'disks'].map(covers)).toEqual([
      ['one'],
      ['one'],
      ['two'],
      ['two'],
      [],
    ]);
  });

  it('is found although things run on each other in a circle', () => {
    const covers = coverageOf([
      edge('a', 'runs on', 'b'),
      edge('b', 'runs on', 'a'),
      edge('b', 'hosted on', 'vm'),
      edge('one', 'describes', 'vm', kinds),
    ]);
    expect([covers('a'), covers('b')]).toEqual([['one'], ['one']]);
  });
});

it('keeps which nothing is recorded of what has no value', () => {
  const record = { id: 1, key: 'one', name: 'One', estate: 'e', estateTitle: 'E', version: 1 };
  const fact = (state: 'none' | 'not-applicable' | 'not-recorded') => ({
    recorded: { state },
    note: null,
  });
  const [item] = tieItems(
    [
      {
        ...record,
        facts: {
          wave: fact('not-applicable'),
          evidence: fact('none'),
          sizeDrivers: fact('not-recorded'),
          openQuestion: { recorded: { state: 'value', value: 'When?' }, note: null },
        },
      },
    ],
    [],
  );
  expect(item).toMatchObject({ wave: null, evidence: null, openQuestion: 'When?' });
  expect(item?.nothings).toEqual({ wave: 'not-applicable', evidence: 'none' });
});

it('a status that is none of the choices is refused where the file has it', () => {
  const { complaints } = readEstateFile(`estate: e
title: E
source: D
sources: { D: { title: D, evidence: document, readOn: 2026-11-26 } }
components:
  - id: move
    kind: migration-item
    name: Move
    facts:
      migrationStatus: started
      evidence: hearsay
`);
  expect(complaints.found.map(({ line, says }) => `${String(line)}: ${says}`)).toEqual([
    expect.stringMatching(/^10: .*Status must be not started, parallel run, cut over or d/),
    expect.stringMatching(/^11: .*Evidence must be source, code, published or inference/),
  ]);
});

describe('the move as it is shipped', () => {
  let items: readonly MigrationRecord[];
  beforeAll(async () => {
    const files = await readShipped(shippedFolder);
    const components = files.flatMap((file) => file.components);
    const { relations } = resolveRelations(
      files.flatMap(itemsOf),
      files.flatMap((file) => file.relations),
    );
    const byKey = new Map(components.map((component) => [component.key, component]));
    const end = (key: string) => {
      const { name = key, kind = '' } = byKey.get(key) ?? {};
      return { key, name, kind };
    };
    items = tieItems(
      components
        .filter(({ kind }) => kind === itemKind)
        .map(({ key, name, estate, facts }, id) => ({
          id,
          key,
          name,
          estate,
          estateTitle: 'TIS',
          version: 1,
          facts: Object.fromEntries(facts.map((fact) => [fact.attribute, fact])),
        })),
      relations.map(({ from, kind, to, note }) => ({ from: end(from), kind, to: end(to), note })),
    );
  });
  const item = (id: string) => items.find(({ key }) => key === `tis/${id}`);
  const plan = (...ids: string[]) =>
    planOf(
      items,
      ids.map((id) => `tis/${id}`),
    );

  it('has the 25 mappings with their evidence, and none is said to be not started', () => {
    expect(items).toHaveLength(25);
    expect(items.filter(({ evidence }) => evidence === null)).toEqual([]);
    expect(items.filter(({ status }) => status === 'not-recorded')).toHaveLength(24);
    expect(items.filter(({ status }) => status === 'not started')).toEqual([]);
    expect(item('move-ndw-data-lake')?.status).toBe('not-applicable');
  });

  it('lets the change capture follow the data', () => {
    const { withThem, steps } = plan('move-mysql');
    expect(withThem).toEqual([
      { key: 'tis/move-maxwell', because: 'tis/move-mysql', note: 'CDC follows data.' },
    ]);
    expect(steps.map((step) => [step.items, step.wayBack])).toEqual([
      [['tis/move-mysql', 'tis/move-maxwell'], 'copy'],
    ]);
  });

  it('lets the applications wait for GMC, NDW and IT, and take the database along', () => {
    const { withThem, blockers, steps } = plan('move-app-servers');
    expect(withThem.map(({ key }) => key)).toEqual(
      expect.arrayContaining(['tis/move-apache', 'tis/move-mysql', 'tis/move-maxwell']),
    );
    expect(blockers.map(({ by }) => by.key)).toEqual(
      expect.arrayContaining(['tis/gmc', 'tis/ndw', 'tis/it', 'tis/move-n3-bridge']),
    );
    const order = steps.flatMap((step) => step.items);
    expect(order.indexOf('tis/move-gmc-allow-list')).toBeLessThan(
      order.indexOf('tis/move-app-servers'),
    );
  });

  it('has an order without a circle, and nothing recorded that goes against it', () => {
    const all = planOf(
      items,
      items.map(({ key }) => key),
    );
    expect(all.cycles).toEqual([]);
    expect(brokenRules(items)).toEqual([]);
  });

  it('says what speaks against cutting the applications over', () => {
    const says = objectionsTo(items, 'tis/move-app-servers', 'cut over').map((one) => one.says);
    expect(says).toContain(
      'It waits for GMC (GMC allow list before cut-over): nothing here records whether that is ' +
        'settled.',
    );
    expect(objectionsTo(items, 'tis/move-app-servers', 'parallel run')).toEqual([]);
  });

  it('is counted', () => {
    const size = Object.fromEntries(sizeOf(items).map(({ id, value }) => [id, value]));
    expect(size).toMatchObject({ items: 25, moved: 0, left: 24, notRecorded: 24 });
    expect(size['services']).toBeGreaterThan(21);
    expect(size['dataStores']).toBeGreaterThan(4);
  });
});
