import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '#lib/platform/database/database.ts';
import { databases } from '#lib/testing/platform/databases.ts';
import { applyChanges, type Applied } from './apply-changes.ts';
import type { ItemSnapshot, WantedChange } from './snapshot.ts';
import { readSnapshots, saveSources, type KnownItem } from './store.ts';

const decision = {
  batch: '6f2a1a38-2f5e-4c8e-9d5c-0d6f7a3b1c11',
  actor: 'ann@example.org',
  reason: 'As it is',
};

const estate: ItemSnapshot = {
  key: 'north',
  type: 'estate',
  estate: 'north',
  component: null,
  environment: null,
  profile: null,
  sharedEnvironment: null,
  aliases: [],
  isProduction: false,
  kind: 'estate',
  name: 'North',
  position: 0,
  source: 'D',
  facts: [],
  relations: [],
};
const environment = (name: string): ItemSnapshot => ({
  ...estate,
  key: `north@${name}`,
  type: 'environment',
  environment: name,
  kind: 'environment',
  name,
  position: 1,
});
const server = (component: string, more: Partial<ItemSnapshot> = {}): ItemSnapshot => ({
  ...estate,
  key: `north/${component}@LIVE`,
  type: 'component',
  component,
  environment: 'LIVE',
  kind: 'server',
  name: component,
  position: 2,
  ...more,
});
const needs = (to: string) => [{ kind: 'depends on', to, source: 'D page 2', note: null }];
const isNew = (after: ItemSnapshot): WantedChange => ({ id: null, version: null, after });

