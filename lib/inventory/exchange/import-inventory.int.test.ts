import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AccessWorld } from '#lib/access/index.ts';
import type { Result } from '#lib/kernel/result.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { createLog } from '#lib/platform/log.ts';
import { operator, viewer } from '#lib/testing/access/access-suite.ts';
import { estatesFolder, value } from '#lib/testing/inventory/inventory-suite.ts';
import { databases } from '#lib/testing/platform/databases.ts';
import { systemClock } from '#lib/kernel/clock.ts';
import { undoChange } from '../changes/undo-change.ts';
import { shipEstates } from '../ship-estates.ts';
import { showItem } from '../show-item.ts';
import { exportInventory } from './export-inventory.ts';
import { importInventory, previewImport } from './import-inventory.ts';
import type { ImportOutcome, ImportPreview, PreviewImport } from './model.ts';

const north = `
estate: north
title: North
source: D
sources:
  D: { title: The document, evidence: document, asOf: 2017-02-07, readOn: 2026-11-26 }
environments:
  - { name: LIVE, isProduction: yes }
  - { name: TEST }
components:
  - id: web
    kind: server
    name: web-1.is
    in: [LIVE, TEST]
    facts: { memory: 6GB, otherNames: [one, 007] }
    relations: [{ depends on: database }]
  - id: database
    kind: database
    name: Oracle
    in: [LIVE, TEST]
    facts: { version: 3.10 }
`;
const south = `
estate: south
title: South
source: D
sources: { D: { title: Another document, evidence: code, readOn: 2026-11-26 } }
components:
  - { id: page, kind: journey, name: A page, relations: [{ depends on: north/web@LIVE }] }
`;

