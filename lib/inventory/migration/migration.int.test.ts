import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/access/index.ts';
import { systemClock } from '#lib/kernel/clock.ts';
import { newId } from '#lib/kernel/ids.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { createLog } from '#lib/platform/log.ts';
import { operator, viewer } from '#lib/testing/access/access-suite.ts';
import { estatesFolder, value } from '#lib/testing/inventory/inventory-suite.ts';
import { databases } from '#lib/testing/platform/databases.ts';
import { applyChanges } from '../changes/apply-changes.ts';
import { readSnapshots } from '../changes/store.ts';
import { undoChange } from '../changes/undo-change.ts';
import type { Fact } from '../model.ts';
import { shipEstates } from '../ship-estates.ts';
import { migrationList } from './migration-list.ts';
import { RecordMove } from './move-request.ts';
import { recordMove } from './record-move.ts';
import {
  listMigration,
  showMigration,
  showMigrationPage,
  showMoveForm,
  showWhatIf,
} from './show-migration.ts';

const north = `
estate: north
title: North
source: D
sources:
  D: { title: The document, evidence: document, asOf: 2017-02-07, readOn: 2026-11-26 }
environments:
  - { name: LIVE }
  - { name: TEST }
components:
  - { id: vm, kind: server, name: App server, in: [LIVE, TEST] }
  - id: app
    kind: application
    name: The service
    in: [LIVE, TEST]
    relations: [{ runs on: vm }, { reads and writes: database }]
  - { id: database, kind: database, name: MySql, in: [LIVE, TEST] }
  - { id: capture, kind: change-capture, name: Maxwell, in: [LIVE, TEST] }
  - { id: gmc, kind: external-system, name: GMC }
  - id: move-apps
    kind: migration-item
    name: App VMs
    facts: { migrationStatus: not started, evidence: source, wave: '2' }
    relations:
      - describes: vm
      - { moves with: move-database }
      - { blocked by: [gmc, move-list], note: GMC must allow them. }
  - id: move-database
    kind: migration-item
    name: The data
    facts: { migrationStatus: parallel run, evidence: code }
    relations: [{ describes: database }]
  - id: move-capture
    kind: migration-item
    name: Change capture
    relations:
      - { describes: capture }
      - { moves with: move-database }
      - { blocked by: move-database }
  - id: move-list
    kind: migration-item
    name: Allow list
    facts: { migrationStatus: { is: not recorded } }
    relations: [{ runs before: move-apps }]
`;

const request = { filters: {}, sort: migrationList.usual, limit: 50, offset: 0 };