describe.each(databases)('changes of the inventory, $kind', ({ isWanted, make }) => {
  describe.skipIf(!isWanted)('together', () => {
    let made: Promise<Database> | undefined;
    const open = (): Promise<Database> => (made ??= make());
    let database: Database;
    const apply = (wanted: readonly WantedChange[]): Promise<Applied> =>
      database.transaction((tx) => applyChanges(tx, decision, wanted));
    beforeEach(async () => {
      database = await open();
      await database.run('delete from inventory_item');
      await database.run('delete from inventory_change');
      await saveSources(database, 'north', [
        { id: 'D', title: 'D', evidence: 'document', asOf: null, readOn: '2026-11-26' },
      ]);
      const applied = await apply([
        isNew(server('web', { relations: needs('north/db@LIVE') })),
        isNew(server('db')),
        isNew(environment('LIVE')),
        isNew(environment('TEST')),
        isNew(estate),
      ]);
      expect(applied).toMatchObject({ ok: true });
    });
    afterAll(async () => {
      await database.close();
    });
    async function item(key: string): Promise<KnownItem> {
      const all = await readSnapshots(database, null);
      const found = [...all.values()].find(({ snapshot }) => snapshot.key === key);
      if (found === undefined) throw new Error(`no ${key}`);
      return found;
    }
    const edited = (known: KnownItem, more: Partial<ItemSnapshot>): WantedChange => ({
      id: known.id,
      version: known.version,
      after: { ...known.snapshot, ...more },
    });
    const changesOf = (id: number) =>
      database.rows<{ version: number; reason: string; caused_by: number | null }>(
        'select version, reason, caused_by from inventory_change where item_id = $1 order by id',
        [id],
      );

    it('keep facts, relations and history through a rename of the environment', async () => {
      const web = await item('north/web@LIVE');
      const live = await item('north@LIVE');
      const applied = await apply([edited(live, { name: 'Production', aliases: ['LIVE'] })]);
      expect(applied.ok && applied.changed.map(({ key }) => key).sort()).toEqual([
        'north/db@Production',
        'north/web@Production',
        'north@Production',
      ]);
      const renamed = await item('north/web@Production');
      expect(renamed.id).toBe(web.id);
      expect(renamed.snapshot.relations).toEqual(needs('north/db@Production'));
      const changes = await changesOf(web.id);
      expect(changes.map(({ version }) => version)).toEqual([1, 2]);
      expect(changes.map(({ caused_by }) => caused_by === null)).toEqual([true, false]);
      const found = await database.rows(
        `select 1 from inventory_item i join inventory_name n on n.item_id = i.id
         where n.name = 'north/web@production' and strpos(i.search_text, 'live') > 0`,
      );
      expect(found).toHaveLength(1);
    });

    it('let two things swap their names', async () => {
      const [web, db] = [await item('north/web@LIVE'), await item('north/db@LIVE')];
      const applied = await apply([
        edited(web, { component: 'db', relations: [] }),
        edited(db, { component: 'web' }),
      ]);
      expect(applied).toMatchObject({ ok: true });
      expect((await item('north/db@LIVE')).id).toBe(web.id);
    });

    it('take the relations to what is removed with it, and say so of each', async () => {
      const [web, db] = [await item('north/web@LIVE'), await item('north/db@LIVE')];
      await apply([{ id: db.id, version: db.version, after: null }]);
      expect((await item('north/web@LIVE')).snapshot.relations).toEqual([]);
      expect((await changesOf(web.id)).at(-1)?.caused_by).not.toBeNull();
      expect(await changesOf(db.id)).toHaveLength(2);
    });

    it('are refused where somebody was there first, with who and what', async () => {
      const web = await item('north/web@LIVE');
      await apply([edited(web, { name: 'web-1' })]);
      const late = await apply([edited(web, { name: 'web-2' }), isNew(server('more'))]);
      expect(late).toMatchObject({
        ok: false,
        conflicts: [
          {
            at: 0,
            kind: 'changed',
            says: 'north/web@LIVE was changed meanwhile. ann@example.org changed Name.',
            since: [{ actor: 'ann@example.org', reason: 'As it is', parts: ['Name'] }],
            now: { version: 2 },
          },
        ],
      });
      await expect(item('north/more@LIVE')).rejects.toThrow();
      await apply([{ id: web.id, version: 2, after: null }]);
      expect(await apply([edited(web, { name: 'web-2' })])).toMatchObject({
        ok: false,
        conflicts: [{ kind: 'removed' }],
      });
    });

    it('leave alone what is as wanted', async () => {
      const web = await item('north/web@LIVE');
      expect(await apply([edited(web, {})])).toEqual({ ok: true, changed: [] });
      expect(await changesOf(web.id)).toHaveLength(1);
    });

    const value = (text: string) => ({ state: 'value' as const, value: text });
    const fact = (attribute: string, text: string, source = 'D') => [
      { attribute, recorded: value(text), source, note: null },
    ];
    it.each<[string, Partial<ItemSnapshot>, string]>([
      ['a key that is taken', { component: 'db' }, '“north/db@LIVE” is there already.'],
      ['no such environment', { environment: 'PROD' }, '“PROD” is no environment of north.'],
      [
        'an id with a sign',
        { component: 'a@b' },
        'The id must be lower-case letters, digits, dots and dashes.',
      ],
      ['no name', { name: '' }, 'The name must not be empty.'],
      [
        'an estate with the address of a page',
        { estate: 'graph', environment: null },
        'The estate must be another one',
      ],
      [
        'a name that turns round',
        { name: 'a\u202eb' },
        'The name: Leave out marks that change the direction',
      ],
      ['an unknown kind', { kind: 'thing' }, '“thing” is no kind of component.'],
      ['an end that is not there', { relations: needs('north/x') }, 'is not in the inventory'],
      ['itself', { relations: needs('north/web@LIVE') }, 'Nothing is related to itself.'],
      ['an unknown attribute', { facts: fact('constructor', 'x') }, 'is not known of this kind'],
      ['an unknown source', { facts: fact('memory', '6GB', 'X') }, '“X” is no source'],
      ['a number in words', { facts: fact('cpuCores', 'two') }, 'must be a whole number'],
      ['a control character', { facts: fact('memory', '6\u0000') }, 'control characters'],
    ])('are refused for %s', async (_, more, says) => {
      const web = await item('north/web@LIVE');
      const refused = await apply([edited(web, more)]);
      expect(refused.ok ? '' : refused.conflicts[0]?.says).toContain(says);
      expect((await item('north/web@LIVE')).version).toBe(web.version);
    });

    it.each(['a@b', 'a/b', 'a\u0007', ''])('give no environment the name %j', async (name) => {
      const refused = await apply([edited(await item('north@TEST'), { name })]);
      expect(refused).toMatchObject({ ok: false, conflicts: [{ kind: 'not-valid' }] });
    });

    it('remove no environment that has something in it', async () => {
      const live = await item('north@LIVE');
      const refused = await apply([{ id: live.id, version: live.version, after: null }]);
      expect(refused.ok ? '' : refused.conflicts[0]?.says).toBe(
        '2 things are in “north@LIVE”. Remove what is in it.',
      );
    });

    it('ask as often for many as for one', async () => {
      const count = async (wanted: readonly WantedChange[]): Promise<number> => {
        const before = database.statements();
        expect(await apply(wanted)).toMatchObject({ ok: true });
        return database.statements() - before;
      };
      const one = await count([isNew(server('one'))]);
      const many = [...Array(40).keys()].map((at) => isNew(server(`many-${String(at)}`)));
      expect(await count(many)).toBe(one);
    });
  });
});