describe.each(databases)('exports and imports of the inventory, $kind', ({ isWanted, make }) => {
  describe.skipIf(!isWanted)('of a file', () => {
    let database: Database;
    let files: Awaited<ReturnType<typeof estatesFolder>>;
    let world: AccessWorld;
    const log = createLog('silent', 'test');
    beforeAll(async () => {
      files = await estatesFolder({ north, south });
      database = await make();
      world = { database, log, environment: null };
    });
    beforeEach(async () => {
      await database.run(
        'truncate inventory_item, inventory_source, inventory_change, inventory_shipped, audit ' +
          'restart identity cascade',
      );
      await shipEstates({ database, log }, files.folder);
    });
    afterAll(async () => {
      await database.close();
      await files.remove();
    });

    const exported = async (format: 'yaml' | 'csv', estate?: string): Promise<string> =>
      value(await exportInventory(world, { format, ...(estate !== undefined && { estate }) })).text;
    const question = (format: 'yaml' | 'csv', text: string): PreviewImport => ({
      format,
      text,
      isRemoving: false,
      renames: {},
    });
    const preview = async (input: PreviewImport): Promise<ImportPreview> =>
      value(await previewImport(world, operator, input));
    const apply = (
      input: PreviewImport,
      { seen, fingerprint, namesToType: typedNames }: ImportPreview,
    ): Promise<Result<ImportOutcome>> =>
      importInventory(world, operator, {
        ...input,
        reason: 'A test',
        seen,
        fingerprint,
        typedNames: [...typedNames],
      });
    const done = async (input: PreviewImport): Promise<ImportOutcome> =>
      value(await apply(input, await preview(input)));

    it('changes nothing where a file comes back as it was', async () => {
      for (const format of ['yaml', 'csv'] as const)
        for (const estate of ['north', 'south', undefined]) {
          const input = question(format, await exported(format, estate));
          const seen = await preview(input);
          expect(seen).toMatchObject({
            complaints: [],
            items: [],
            sources: [],
            kept: [],
            counts: { added: 0, changed: 0, renamed: 0, removed: 0 },
          });
          expect(await apply(input, seen)).toMatchObject({ fault: { kind: 'precondition' } });
        }
      expect(await exportInventory(world, { format: 'csv', estate: 'east' })).toMatchObject({
        fault: { kind: 'not-found' },
      });
    });

    it('does exactly what the preview has shown, with who and why, in either format', async () => {
      const text = (await exported('yaml', 'north')).replace('6GB', "'3.10'");
      const input = question('yaml', text);
      const shown = await preview(input);
      expect(shown.items).toMatchObject([
        {
          does: 'changed',
          key: 'north/web@LIVE',
          lines: [
            {
              part: 'fact',
              label: 'Memory',
              before: { recorded: { value: '6GB' } },
              after: { recorded: { value: '3.10' } },
            },
          ],
        },
        { does: 'changed', key: 'north/web@TEST' },
      ]);
      expect(value(await apply(input, shown))).toMatchObject({
        estates: ['north'],
        counts: { changed: 2 },
        keys: ['north/web@LIVE', 'north/web@TEST'],
      });
      expect(await exported('yaml', 'north')).toBe(text);
      const item = value(await showItem(world, 'north/web@LIVE'));
      expect(item.history.changes[0]).toMatchObject({
        actor: 'operator@example.org',
        reason: 'A test',
      });
      expect(
        await database.rows('select action, target, outcome, reason from audit order by id'),
      ).toEqual([
        { action: 'inventory.change', target: 'north', outcome: 'done', reason: 'A test' },
      ]);
      await done(question('csv', 'item,attribute,value\nnorth/web@LIVE,memory,6GB\n'));
      expect(await exported('csv', 'north')).toContain('north/web@LIVE,,,memory,value,6GB');
      expect(await exported('csv', 'north')).toContain('north/web@TEST,,,memory,value,3.10');
    });

    it('renames with history and relations, and removes once that is ticked', async () => {
      const renamed = (await exported('yaml', 'north')).replace(
        'id: web\n',
        'id: front\n    was: web\n',
      );
      expect(await done(question('yaml', renamed))).toMatchObject({ counts: { renamed: 2 } });
      const item = value(await showItem(world, 'north/front@LIVE'));
      expect(item.history.changes).toHaveLength(2);
      expect(await exported('yaml', 'south')).toContain('depends on: north/front@LIVE');
      expect((await preview(question('yaml', renamed))).items).toEqual([]);

      const without = (await exported('yaml', 'north')).replace(
        / {2}- id: front[^]*?(?= {2}- id)/,
        '',
      );
      const kept = question('yaml', without);
      expect(await preview(kept)).toMatchObject({
        items: [],
        kept: ['north/front@LIVE', 'north/front@TEST'],
      });
      const removing = { ...kept, isRemoving: true };
      expect(await preview(removing)).toMatchObject({
        counts: { removed: 2 },
        lost: [{ from: 'south/page', kind: 'depends on', to: 'north/front@LIVE' }],
      });
      expect(await done(removing)).toMatchObject({ counts: { removed: 2 } });
      expect(await exported('yaml', 'north')).toBe(without);
      expect(await exported('yaml', 'south')).not.toContain('front');
    });

    it('moves a renamed environment with all that is in it', async () => {
      await done(question('csv', 'item,renamedFrom\nnorth@STAGE,north@TEST\n'));
      expect(await exported('yaml', 'north')).toContain('in: [ LIVE, STAGE ]');
      expect(value(await showItem(world, 'north/web@STAGE')).history.changes).toHaveLength(2);
    });

    it('adds an estate that is not there yet, with its sources', async () => {
      const east = south.replace('estate: south', 'estate: east').replace('South', 'East');
      expect(await done(question('yaml', east))).toMatchObject({
        counts: { added: 2 },
        sources: 1,
      });
      expect(await exported('yaml', 'east')).toContain('title: Another document');
      const whole = await exported('yaml');
      expect(whole.split('\n---\n')).toHaveLength(3);
      await done(question('csv', 'item,kind,name\neast/page-2,journey,Two\n'));
      expect(await exported('yaml', 'east')).toContain('id: page-2');
    });

    it('is refused with what somebody changed since the preview', async () => {
      const input = question('csv', 'item,attribute,value\nnorth/web@LIVE,memory,8GB\n');
      const shown = await preview(input);
      await done(question('csv', 'item,attribute,value\nnorth/web@LIVE,memory,9GB\n'));
      const refused = await apply(input, shown);
      expect(refused).toMatchObject({ ok: false, fault: { kind: 'conflict' } });
      expect(!refused.ok && refused.fault.says).toMatch(/operator@example\.org changed Memory/);
      expect(await exported('csv', 'north')).toContain('9GB');

      // What was equal then, and would be changed back by now.
      const whole = question(
        'yaml',
        (await exported('yaml', 'north')).replace('name: Oracle', 'name: Ora'),
      );
      const before = await preview(whole);
      await done(question('csv', 'item,attribute,value\nnorth/web@LIVE,memory,5GB\n'));
      const late = await apply(whole, before);
      expect(!late.ok && late.fault.says).toContain('“north/web@LIVE” was changed meanwhile');
    });

    it('is refused where what is new, or lost, is other than was shown', async () => {
      const source = 'north,I,Inference,inference,2026-11-26';
      const head = 'item,source,sourceTitle,evidence,readOn';
      const sources = question('csv', `${head}\n${source}\n`);
      const shown = await preview(sources);
      await done(question('csv', `${head}\n${source.replace('Inference', 'Guess')}\n`));
      const late = await apply(sources, shown);
      expect(!late.ok && late.fault).toMatchObject({ kind: 'conflict' });

      const whole = question('yaml', (await exported('yaml', 'south')).replace('South', 'Sud'));
      const before = await preview(whole);
      await done(question('csv', 'item,remove\nsouth/page,yes\n'));
      const again = await apply(whole, before);
      expect(!again.ok && again.fault.says).toContain('What it adds');

      const removing = question('csv', 'item,remove\nnorth/web@TEST,yes\n');
      const unrelated = await preview(removing);
      await done(question('csv', 'item,relation,to,kind,name\nsouth/other,,,journey,Other\n'));
      await done(question('csv', 'item,relation,to\nsouth/other,depends on,north/web@TEST\n'));
      expect(await apply(removing, unrelated)).toMatchObject({ fault: { kind: 'conflict' } });
    });

    it('wants the name of production typed for what goes there, or is none any more', async () => {
      for (const text of [
        'item,remove\nnorth/web@LIVE,yes\n',
        'item,isProduction\nnorth@LIVE,no\n',
      ]) {
        const input = question('csv', text);
        const shown = await preview(input);
        expect(shown.namesToType).toEqual(['LIVE']);
        const refused = await apply(input, { ...shown, namesToType: [] });
        expect(refused).toMatchObject({
          fault: { kind: 'invalid', fields: { typedName: 'Type LIVE.' } },
        });
        expect(await apply(input, shown)).toMatchObject({ ok: true });
      }
      const other = await preview(question('csv', 'item,remove\nnorth/web@TEST,yes\n'));
      expect(other.namesToType).toEqual([]);
    });

    it('takes no numbers of doctors, but for those that were there', async () => {
      for (const text of [
        'item,kind,name\nnorth/7000001,server,A\n',
        'item,attribute,value\nnorth/web@LIVE,purpose,of 7000001\n',
        'item,aliases\nnorth@LIVE,7000001\n',
      ])
        expect((await preview(question('csv', text))).complaints[0]?.says).toContain(
          'seven digits',
        );
      const source =
        'item,source,sourceTitle,evidence,readOn\nnorth,I,7000001,inference,2026-11-26\n';
      expect((await preview(question('csv', source))).obstacles).toHaveLength(1);
      await database.run(`update inventory_item set name = '7000001' where key = 'north/web@LIVE'`);
      await done(question('csv', 'item,attribute,value\nnorth/web@LIVE,memory,9GB\n'));
    });

    it('keeps the sources of what it removes, so that it can be undone', async () => {
      const text = (await exported('yaml', 'north'))
        .replace(/ {2}- id: database[^]*/, '')
        .replace(/ +relations:\n +- depends on: database\n/g, '');
      const withSource = text.replace(
        'sources:\n',
        'sources:\n  X: { title: X, evidence: code, readOn: 2026-11-26 }\n',
      );
      await done(question('yaml', withSource));
      await done(question('csv', 'item,kind,name,source\nnorth/x,server,x,X\n'));
      const outcome = await done({ ...question('yaml', text), isRemoving: true });
      expect(outcome.keys).toContain('north/x');
      const [{ id } = { id: 0 }] = await database.rows<{ id: number }>(
        `select id from inventory_change where item_key = 'north/x' and after is null`,
      );
      const undone = await undoChange({ ...world, clock: systemClock }, operator, {
        change: id,
        reason: 'A mistake',
      });
      expect(undone).toMatchObject({ ok: true, value: { key: 'north/x' } });
    });

    it('imports nothing of a file with anything wrong, and says so in the audit', async () => {
      const input = question(
        'csv',
        'item,attribute,state,value\nnorth/web@LIVE,memory,,8GB\nnorth/web@TEST,memory,perhaps,\n',
      );
      const shown = await preview(input);
      expect(shown.complaints).toMatchObject([{ place: 'row', at: 3, column: 'state' }]);
      const refused = await apply(input, shown);
      expect(refused).toMatchObject({ ok: false, fault: { kind: 'invalid' } });
      expect(!refused.ok && refused.fault.says).toContain('Row 3, column state: Write value');
      expect(await exported('csv', 'north')).not.toContain('8GB');
      expect(await database.rows('select outcome from audit')).toEqual([{ outcome: 'failed' }]);
      expect(
        (await preview(question('csv', 'item,kind,name\nnorth/a@NOWHERE,server,A\n'))).complaints,
      ).toMatchObject([{ at: 2, says: 'There is no environment “NOWHERE”.' }]);
      expect((await preview(question('csv', 'item,remove\nnorth@TEST,yes\n'))).obstacles).toEqual([
        '2 things stay in “north@TEST”, so it cannot go.',
      ]);
    });

    it('holds one file against the inventory as it is each time', async () => {
      const missing = 'north/cache@LIVE';
      const ofFormat = {
        yaml: south.replace('north/web@LIVE', missing),
        csv: `item,relation,to\nsouth/page,depends on,${missing}\n`,
      } as const;
      const complaintsOf = async (format: 'yaml' | 'csv') =>
        (await preview(question(format, ofFormat[format]))).complaints;
      for (const format of ['yaml', 'csv'] as const)
        expect(await complaintsOf(format)).toHaveLength(1);
      await done(question('csv', `item,kind,name\n${missing},server,A cache\n`));
      for (const format of ['yaml', 'csv'] as const) expect(await complaintsOf(format)).toEqual([]);
      await done(question('csv', `item,remove\n${missing},yes\n`));
      for (const format of ['yaml', 'csv'] as const)
        expect(await complaintsOf(format)).toHaveLength(1);
    });

    it('is for operators and admins', async () => {
      const input = question('csv', 'item,attribute,value\nnorth/web@LIVE,memory,8GB\n');
      const { seen, fingerprint } = await preview(input);
      expect(await previewImport(world, viewer, input)).toMatchObject({
        fault: { kind: 'forbidden' },
      });
      const refused = await importInventory(world, viewer, {
        ...input,
        reason: 'A test',
        seen,
        fingerprint,
        typedNames: [],
      });
      expect(refused).toMatchObject({ fault: { kind: 'forbidden' } });
    });

    it('leaves this process to others while a file is read', async () => {
      const rows = Array.from({ length: 5_000 }, (_, at) => `north/s${String(at)}@LIVE,nothing,S`);
      let isRead = false;
      let turns = 0;
      const turn = (): void => {
        turns += 1;
        if (!isRead) setImmediate(turn);
      };
      setImmediate(turn);
      // What is wrong with it is found without a statement, during which others had turns anyway.
      const { complaints } = await preview(question('csv', `item,kind,name\n${rows.join('\n')}\n`));
      isRead = true;
      expect(complaints).toHaveLength(100);
      expect(turns).toBeGreaterThan(50);
    });

    it('asks the database as often for one row as for many', async () => {
      const count = async (work: () => Promise<unknown>): Promise<number> => {
        const before = database.statements();
        await work();
        return database.statements() - before;
      };
      const rows = (wanted: number): string =>
        Array.from({ length: wanted }, (_, at) => `north/s${String(at)}@LIVE,server,S`).join('\n');
      const counts: number[] = [];
      for (const wanted of [1, 50]) {
        const input = question('csv', `item,kind,name\n${rows(wanted)}\n`);
        let shown = await preview(input);
        counts.push(await count(async () => (shown = await preview(input))));
        counts.push(await count(() => apply(input, shown)));
      }
      expect(counts.slice(0, 2)).toEqual(counts.slice(2));
      expect(counts[0]).toBe(3);
      expect(await count(() => exportInventory(world, { format: 'csv' }))).toBeLessThanOrEqual(6);
    });
  });
});
