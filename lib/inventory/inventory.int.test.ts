import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '#lib/platform/database/database.ts';
import { systemClock } from '#lib/kernel/clock.ts';
import { readList } from '#lib/kernel/list.ts';
import { createLog } from '#lib/platform/log.ts';
import { estatesFolder, value } from '#lib/testing/inventory/inventory-suite.ts';
import { databases, embeddedDatabase } from '#lib/testing/platform/databases.ts';
import { candidatesOf } from './find-item.ts';
import { itemList, type ItemListRequest, type ItemSort } from './item-list.ts';
import { countFacets, listItems, listItemsWithFacets } from './list-items.ts';
import { listMissing } from './list-missing.ts';
import { shipEstates, shippedFolder } from './ship-estates.ts';
import { showDependencies } from './show-dependencies.ts';
import { showItem, showItemWithDependencies } from './show-item.ts';
import { showRecord } from './record/show-record.ts';
import { showReach } from './show-reach.ts';

const north = `
estate: north
title: North
source: D
sources:
  D: { title: The document, evidence: document, asOf: 2017-02-07, readOn: 2026-11-26 }
  I: { title: Inference, evidence: inference, readOn: 2026-11-26 }
facts: { organisation: Somewhere, cloud: { is: none } }
environments:
  - { name: LIVE, aliases: [production, PROD], isProduction: yes, facts: { purpose: for users } }
  - { name: TEST }
components:
  - id: web
    kind: server
    name: web-1.is
    in: [LIVE, TEST]
    facts:
      hostname: web-1.is
      cpuCores: "2"
      memory: 6GB
      operatingSystem: CentOS 7
      size: { is: not applicable }
      owner: { value: IT, source: "I page 7", note: They said so. }
    relations:
      - depends on: database
  - id: database
    kind: database
    name: 100% Oracle_x
    in: [LIVE, TEST]
    facts: { version: 3.10, backups: { is: not recorded, note: The sentence is cut off. } }
    perEnvironment:
      TEST: { backups: { is: none } }
  - id: cert
    kind: certificate
    name: web.example
    in: [LIVE]
    facts: { commonName: web.example, authority: CA, servers: [web-1.is], location: here }
    relations:
      - { installed on: web }
  - id: broker
    kind: broker
    name: Shared broker
    relations:
      - { depends on: [web@LIVE, web@TEST] }
  - id: reader
    kind: application
    name: A reader
    in: [LIVE, TEST]
    facts: { owner: "${'A long owner. '.repeat(20)}", cloud: Cloud 1234567 }
    relations:
      - { consumes from: broker }
  - id: rule
    kind: firewall-rule
    name: web to database
    facts: { sources: [web-*], destinations: [db.is], ports: ["1832"], protocols: [TCP] }
`;
const south = `
estate: south
title: South
source: D
sources:
  D: { title: The document, evidence: document, asOf: 2017-02-07, readOn: 2026-11-26 }
components:
  - { id: page, kind: journey, name: A page, relations: [{ depends on: north/web@LIVE }] }
`;

const request = (
  filters: ItemListRequest['filters'],
  more: Partial<ItemListRequest> = {},
): ItemListRequest => ({ filters, sort: itemList.usual, limit: 50, offset: 0, ...more });

