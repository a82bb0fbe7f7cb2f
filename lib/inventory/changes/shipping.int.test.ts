/** What is shipped anew meets what people have changed. */
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createLog } from '#lib/platform/log.ts';
import { openPglite, type Database } from '#lib/platform/database/database.ts';
import { migrate } from '#lib/platform/database/migrate.ts';
import { estatesFolder } from '#lib/testing/inventory/inventory-suite.ts';
import { embeddedDatabase } from '#lib/testing/platform/databases.ts';
import { shipEstates } from '../ship-estates.ts';
import { showItem } from '../show-item.ts';
import { applyChanges } from './apply-changes.ts';
import { readSnapshots, type KnownItem } from './store.ts';
import type { ItemSnapshot } from './snapshot.ts';

const log = createLog('silent', 'test');
const decision = {
  batch: '6f2a1a38-2f5e-4c8e-9d5c-0d6f7a3b1c11',
  actor: 'ann@example.org',
  reason: 'As it is',
};

const file = (
  parts: {
    readonly memory?: string;
    readonly other?: string;
    readonly more?: string;
    readonly database?: boolean;
  } = {},
): string => `
estate: north
title: North
source: D
sources:
  D: { title: The document, evidence: document, asOf: 2017-02-07, readOn: 2026-11-26 }
environments: [{ name: LIVE, isProduction: yes }]
components:
  - id: web
    kind: server
    name: web-1
    in: [LIVE]
    facts: { memory: ${parts.memory ?? '6GB'} }
${parts.database === false ? '' : '    relations: [{ depends on: database }]'}
  - { id: other, kind: server, name: other, in: [LIVE], facts: { memory: ${parts.other ?? '1GB'} } }
${parts.database === false ? '' : '  - { id: database, kind: database, name: db, in: [LIVE] }'}
${parts.more ?? ''}
`;

const cleaning: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const clean of cleaning.splice(0).reverse()) await clean();
});

async function folderWith(text: string): Promise<string> {
  const { folder, remove } = await estatesFolder({ north: text });
  cleaning.push(remove);
  return folder;
}

const ship = async (database: Database, text: string): Promise<boolean> =>
  shipEstates({ database, log }, await folderWith(text));

async function shipped(text = file()): Promise<Database> {
  const database = await embeddedDatabase();
  cleaning.push(() => database.close());
  expect(await ship(database, text)).toBe(true);
  return database;
}

async function byKey(database: Database): Promise<ReadonlyMap<string, KnownItem>> {
  const all = await readSnapshots(database, null);
  return new Map([...all.values()].map((item) => [item.snapshot.key, item]));
}

async function change(
  database: Database,
  key: string,
  to: (snapshot: ItemSnapshot) => ItemSnapshot | null,
): Promise<void> {
  const item = (await byKey(database)).get(key);
  if (item === undefined) throw new Error(`no ${key}`);
  const { id, version, snapshot } = item;
  const applied = await database.transaction((tx) =>
    applyChanges(tx, decision, [{ id, version, after: to(snapshot) }]),
  );
  expect(applied).toMatchObject({ ok: true });
}

const withMemory =
  (memory: string) =>
  (snapshot: ItemSnapshot): ItemSnapshot => ({
    ...snapshot,
    facts: snapshot.facts.map((fact) =>
      fact.attribute === 'memory' ? { ...fact, recorded: { state: 'value', value: memory } } : fact,
    ),
  });

async function memoryOf(database: Database, key: string): Promise<unknown> {
  const item = await showItem({ database }, key);
  if (!item.ok) return item.fault.kind;
  return item.value.facts.find(({ attribute }) => attribute === 'memory')?.declared;
}