describe.each(databases)('the move from Azure to AWS, $kind', ({ isWanted, make }) => {
  describe.skipIf(!isWanted)('as it is recorded', () => {
    let database: Database;
    let files: Awaited<ReturnType<typeof estatesFolder>>;
    beforeAll(async () => {
      files = await estatesFolder({ north });
      database = await make();
      await shipEstates({ database, log: createLog('silent', 'test') }, files.folder);
    });
    afterAll(async () => {
      await database.close();
      await files.remove();
    });
    const log = createLog('silent', 'test');
    const world = () => ({ database, log, clock: systemClock, environment: null });

    it('is shown item by item, in the order of the file, with what it is tied to', async () => {
      const { rows } = value(await listMigration(world(), request));
      expect(
        rows.map(({ key, status, parts, services }) => [key, status, parts, services]),
      ).toEqual([
        ['north/move-apps', 'not started', 4, 2],
        ['north/move-database', 'parallel run', 2, 0],
        ['north/move-capture', 'not-recorded', 2, 0],
        ['north/move-list', 'not-recorded', 0, 0],
      ]);
      expect(rows[0]?.blockedBy.map(({ key, isItem }) => [key, isItem])).toEqual([
        ['north/gmc', false],
        ['north/move-list', true],
      ]);
    });

    it('begins its curve with what was shipped', async () => {
      const { burnUp, counts, moves } = value(await showMigration(world()));
      expect(burnUp).toHaveLength(1);
      expect(burnUp[0]).toMatchObject({ total: 4, moved: 0, counts });
      expect(moves).toEqual([]);
    });

    it('says what a move takes, of an item and of whatever has a name', async () => {
      const { picked, plan } = value(await showWhatIf(world(), ['the SERVICE', 'GMC']));
      expect(picked).toEqual([
        { name: 'the SERVICE', items: ['north/move-apps'] },
        { name: 'GMC', items: [] },
      ]);
      expect(plan.withThem.map(({ key }) => key)).toEqual(['north/move-database']);
      expect(plan.blockers.map(({ by }) => by.key)).toEqual(['north/gmc', 'north/move-list']);
      expect(await showWhatIf(world(), ['north/move-apps', 'nobody'])).toMatchObject({
        fault: { kind: 'not-found', says: 'Nothing in the inventory is called “nobody”.' },
      });
    });

    it('asks the database as often for one item as for many', async () => {
      const count = async (work: () => Promise<unknown>): Promise<number> => {
        const before = database.statements();
        await work();
        return database.statements() - before;
      };
      expect(await count(() => listMigration(world(), request))).toBe(2);
      expect(await count(() => showMigration(world()))).toBe(3);
      expect(await count(() => showMigrationPage(world(), request))).toBe(3);
      expect(await count(() => showWhatIf(world(), ['north/move-apps']))).toBe(3);
      expect(await count(() => showMoveForm(world(), 'north/move-apps'))).toBe(3);
    });

    const versionOf = async (key: string): Promise<number> =>
      value(await showMoveForm(world(), key)).row.version;
    const record = async (
      key: string,
      status: string,
      more: object = {},
      actor: Actor = operator,
    ) =>
      recordMove(
        world(),
        actor,
        RecordMove.parse({
          item: key,
          version: await versionOf(key),
          status,
          reason: 'It went well',
          ...more,
        }),
      );

    it('records a move with its reason, and goes back by another one or an undo', async () => {
      expect(await record('north/move-capture', 'parallel run')).toMatchObject({
        ok: true,
        value: { name: 'Change capture', against: 0 },
      });
      const { burnUp, moves, counts } = value(await showMigration(world()));
      expect(burnUp.at(-1)).toMatchObject({ total: 4, counts });
      expect(counts['parallel run']).toBe(2);
      expect(moves).toMatchObject([
        {
          key: 'north/move-capture',
          from: 'not-recorded',
          to: 'parallel run',
          actor: operator.name,
          reason: 'It went well',
        },
      ]);
      const [move] = moves;
      const undone = await undoChange(world(), operator, {
        change: move?.id ?? 0,
        reason: 'A slip',
        typedName: undefined,
      });
      expect(undone.ok).toBe(true);
      const form = value(await showMoveForm(world(), 'north/move-capture'));
      expect(form.row.status).toBe('not-recorded');
      expect(form.moves.map(({ to }) => to)).toEqual([
        'not-recorded',
        'parallel run',
        'not-recorded',
      ]);

      await record('north/move-capture', 'parallel run');
      await record('north/move-capture', 'not-recorded');
      expect(value(await showMoveForm(world(), 'north/move-capture')).row.status).toBe(
        'not-recorded',
      );
    });

    it('says what speaks against a move, and keeps that where it is so all the same', async () => {
      const refused = await record('north/move-apps', 'cut over');
      expect(refused).toMatchObject({ ok: false, fault: { kind: 'precondition' } });
      if (refused.ok) throw new Error('It was recorded.');
      expect(refused.fault.says).toContain('It waits for GMC (GMC must allow them)');
      expect(refused.fault.says).toContain('The data must move with it');
      expect(await record('north/move-apps', 'cut over', { despite: true })).toMatchObject({
        ok: true,
        value: { against: 3 },
      });
      const view = value(await showMigration(world()));
      expect(view.broken.map(({ other, isCertain }) => [other, isCertain])).toEqual([
        ['north/move-list', false],
        ['north/move-database', true],
      ]);
      const { row, objections } = value(await showMoveForm(world(), 'north/move-apps'));
      expect(row.statusNote).toMatch(/^Recorded although: It waits for GMC/);
      expect(row.status).toBe('cut over');
      expect(objections['parallel run']).toEqual([]);
      await record('north/move-apps', 'not started');
    });

    it('counts what becomes an item of it as long as it is one', async () => {
      const known = async () => {
        const items = [...(await readSnapshots(database, null)).values()];
        const item = items.find(({ snapshot: { key } }) => key === 'north/move-list');
        if (item === undefined) throw new Error('It is not there.');
        return item;
      };
      const become = async (kind: string, facts: readonly Fact[]) => {
        const { id: itemId, version, snapshot } = await known();
        const changed = await database.transaction((tx) =>
          applyChanges(tx, { batch: newId(), actor: 'a', reason: 'It is another thing' }, [
            { id: itemId, version, after: { ...snapshot, kind, facts } },
          ]),
        );
        expect(changed.ok).toBe(true);
      };
      const before = value(await showMigration(world()));
      const { snapshot } = await known();
      await become('principle', []);
      const without = value(await showMigration(world()));
      expect(without.burnUp.at(-1)).toMatchObject({ total: 3, counts: without.counts });
      await become('migration-item', snapshot.facts);
      const again = value(await showMigration(world()));
      expect(again.burnUp.at(-1)).toMatchObject({ total: 4, counts: before.counts });
    });

    it('is refused of whoever may not, is late, or records what is recorded', async () => {
      expect(await record('north/move-database', 'cut over', {}, viewer)).toMatchObject({
        fault: { kind: 'forbidden' },
      });
      expect(await record('north/move-database', 'parallel run')).toMatchObject({
        fault: { kind: 'invalid' },
      });
      const version = await versionOf('north/move-database');
      await record('north/move-database', 'cut over');
      expect(await record('north/move-database', 'decommissioned', { version })).toMatchObject({
        fault: { kind: 'conflict', stale: { changedBy: operator.name } },
      });
      expect(
        await recordMove(
          world(),
          operator,
          RecordMove.parse({ item: 'north/gmc', version: 1, status: 'cut over', reason: 'x' }),
        ),
      ).toMatchObject({ fault: { kind: 'not-found' } });
      const rows = await database.rows<{ outcome: string; target: string; reason: string }>(
        `select outcome, target, reason from audit
         where target = 'north/move-database' order by id`,
      );
      expect(rows.map(({ outcome }) => outcome)).toEqual(['denied', 'failed', 'done', 'failed']);
    });
  });
});