describe.each(databases)('the inventory, $kind', ({ isWanted, make }) => {
  describe.skipIf(!isWanted)('as it is shipped', () => {
    let database: Database;
    let files: Awaited<ReturnType<typeof estatesFolder>>;
    const log = createLog('silent', 'test');
    beforeAll(async () => {
      files = await estatesFolder({ north, south });
      database = await make();
      expect(await shipEstates({ database, log }, files.folder)).toBe(true);
    });
    afterAll(async () => {
      await database.close();
      await files.remove();
    });
    const world = () => ({ database });
    const keys = async (filters: ItemListRequest['filters']): Promise<string[]> =>
      value(await listItems(world(), request(filters))).rows.map(({ key }) => key);

    it('is written once, and never over what is there', async () => {
      await database.run(`update inventory_item set name = 'Renamed' where key = 'south/page'`);
      expect(await shipEstates({ database, log }, files.folder)).toBe(false);
      expect(value(await showItem(world(), 'south/page')).name).toBe('Renamed');
    });

    it('is shipped once by two that begin together', async () => {
      const other = await make();
      try {
        const both = await Promise.all([
          shipEstates({ database: other, log }, files.folder),
          shipEstates({ database: other, log }, files.folder),
        ]);
        expect(both.filter(Boolean)).toHaveLength(1);
        const [row] = await other.rows<{ count: number }>(
          'select count(*)::int as count from inventory_change',
        );
        expect(row?.count).toBe(14);
      } finally {
        await other.close();
      }
    });

    it.each<[string, string[]]>([
      ['web-1', ['north/web@LIVE', 'north/web@TEST', 'north/cert@LIVE']],
      // By another name of its environment, in any case.
      ['Oracle', ['north/database@LIVE', 'north/database@TEST']],
      [
        'prod',
        [
          'north/cert@LIVE',
          'north/database@LIVE',
          'north/reader@LIVE',
          'north/web@LIVE',
          'north@LIVE',
        ],
      ],
      // Text stays text.
      ['3.10', ['north/database@LIVE', 'north/database@TEST']],
      // Each word somewhere.
      ['centos live', ['north/web@LIVE']],
      // Percent signs and underscores are no wildcards.
      ['0% o', ['north/database@LIVE', 'north/database@TEST']],
      ['e_x', ['north/database@LIVE', 'north/database@TEST']],
      ['%', ['north/database@LIVE', 'north/database@TEST']],
      ['cut off', ['north/database@LIVE']],
      // By what an attribute is called beside what it says.
      ['memory 6GB', ['north/web@LIVE', 'north/web@TEST']],
      ['port 1832', ['north/rule']],
      ['memory 1832', []],
      // As it is copied out of a browser.
      ['https://web.example/', ['north/cert@LIVE']],
      ['nothing says this', []],
    ])('is searched for %s', async (text, expected) => {
      expect((await keys({ text })).sort()).toEqual([...expected].sort());
    });

    it('puts what is called so before what only says so', async () => {
      expect(await keys({ text: 'web.example' })).toEqual(['north/cert@LIVE']);
      // The name of the rule has the word; of the databases only their keys do.
      expect(await keys({ text: 'database' })).toEqual([
        'north/rule',
        'north/database@LIVE',
        'north/database@TEST',
      ]);
    });

    it('is filtered, with how many each filter would leave', async () => {
      expect(await keys({ estate: ['north'], kind: ['server'] })).toEqual([
        'north/web@LIVE',
        'north/web@TEST',
      ]);
      expect(await keys({ where: 'LIVE', known: 'whole' })).toEqual([
        'north/reader@LIVE',
        'north@LIVE',
        'north/web@LIVE',
      ]);
      // By whichever of its names.
      const live = await keys({ where: 'LIVE' });
      expect(await keys({ where: 'production' })).toEqual(live);
      expect(await keys({ where: 'nowhere' })).toEqual([]);
      expect(await keys({ known: 'not-applicable' })).toEqual(['north/web@LIVE', 'north/web@TEST']);
      expect(await keys({ known: 'none' })).toEqual(['north/database@TEST', 'north']);
      const all = value(await countFacets(world(), request({})));
      // What no filter takes is not offered.
      expect(all.owner.map(({ value }) => value)).not.toContain('A long owner. '.repeat(20).trim());
      expect(all.cloud).toEqual([]);
      for (const { value: known, count } of all.known)
        expect(await keys({ known: itemList.filters.known.parse(known) })).toHaveLength(count);
      expect(all.known.map(({ value }) => value).sort()).toEqual(
        ['none', 'not-applicable', 'not-recorded', 'value', 'whole'].sort(),
      );
      // By the name that most of its things are in, with what is in it and itself.
      expect(all.where).toEqual([
        { value: 'LIVE', title: 'LIVE', count: 5 },
        { value: 'TEST', title: 'TEST', count: 4 },
      ]);
      for (const { value: where, count } of all.where)
        expect(await keys({ where })).toHaveLength(count);
      const facets = value(
        await countFacets(world(), request({ estate: ['north'], kind: ['server'] })),
      );
      // Of its own filter a facet shows what else there is.
      expect(facets.kind.map(({ value, count }) => [value, count])).toEqual([
        ['application', 2],
        ['database', 2],
        ['environment', 2],
        ['server', 2],
        ['broker', 1],
        ['certificate', 1],
        ['estate', 1],
        ['firewall-rule', 1],
      ]);
      expect(facets.estate).toEqual([{ value: 'north', title: 'North', count: 2 }]);
      expect(facets.owner).toEqual([{ value: 'IT', title: 'IT', count: 2 }]);
    });

    it('shows each fact with its state, its source and its date', async () => {
      const item = value(await showItem(world(), 'north/web@LIVE'));
      const fact = (name: string) => item.facts.find(({ attribute }) => attribute === name);
      expect(fact('memory')).toMatchObject({
        declared: { state: 'value', value: '6GB' },
        source: { title: 'The document', asOf: '2017-02-07', evidence: 'document' },
      });
      expect(fact('size')?.declared).toEqual({ state: 'not-applicable' });
      expect(fact('owner')).toMatchObject({
        note: 'They said so.',
        source: { title: 'Inference, page 7', asOf: null, readOn: '2026-11-26' },
      });
      expect(item.relations.map(({ words, key }) => `${words} ${key}`)).toEqual([
        'depends on north/database@LIVE',
        'needed by north/broker',
        'needed by south/page',
        'has north/cert@LIVE',
      ]);
      expect(item.history.changes).toMatchObject([{ kind: 'added', actor: 'the console' }]);
      const database = value(await showItem(world(), 'north/database@TEST'));
      expect(database.facts.find(({ attribute }) => attribute === 'backups')?.declared).toEqual({
        state: 'none',
      });
    });

    it('finds one thing by its name, and names the others where several have it', async () => {
      expect(value(await showItem(world(), 'web.example')).key).toBe('north/cert@LIVE');
      const several = await showItem(world(), 'WEB-1.is');
      expect(several).toMatchObject({
        ok: false,
        fault: { kind: 'invalid' },
      });
      expect(several.ok ? null : candidatesOf(several.fault)).toEqual([
        'north/web@LIVE',
        'north/web@TEST',
      ]);
      expect(await showItem(world(), 'nobody')).toMatchObject({ fault: { kind: 'not-found' } });
      // By another name of the environment.
      expect(value(await showItem(world(), 'north@PROD')).key).toBe('north@LIVE');
      expect(value(await showItem(world(), 'north/web@production')).key).toBe('north/web@LIVE');
      for (const none of ['south@PROD', 'north/nobody@PROD', 'north@'])
        expect(await showItem(world(), none)).toMatchObject({ fault: { kind: 'not-found' } });
    });

    it('lists what nobody recorded', async () => {
      const says = async (estate: string | null) =>
        value(await listMissing(world(), estate)).map((gap) => gap.says);
      expect(await says('north')).toEqual([
        '1 certificate has no expiry recorded',
        '1 database has no backups recorded',
        '1 environment has no purpose recorded',
      ]);
      expect(await listMissing(world(), 'nowhere')).toMatchObject({
        fault: { kind: 'not-found', says: 'No estate has that name. There are north, south.' },
      });
    });

    it('follows dependencies across estates', async () => {
      const view = value(await showDependencies(world(), { key: 'north/database@LIVE' }));
      expect(view.needs).toEqual([]);
      expect(view.neededBy.map(({ item, steps, through }) => [item.key, steps, through])).toEqual([
        ['north/web@LIVE', 1, 'north/database@LIVE'],
        ['north/broker', 2, 'north/web@LIVE'],
        ['south/page', 2, 'north/web@LIVE'],
        ['north/reader@LIVE', 3, 'north/broker'],
      ]);
      const productions = view.neededBy.flatMap(({ item }) => (item.isProduction ? item.key : []));
      expect(productions).toEqual(['north/web@LIVE', 'north/reader@LIVE']);
    });

    it('leads through what is shared to no other environment', async () => {
      const { needs } = value(await showDependencies(world(), { key: 'north/reader@LIVE' }));
      expect(needs.map(({ item }) => item.key)).toEqual([
        'north/broker',
        'north/web@LIVE',
        'north/database@LIVE',
      ]);
      const shared = value(await showDependencies(world(), { key: 'north/broker' }));
      expect(shared.needs.map(({ item }) => item.key)).toEqual([
        'north/web@LIVE',
        'north/web@TEST',
        'north/database@LIVE',
        'north/database@TEST',
      ]);
    });

    it('answers from the firewall rules, and never says no', async () => {
      const reach = async (from: string, to: string, port: number) =>
        value(await showReach(world(), { from, to, port }));
      expect(await reach('north/web@LIVE', 'db.is', 1832)).toMatchObject({
        reachable: 'yes',
        rule: { key: 'north/rule', source: { title: 'The document' } },
        notes: ['db.is itself is not in the inventory.'],
      });
      expect(await reach('web-1.is', 'db.is', 22)).toMatchObject({
        reachable: 'no rule recorded',
        rule: null,
        // Both are known: one is a thing, the other is in the words of a rule.
        notKnown: [],
      });
      expect(await reach('wbe-1.is', 'DB.is', 1832)).toMatchObject({ notKnown: ['wbe-1.is'] });
    });

    it('tells of an owner and a cloud that there is none from what nobody recorded', async () => {
      const { rows } = value(await listItems(world(), request({})));
      const of = (key: string) => {
        const found = rows.find((row) => row.key === key);
        return [found?.owner, found?.ownerNothing, found?.cloud, found?.cloudNothing];
      };
      expect(of('north')).toEqual(['Somewhere', 'not-recorded', null, 'none']);
      expect(of('north/broker')).toEqual([null, 'not-recorded', null, 'not-recorded']);
    });

    it('asks the database as often for one row as for many', async () => {
      const count = async (work: () => Promise<unknown>): Promise<number> => {
        const before = database.statements();
        await work();
        return database.statements() - before;
      };
      expect(await count(() => listItems(world(), request({ text: 'web' })))).toBe(1);
      expect(await count(() => countFacets(world(), request({})))).toBe(1);
      expect(await count(() => listItemsWithFacets(world(), request({ text: 'web' })))).toBe(2);
      const there = request({ where: 'live' });
      expect(await count(() => listItemsWithFacets(world(), there))).toBe(3);
      expect(await count(() => showItem(world(), 'north/web@LIVE'))).toBe(1);
      const page = { key: 'north/web@LIVE', most: 50 };
      expect(await count(() => showItemWithDependencies(world(), page))).toBe(2);
      expect(await count(() => showDependencies(world(), { key: 'north/web@LIVE' }))).toBe(2);
      expect(
        await count(() => showReach(world(), { from: 'web-1.is', to: 'db.is', port: 1832 })),
      ).toBe(2);
      const recording = { ...world(), clock: systemClock };
      expect(await count(() => showRecord(recording, 'north'))).toBe(5);
      expect(await count(() => listMissing(world(), null))).toBe(2);
    });
  });
});

describe('the estates that are shipped', () => {
  it('are taken whole into an empty inventory', async () => {
    const database = await embeddedDatabase();
    try {
      await shipEstates({ database, log: createLog('silent', 'test') }, shippedFolder);
      const { total } = value(await listItems({ database }, request({}, { limit: 1 })));
      expect(total).toBeGreaterThan(100);
      for (const text of ['preproduction', 'https://spqs.euclid.ed.ac.uk', 'port 5432'])
        expect(value(await listItems({ database }, request({ text }))).total, text).toBeGreaterThan(
          0,
        );
      // Each filter of the list has something to offer, and leaves as many as it says.
      const facets = value(await countFacets({ database }, request({})));
      for (const [filter, offered] of Object.entries(facets)) {
        expect(offered.length, filter).toBeGreaterThan(0);
        for (const { value: one, count } of offered) {
          const { filters } = readList<typeof itemList.filters, ItemSort>(itemList, {
            [filter]: one,
          }).request;
          const left = value(await listItems({ database }, request(filters, { limit: 1 })));
          expect(left.total, `${filter} ${one}`).toBe(count);
        }
      }
    } finally {
      await database.close();
    }
  });
});