describe('a file that is shipped anew', () => {
  it('corrects what nobody has changed, and leaves what somebody has', async () => {
    const database = await shipped();
    await change(database, 'north/web@LIVE', withMemory('7GB'));
    expect(await ship(database, file({ memory: '8GB', other: '2GB' }))).toBe(true);
    expect(await memoryOf(database, 'north/web@LIVE')).toEqual({ state: 'value', value: '7GB' });
    expect(await memoryOf(database, 'north/other@LIVE')).toEqual({ state: 'value', value: '2GB' });
    expect(await ship(database, file({ memory: '8GB', other: '2GB' }))).toBe(false);
  });

  it('takes a correction again once somebody made it the same', async () => {
    const database = await shipped();
    await change(database, 'north/web@LIVE', withMemory('8GB'));
    await ship(database, file({ memory: '8GB' }));
    await ship(database, file({ memory: '9GB' }));
    expect(await memoryOf(database, 'north/web@LIVE')).toEqual({ state: 'value', value: '9GB' });
  });

  it('brings nothing back that somebody removed, and relates nothing to it', async () => {
    const database = await shipped();
    await change(database, 'north/database@LIVE', () => null);
    expect((await byKey(database)).get('north/web@LIVE')?.snapshot.relations).toEqual([]);
    await ship(database, file({ other: '2GB' }));
    expect((await byKey(database)).has('north/database@LIVE')).toBe(false);
    expect(await memoryOf(database, 'north/other@LIVE')).toEqual({ state: 'value', value: '2GB' });
  });

  it('removes what the file no longer has, unless somebody changed it', async () => {
    const database = await shipped();
    await ship(database, file({ database: false }));
    const keys = [...(await byKey(database)).keys()].sort();
    expect(keys).toEqual(['north', 'north/other@LIVE', 'north/web@LIVE', 'north@LIVE']);
  });

  it('adds what is new where its environment is by now', async () => {
    const database = await shipped();
    await change(database, 'north@LIVE', (snapshot) => ({ ...snapshot, name: 'Production' }));
    const more =
      '  - { id: more, kind: server, name: more, in: [LIVE], relations: [{ calls: web }] }';
    await ship(database, file({ more }));
    const item = (await byKey(database)).get('north/more@Production');
    expect(item?.snapshot.relations).toMatchObject([{ to: 'north/web@Production' }]);
  });

  it('keeps what came after its environment was renamed, with what leads to it', async () => {
    const database = await shipped();
    await change(database, 'north@LIVE', (snapshot) => ({ ...snapshot, name: 'Production' }));
    const more = (memory: string, last = ''): string =>
      `  - { id: more, kind: server, name: more, in: [LIVE], facts: { memory: ${memory} } }
  - { id: user, kind: server, name: user, in: [LIVE], relations: [{ calls: more }] }
${last}`;
    await ship(database, file({ more: more('1GB') }));
    const rows = await database.rows<{ key: string }>(
      `select s.key from inventory_shipped_item s
       where not exists (select from inventory_item i where i.id = s.item_id)`,
    );
    expect(rows).toEqual([]);
    const leadsTo = async (): Promise<unknown> =>
      (await byKey(database)).get('north/user@Production')?.snapshot.relations;
    expect(await leadsTo()).toMatchObject([{ to: 'north/more@Production' }]);
    const last = '  - { id: last, kind: server, name: last, in: [LIVE] }';
    await ship(database, file({ more: more('2GB', last), other: '2GB' }));
    expect(await leadsTo()).toMatchObject([{ to: 'north/more@Production' }]);
    for (const id of ['more', 'other'])
      expect(await memoryOf(database, `north/${id}@Production`)).toMatchObject({ value: '2GB' });
    await ship(database, file());
    expect([...(await byKey(database)).keys()]).not.toContain('north/more@Production');
  });

  it('corrects what leads to something that got another name', async () => {
    const database = await shipped();
    await change(database, 'north/database@LIVE', (snapshot) => ({ ...snapshot, component: 'db' }));
    await ship(database, file({ memory: '8GB' }));
    const web = (await byKey(database)).get('north/web@LIVE');
    expect(web?.snapshot.relations).toMatchObject([{ to: 'north/db@LIVE' }]);
    expect(await memoryOf(database, 'north/web@LIVE')).toEqual({ state: 'value', value: '8GB' });
  });

  it('brings back no estate that was removed', async () => {
    const database = await shipped();
    const all = [...(await byKey(database)).values()];
    const applied = await database.transaction((tx) =>
      applyChanges(
        tx,
        decision,
        all.map(({ id, version }) => ({ id, version, after: null })),
      ),
    );
    expect(applied.ok).toBe(true);
    await ship(database, file({ other: '2GB' }));
    expect((await byKey(database)).size).toBe(0);
  });

  it('makes anew what lists show where the kinds say something else', async () => {
    const database = await shipped();
    await database.run(`update inventory_derived set fingerprint = 'of before'`);
    await database.run(`update inventory_item set search_text = '', missing = 0`);
    await database.run('delete from inventory_name');
    expect(await ship(database, file())).toBe(true);
    const [row] = await database.rows<{ found: number }>(
      `select count(*)::int as found from inventory_item i
       join inventory_name n on n.item_id = i.id and n.name = 'web-1'
       where strpos(i.search_text, '6gb') > 0 and i.missing > 0`,
    );
    expect(row?.found).toBe(1);
  });
});

