import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/access/index.ts';
import { systemClock } from '#lib/kernel/clock.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { dateTimeWords } from '#lib/kernel/words/times.ts';
import { createLog } from '#lib/platform/log.ts';
import { operator, viewer } from '#lib/testing/access/access-suite.ts';
import { value } from '#lib/testing/inventory/inventory-suite.ts';
import { databases } from '#lib/testing/platform/databases.ts';
import { renderRecord } from '../record/render-record.ts';
import { showRecord } from '../record/show-record.ts';
import { environmentsCalled } from '../environments-called.ts';
import { showItem } from '../show-item.ts';
import { applyChanges } from './apply-changes.ts';
import { addItem, editItem, removeItem } from './edit-item.ts';
import { AddItem, EditItem, RemoveItem, UndoChange } from './requests.ts';
import { showHistory, showRemoved } from './show-history.ts';
import type { ItemSnapshot } from './snapshot.ts';
import { readSnapshots, saveSources, type KnownItem } from './store.ts';
import { undoChange } from './undo-change.ts';

const admin: Actor = { ...operator, id: 'admin', name: 'admin@example.org', role: 'admin' };

const base = {
  estate: 'north',
  component: null,
  environment: null,
  profile: null,
  sharedEnvironment: null,
  aliases: [],
  isProduction: false,
  position: 0,
  source: 'D',
  facts: [],
  relations: [],
};
const estate: ItemSnapshot = { ...base, key: '', type: 'estate', kind: 'estate', name: 'North' };
const live: ItemSnapshot = {
  ...base,
  key: '',
  type: 'environment',
  kind: 'environment',
  environment: 'LIVE',
  name: 'LIVE',
  isProduction: true,
};
const server = (component: string, more: Partial<ItemSnapshot> = {}): ItemSnapshot => ({
  ...base,
  key: '',
  type: 'component',
  kind: 'server',
  component,
  environment: 'LIVE',
  name: component,
  facts: [
    { attribute: 'memory', recorded: { state: 'value', value: '6GB' }, source: 'D', note: null },
    { attribute: 'site', recorded: { state: 'none' }, source: 'D page 2', note: 'So it says.' },
  ],
  ...more,
});

describe.each(databases)('what people change of the inventory, $kind', ({ isWanted, make }) => {
  describe.skipIf(!isWanted)('is changed', () => {
    let made: Promise<Database> | undefined;
    let database: Database;
    const log = createLog('silent', 'test');
    const world = () => ({ database, log, clock: systemClock, environment: null });

    beforeEach(async () => {
      database = await (made ??= make());
      await database.run('delete from inventory_item');
      await database.run('delete from inventory_change');
      await database.run('delete from inventory_source');
      await saveSources(database, 'north', [
        { id: 'D', title: 'The document', evidence: 'document', asOf: null, readOn: '2026-11-26' },
      ]);
      const needs = [{ kind: 'depends on', to: 'north/db@LIVE', source: 'D', note: null }];
      const applied = await database.transaction((tx) =>
        applyChanges(
          tx,
          {
            batch: '6f2a1a38-2f5e-4c8e-9d5c-0d6f7a3b1c11',
            actor: 'the console',
            reason: 'Shipped',
          },
          [estate, live, server('db'), server('web', { relations: needs })].map((after) => ({
            id: null,
            version: null,
            after,
          })),
        ),
      );
      expect(applied.ok).toBe(true);
    });
    afterAll(() => database.close());

    const all = async (): Promise<readonly KnownItem[]> => [
      ...(await readSnapshots(database, null)).values(),
    ];
    async function item(key: string): Promise<KnownItem> {
      const found = (await all()).find(({ snapshot }) => snapshot.key === key);
      if (found === undefined) throw new Error(`no ${key}`);
      return found;
    }
    const snapshots = async (): Promise<ItemSnapshot[]> =>
      (await all()).map(({ snapshot }) => snapshot).sort((a, b) => (a.key < b.key ? -1 : 1));
    const edit = ({ id, version }: KnownItem, more: object, actor: Actor = operator) =>
      editItem(world(), actor, EditItem.parse({ id, version, reason: 'Looked it up', ...more }));
    const undo = (change: number, more: object = {}, actor: Actor = operator) =>
      undoChange(
        world(),
        actor,
        UndoChange.parse({ change, reason: 'A mistake', typedName: 'LIVE', ...more }),
      );
    const history = async (key: string) => value(await showHistory({ database }, { key })).changes;
    const newest = async (key: string): Promise<number> => (await history(key))[0]?.id ?? 0;
    const memory = (text: string) => ({
      facts: [{ attribute: 'memory', state: 'value', value: text, source: 'D page 9' }],
    });

    it('with who, why, from what to what, and a row in the audit', async () => {
      const web = await item('north/web@LIVE');
      expect(await edit(web, memory('8GB'))).toMatchObject({ ok: true, value: { others: 0 } });
      const [change] = await history('north/web@LIVE');
      expect(change).toMatchObject({
        actor: operator.name,
        reason: 'Looked it up',
        kind: 'changed',
        parts: [{ label: 'Memory', before: '6GB', after: '8GB' }],
      });
      const rows = await database.rows(
        `select action, target, reason, outcome from audit order by id desc limit 1`,
      );
      expect(rows).toMatchObject([
        { action: 'inventory.change', target: 'north/web@LIVE', reason: 'Looked it up' },
      ]);
      const shown = value(await showItem({ database }, 'north/web@LIVE'));
      expect(shown.facts.find(({ attribute }) => attribute === 'memory')).toMatchObject({
        declared: { state: 'value', value: '8GB' },
        source: { title: 'The document, page 9' },
      });
    });

    it('by operators and admins, and by nobody else', async () => {
      const web = await item('north/web@LIVE');
      expect(await edit(web, memory('8GB'), viewer)).toMatchObject({
        fault: {
          kind: 'forbidden',
          says: 'Only operators and admins may change the inventory. Your role is viewer.',
        },
      });
      expect(await undo(1, {}, viewer)).toMatchObject({ fault: { kind: 'forbidden' } });
      expect((await edit(web, memory('8GB'), admin)).ok).toBe(true);
    });

    it('by one of two who begin together; the other is told what became of it', async () => {
      const web = await item('north/web@LIVE');
      await edit(web, memory('8GB'));
      const late = { facts: [{ attribute: 'memory', state: 'value', value: '9GB', source: 'D' }] };
      const refused = await edit(web, { ...late, own: { name: 'web-2' } }, admin);
      expect(refused).toMatchObject({
        fault: {
          kind: 'conflict',
          stale: { version: 2, changedBy: operator.name, now: { Memory: '8GB' } },
        },
      });
      expect((await item('north/web@LIVE')).snapshot.name).toBe('web');
    });

    it('without touching what others changed of it meanwhile, once it is sent again', async () => {
      const web = await item('north/web@LIVE');
      await edit(web, memory('8GB'));
      const mine = { own: { name: 'web-2' } };
      expect((await edit(web, mine, admin)).ok).toBe(false);
      expect((await edit({ ...web, version: 2 }, mine, admin)).ok).toBe(true);
      const { snapshot } = await item('north/web@LIVE');
      expect(snapshot.name).toBe('web-2');
      expect(snapshot.facts[0]?.recorded).toEqual({ state: 'value', value: '8GB' });
    });

    it('to each state of knowledge, and out of it again', async () => {
      const states = ['none', 'not-applicable', 'not-recorded', 'value'] as const;
      for (const state of states) {
        const known = await item('north/web@LIVE');
        const fact = { attribute: 'memory', state, value: '1GB', source: 'D' };
        expect((await edit(known, { facts: [fact] })).ok).toBe(true);
        const now = await item('north/web@LIVE');
        expect(now.snapshot.facts[0]?.recorded.state).toBe(state);
      }
      const known = await item('north/web@LIVE');
      await edit(known, { facts: [{ attribute: 'memory', state: 'not-recorded' }] });
      const { snapshot } = await item('north/web@LIVE');
      expect(snapshot.facts.map(({ attribute }) => attribute)).toEqual(['site']);
    });

    it('with a source that the estate did not have', async () => {
      const told = {
        id: 'T',
        title: 'Told by the service desk',
        evidence: 'general',
      };
      const facts = [{ attribute: 'memory', state: 'value', value: '8GB', source: 'T' }];
      const web = await item('north/web@LIVE');
      expect((await edit(web, { facts })).ok).toBe(false);
      expect((await edit(web, { facts, sources: [told] })).ok).toBe(true);
      const other = { ...told, title: 'Another' };
      expect(
        await edit(await item('north/web@LIVE'), { ...memory('1GB'), sources: [other] }),
      ).toMatchObject({ fault: { says: 'north has another source T. Give it another name.' } });
    });

    it('without numbers of doctors, and without silence about why', async () => {
      const web = await item('north/web@LIVE');
      for (const named of [memory('of 1234567'), { own: { component: 'web-1234567' } }])
        expect(await edit(web, named)).toMatchObject({
          fault: {
            kind: 'invalid',
            says: 'Leave out numbers of seven digits: they may be GMC numbers.',
          },
        });
      expect(EditItem.safeParse({ id: 1, version: 1, reason: ' ' }).success).toBe(false);
    });

    it('without secrets, whatever says so', async () => {
      const web = await item('north/web@LIVE');
      // What a form sends is looked at before, with the field: the command holds without it too.
      const says = /The inventory keeps no secrets/;
      const edited = await edit(web, { own: { name: 'ftp://a:hunter2@b' } });
      expect(edited.ok ? null : edited.fault.says).toMatch(says);
      expect(JSON.stringify(edited)).not.toContain('hunter2');
      const sent = { id: 1, version: 1, reason: 'It was changed.' };
      const [fact] = memory('6GB').facts;
      const source = { id: 'T', title: 'token=hunter2', evidence: 'document' };
      for (const wrong of [
        { ...sent, reason: 'password=hunter2' },
        { ...sent, facts: [{ ...fact, value: 'password=hunter2' }] },
        { ...sent, facts: [{ ...fact, note: 'password=hunter2' }] },
        { ...sent, sources: [source] },
      ])
        expect(EditItem.safeParse(wrong).error?.issues.map(({ message }) => message)).toEqual([
          expect.stringMatching(says),
        ]);
      expect(EditItem.safeParse({ ...sent, facts: [fact] }).success).toBe(true);
    });

    it('in its relations, by key or by a name that only one thing has', async () => {
      const web = await item('north/web@LIVE');
      const relation = (to: string) => ({
        addRelations: [{ kind: 'calls', to, source: 'D' }],
        removeRelations: [{ kind: 'depends on', to: 'north/db@LIVE' }],
      });
      expect(await edit(web, relation('nothing'))).toMatchObject({
        fault: { says: 'Nothing in the inventory is called “nothing”.' },
      });
      expect((await edit(web, relation('DB'))).ok).toBe(true);
      expect((await item('north/web@LIVE')).snapshot.relations).toEqual([
        { kind: 'calls', to: 'north/db@LIVE', source: 'D', note: null },
      ]);
    });

    it('by a new component, which is gone again once that is undone', async () => {
      const before = await snapshots();
      const added = await addItem(
        world(),
        operator,
        AddItem.parse({
          estate: 'north',
          environment: 'LIVE',
          kind: 'server',
          component: 'more',
          name: 'More',
          source: 'D',
          reason: 'It was forgotten',
          ...memory('1GB'),
        }),
      );
      expect(value(added).key).toBe('north/more@LIVE');
      const change = await newest('north/more@LIVE');
      expect(await undo(change, { typedName: undefined })).toMatchObject({
        fault: { kind: 'invalid', fields: { typedName: 'Type LIVE.' } },
      });
      expect((await undo(change)).ok).toBe(true);
      expect(await snapshots()).toEqual(before);
    });

    it('by a new environment, with all that makes it one', async () => {
      const asked = {
        estate: 'north',
        environment: null,
        kind: 'environment',
        component: null,
        name: 'PEN',
        aliases: ['penetration test'],
        profile: 'nonprod',
        sharedEnvironment: 'dev',
        isProduction: true,
        source: 'D',
        reason: 'It was forgotten',
      };
      const add = (more: object) =>
        addItem(world(), operator, AddItem.parse({ ...asked, ...more }));
      expect(value(await add({})).key).toBe('north@PEN');
      expect((await item('north@PEN')).snapshot).toMatchObject({
        type: 'environment',
        aliases: ['penetration test'],
        profile: 'nonprod',
        sharedEnvironment: 'dev',
        isProduction: true,
      });
      const says =
        'Only an environment has a profile or a shared environment, or is production. ' +
        'Nothing was changed.';
      expect(await add({ kind: 'server', component: 'x' })).toMatchObject({
        fault: { kind: 'invalid', says },
      });
    });

    it('by a removal, which the architecture record says was the last change', async () => {
      const { id, version } = await item('north/db@LIVE');
      const lastOf = async () => {
        const { document, heading } = value(await showRecord(world(), 'north'));
        return / changed last on (.*?)\. /.exec(
          renderRecord({ document, heading }, 'md').replaceAll('\n', ' '),
        )?.[1];
      };
      // What was needed by nothing: no other thing changes with it.
      await edit(await item('north/web@LIVE'), {
        removeRelations: [{ kind: 'depends on', to: 'north/db@LIVE' }],
      });
      const remove = { id, version, reason: 'Gone', typedName: 'LIVE' };
      value(await removeItem(world(), operator, RemoveItem.parse(remove)));
      const removedAt = new Date('2020-03-01T09:00:00Z');
      await database.run(`update inventory_item set changed_at = '2020-01-01T09:00:00Z'`);
      await database.run(`update inventory_change set at = '2020-02-01T09:00:00Z'`);
      expect(await lastOf()).toBe(dateTimeWords(new Date('2020-02-01T09:00:00Z')));
      await database.run(
        `update inventory_change set at = case when after is null then $1::timestamptz
           else '2020-01-01T09:00:00Z' end`,
        [removedAt],
      );
      expect(await lastOf()).toBe(dateTimeWords(removedAt));
    });

    it('by a removal, with its name typed in production, and all comes back', async () => {
      const before = await snapshots();
      const db = await item('north/db@LIVE');
      const remove = (typedName?: string) =>
        removeItem(
          world(),
          operator,
          RemoveItem.parse({ id: db.id, version: db.version, reason: 'Gone', typedName }),
        );
      expect(await remove()).toMatchObject({ fault: { kind: 'invalid' } });
      expect(value(await remove('LIVE'))).toMatchObject({ key: 'north/db@LIVE', others: 1 });
      const [row] = await database.rows<{ id: number }>(
        'select id from inventory_change where item_id = $1 and after is null',
        [db.id],
      );
      expect((await undo(row?.id ?? 0)).ok).toBe(true);
      expect(await snapshots()).toEqual(before);
      expect((await item('north/db@LIVE')).id).toBe(db.id);
    });

    it('so that production is none, with its name typed, also where that is undone', async () => {
      const none = { own: { isProduction: false } };
      expect(await edit(await item('north@LIVE'), none)).toMatchObject({
        ok: false,
        fault: { kind: 'invalid', fields: { typedName: 'Type LIVE.' } },
      });
      expect(await edit(await item('north@LIVE'), { ...none, typedName: 'LIVE' })).toMatchObject({
        ok: true,
      });
      await edit(await item('north@LIVE'), { own: { isProduction: true } });
      const change = await newest('north@LIVE');
      expect(await undo(change, { typedName: undefined })).toMatchObject({
        fault: { fields: { typedName: 'Type LIVE.' } },
      });
      expect(await undo(change)).toMatchObject({ ok: true });
    });

    it('back to what had the key then, and not to what has it now', async () => {
      const web = await item('north/web@LIVE');
      const removeRelations = [{ kind: 'depends on', to: 'north/db@LIVE' }];
      expect(await edit(web, { removeRelations })).toMatchObject({ ok: true });
      const change = await newest('north/web@LIVE');
      await edit(await item('north/db@LIVE'), { own: { component: 'db-old' } });
      const added = await addItem(
        world(),
        operator,
        AddItem.parse({
          estate: 'north',
          environment: 'LIVE',
          kind: 'server',
          component: 'db',
          name: 'db',
          source: 'D',
          reason: 'Another one',
        }),
      );
      const { id } = value(added);
      expect(await undo(change)).toMatchObject({ ok: true });
      expect((await item('north/web@LIVE')).snapshot.relations).toMatchObject([
        { to: 'north/db-old@LIVE' },
      ]);
      const { version } = await item('north/db@LIVE');
      const typedName = 'LIVE';
      await removeItem(world(), operator, { id, version, reason: 'Not needed', typedName });
      // Its address is that of what had it last, which is gone.
      expect(await showItem({ database }, 'north/db@LIVE')).toMatchObject({
        fault: { kind: 'not-found' },
      });
      expect(await showRemoved({ database }, 'north/db@LIVE')).toMatchObject({
        key: 'north/db@LIVE',
      });
    });

    it('without numbers of doctors in ids and sources', async () => {
      const web = await item('north/web@LIVE');
      expect(await edit(web, { own: { component: '7000001' } })).toMatchObject({
        fault: { kind: 'invalid' },
      });
      const source = { id: '7000001', title: 'A', evidence: 'document' };
      expect(
        EditItem.safeParse({ id: 1, version: 1, reason: 'Why', sources: [source] }).success,
      ).toBe(false);
    });

    it('by a rename of the environment, and back', async () => {
      const before = await snapshots();
      await edit(await item('north@LIVE'), { own: { name: 'Production' } });
      expect((await item('north/web@Production')).snapshot.relations[0]?.to).toBe(
        'north/db@Production',
      );
      const following = await newest('north/web@Production');
      expect(await undo(following)).toMatchObject({ fault: { kind: 'precondition' } });
      expect((await undo(await newest('north@Production'))).ok).toBe(true);
      expect(await snapshots()).toEqual(before);
    });

    it('and is found by what is called otherwise, also by what it was called before', async () => {
      const keys = ['north@LIVE', 'north@PROD', 'north/web@LIVE', 'north'];
      const called = async () => [...(await environmentsCalled({ database }, keys))];
      const found = { key: 'north@LIVE', name: 'LIVE', estateTitle: 'North' };
      expect(await called()).toEqual([['north@LIVE', found]]);
      await edit(await item('north@LIVE'), { own: { name: 'PROD' } });
      const renamed = { ...found, key: 'north@PROD', name: 'PROD' };
      expect((await called()).sort()).toEqual([
        ['north@LIVE', renamed],
        ['north@PROD', renamed],
      ]);
      // A key is what had it last, for whoever follows it: that may be gone.
      const added = await addItem(
        world(),
        operator,
        AddItem.parse({
          estate: 'north',
          environment: null,
          kind: 'environment',
          component: null,
          name: 'LIVE',
          source: 'D',
          reason: 'There is another',
        }),
      );
      expect(await called()).toContainEqual(['north@LIVE', found]);
      const { id } = value(added);
      const { version } = await item('north@LIVE');
      await removeItem(world(), operator, { id, version, reason: 'It is not', typedName: 'LIVE' });
      expect(await called()).toEqual([['north@PROD', renamed]]);
      expect(await showItem({ database }, 'north@LIVE')).toMatchObject({ ok: false });
      expect(await showRemoved({ database }, 'north@LIVE')).toMatchObject({ key: 'north@LIVE' });
    });

    it('back only where nothing later touched the same, saying what did', async () => {
      await edit(await item('north/web@LIVE'), memory('8GB'));
      const change = await newest('north/web@LIVE');
      await edit(await item('north/web@LIVE'), { own: { name: 'web-1' } });
      await edit(await item('north/web@LIVE'), memory('9GB'), admin);
      expect(await undo(change)).toMatchObject({
        fault: {
          kind: 'precondition',
          says:
            'It cannot be undone, because of what came after it: ' +
            `${admin.name} changed Memory. Undo that first, or edit it. Nothing was changed.`,
        },
      });
      expect((await undo(await newest('north/web@LIVE'))).ok).toBe(true);
    });

    it('page after page, however often it was', async () => {
      for (let at = 0; at < 55; at++)
        await edit(await item('north/web@LIVE'), memory(`${String(at)}GB`));
      const first = value(await showHistory({ database }, { key: 'north/web@LIVE' }));
      expect([first.changes.length, first.hasMore]).toEqual([50, true]);
      const before = first.changes.at(-1)?.id;
      const rest = value(await showHistory({ database }, { key: 'north/web@LIVE', before }));
      expect([rest.changes.length, rest.hasMore]).toEqual([6, false]);
      expect(rest.changes.at(-1)?.kind).toBe('added');
      const { id, version } = await item('north/web@LIVE');
      await removeItem(world(), operator, { id, version, reason: 'Gone', typedName: 'LIVE' });
      const removed = await showRemoved({ database }, 'north/web@LIVE');
      expect([removed?.history.changes.length, removed?.history.hasMore]).toEqual([50, true]);
      const older = value(
        await showHistory(
          { database },
          { key: 'north/web@LIVE', before: removed?.history.changes.at(-1)?.id },
        ),
      );
      expect([older.changes.length, older.hasMore]).toEqual([7, false]);
      expect(await showHistory({ database }, { key: 'north/none' })).toMatchObject({
        fault: { kind: 'not-found' },
      });
    }, 60_000);

    it('so that undoing one change restores what was, whatever it was', async () => {
      const fact = fc.record({
        attribute: fc.constantFrom('memory', 'site', 'owner', 'caveat'),
        state: fc.constantFrom('value', 'none', 'not-applicable', 'not-recorded'),
        value: fc.constantFrom('a', 'b', '3.10', 'No'),
        source: fc.constantFrom('', 'D', 'D page 3'),
        note: fc.constantFrom(null, 'a note'),
      });
      const edits = fc.record({
        own: fc.record(
          {
            name: fc.constantFrom('web', 'one', 'two'),
            aliases: fc.constantFrom([], ['x'], ['y', 'x']),
            component: fc.constantFrom('web', 'other'),
          },
          { requiredKeys: [] },
        ),
        facts: fc.uniqueArray(fact, { selector: ({ attribute }) => attribute, maxLength: 4 }),
        removeRelations: fc.constantFrom([], [{ kind: 'depends on', to: 'north/db@LIVE' }]),
      });
      let undone = 0;
      await fc.assert(
        fc.asyncProperty(edits, async (some) => {
          const web = (await all()).find(({ snapshot }) =>
            ['web', 'other'].includes(snapshot.component ?? ''),
          );
          if (web === undefined) throw new Error('no web');
          const before = await snapshots();
          const changed = await edit(web, some);
          if (!changed.ok) return;
          undone++;
          const result = await undo(await newest(changed.value.key));
          expect(result.ok).toBe(true);
          expect(await snapshots()).toEqual(before);
        }),
        { numRuns: 60 },
      );
      expect(undone).toBeGreaterThan(10);
    }, 120_000);
  });
});