describe('an inventory of before', () => {
  const identity = '20261126233000_inventory_identity';

  it('is carried over with its history, and follows its files from then on', async () => {
    const migrations = path.join(process.cwd(), 'prisma', 'migrations');
    const earlier = await mkdtemp(path.join(tmpdir(), 'migrations-'));
    cleaning.push(() => rm(earlier, { recursive: true }));
    for (const name of await readdir(migrations))
      if (name < identity)
        await cp(path.join(migrations, name), path.join(earlier, name), { recursive: true });
    const database = await openPglite();
    cleaning.push(() => database.close());
    await migrate(database, earlier);
    await database.script(`
      insert into inventory_source (id, title, evidence, as_of, read_on)
        values ('D', 'The document', 'document', '2017-02-07', '2026-11-26');
      insert into inventory_item (key, type, estate, environment, kind, name, position, source,
          is_production, search_text)
        values ('north', 'estate', 'north', null, 'estate', 'North', 0, 'D', false, ''),
          ('north@LIVE', 'environment', 'north', 'LIVE', 'environment', 'LIVE', 1, 'D', true, ''),
          ('north/web@LIVE', 'component', 'north', 'LIVE', 'server', 'web-1', 2, 'D', false, ''),
          ('north/database@LIVE', 'component', 'north', 'LIVE', 'database', 'db', 4, 'D',
            false, '');
      insert into inventory_fact (item_key, attribute, position, state, value, source)
        values ('north/web@LIVE', 'memory', 0, 'value', '"6GB"', 'D');
      insert into inventory_relation (from_key, kind, to_key, source)
        values ('north/web@LIVE', 'depends on', 'north/database@LIVE', 'D');
      insert into inventory_change (batch, actor, reason, item_key, after)
        select '6f2a1a38-2f5e-4c8e-9d5c-0d6f7a3b1c11', 'the console', 'Shipped', key,
          jsonb_build_object('name', name, 'kind', kind, 'facts', '[]'::jsonb)
        from inventory_item;
      insert into inventory_change (batch, actor, reason, item_key, after)
        values ('6f2a1a38-2f5e-4c8e-9d5c-0d6f7a3b1c11', 'the console', 'Shipped',
          'north/other@LIVE', '{"name":"other","kind":"server","facts":[]}');
    `);
    await migrate(database, migrations);
    const web = (await byKey(database)).get('north/web@LIVE');
    expect(web?.snapshot).toMatchObject({
      component: 'web',
      facts: [{ attribute: 'memory', recorded: { state: 'value', value: '6GB' } }],
      relations: [{ kind: 'depends on', to: 'north/database@LIVE' }],
    });
    const [kept] = await database.rows<{ after: unknown }>(
      `select after from inventory_change where item_key = 'north/web@LIVE'`,
    );
    expect(kept?.after).toEqual(web?.snapshot);
    // What was removed stays away, and what is there follows the file.
    expect(await ship(database, file({ memory: '8GB' }))).toBe(true);
    expect(await memoryOf(database, 'north/web@LIVE')).toEqual({ state: 'value', value: '8GB' });
    expect((await byKey(database)).has('north/other@LIVE')).toBe(false);
  });
});
