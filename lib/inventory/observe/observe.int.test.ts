import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Actor } from '#lib/access/index.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { createLog } from '#lib/platform/log.ts';
import { value } from '#lib/testing/inventory/inventory-suite.ts';
import { databases } from '#lib/testing/platform/databases.ts';
import { applyChanges } from '../changes/apply-changes.ts';
import { readSnapshots } from '../changes/store.ts';
import { undoChange } from '../changes/undo-change.ts';
import { shipEstates } from '../ship-estates.ts';
import { showItem } from '../show-item.ts';
import { driftList, ImportObservation, type DriftRequest, type DriftRow } from './drift-view.ts';
import { importObservation, type ObserveWorld } from './import-observation.ts';
import { listDrift } from './list-drift.ts';
import { ObservedOf, observedOfItem } from './observed-of-item.ts';
import type { ImportKind } from './observation.ts';
import { readObservation } from './read-observation.ts';
import { acceptDifference, knowDifference, takeBackKnown } from './settle-difference.ts';
import { readingOf } from './testing.ts';

const operator: Actor = {
  id: 'c0ffee00-0000-4000-8000-000000000001',
  name: 'olga@example.org',
  role: 'operator',
  requestId: 'test',
};
const now = new Date('2026-11-27T09:00:00Z');

const resource = (type: string, name: string, values: object): object => ({
  mode: 'managed',
  type,
  name,
  values,
});
const redis = (values: object): object =>
  resource('aws_elasticache_replication_group', 'this', { engine: 'redis', ...values });
const state = (...resources: readonly object[]): string =>
  JSON.stringify({ format_version: '1.0', values: { root_module: { resources } } });

const request = (filters: DriftRequest['filters'] = {}): DriftRequest => ({
  filters,
  sort: driftList.usual,
  limit: 500,
  offset: 0,
});

describe.each(databases)('observed facts, $kind', ({ isWanted, make }) => {
  describe.skipIf(!isWanted)('together', () => {
    let database: Database;
    let world: ObserveWorld;
    beforeAll(async () => {
      database = await make();
      const log = createLog('silent', 'test');
      await shipEstates({ database, log });
      world = { database, log, environment: null, clock: { now: () => now } };
    });
    beforeEach(async () => {
      await database.run('delete from inventory_import');
      await database.run('delete from inventory_known_difference');
    });
    afterAll(async () => {
      await database.close();
    });

    const takenBecause = 'What the deploy of today left there';
    const take = (
      text: string,
      given: { readonly kind?: ImportKind; readonly isDryRun?: boolean; readonly who?: Actor } = {},
      environment = 'core@Staging',
    ) =>
      importObservation(
        world,
        given.who ?? operator,
        ImportObservation.parse({
          environment,
          observation: readingOf(
            readObservation(given.kind ?? 'terraform', new TextEncoder().encode(text)),
          ),
          isDryRun: given.isDryRun ?? false,
          ...(given.isDryRun !== true && { reason: takenBecause }),
        }),
      );
    const drift = async (filters: DriftRequest['filters'] = {}) =>
      value(await listDrift({ database }, request(filters)));
    const rowOf = async (key: string): Promise<DriftRow> => {
      const { rows } = await drift({ state: ['changed', 'missing', 'matched', 'unexpected'] });
      const row = rows.find((one) => one.key === key);
      if (row === undefined) throw new Error(`no row of ${key}`);
      return row;
    };
    const audits = async (action: string) =>
      (
        await database.rows<{ outcome: string }>(
          'select outcome from audit where action = $1 order by id',
          [action],
        )
      ).map(({ outcome }) => outcome);

    it('shows what would come of an import, and stores nothing of it', async () => {
      const tried = value(await take(state(redis({ port: 6380 })), { isDryRun: true }));
      expect(tried).toMatchObject({ importId: null, environment: 'core@Staging' });
      expect(tried.counts).toMatchObject({ changed: 1, unexpected: 0 });
      expect((await drift()).imports).toEqual([]);
    });

    it('takes the newest import of each kind, and leaves what is declared alone', async () => {
      const before = value(await showItem({ database }, 'core/redis@Staging'));
      await take(state(redis({ port: 6379 })));
      expect((await rowOf('core/redis@Staging')).by).toBe('only');
      await take(state(redis({ port: 6380, snapshot_retention_limit: 5 })));
      const page = await drift({ state: ['changed'] });
      expect(page.imports).toHaveLength(1);
      expect(page.rows).toMatchObject([
        {
          state: 'changed',
          key: 'core/redis@Staging',
          by: 'before',
          importKind: 'terraform',
          seenAt: now.toISOString(),
        },
      ]);
      expect(
        page.rows[0]?.differences.map(({ attribute, verdict }) => `${attribute} ${verdict}`),
      ).toEqual(['engine agrees', 'snapshots agrees', 'port differs']);
      const after = value(await showItem({ database }, 'core/redis@Staging'));
      expect(after.facts).toEqual(before.facts);
      expect(await audits('inventory.observe')).toContain('done');
    });

    it('lets others have their turn between any two things that it is told', async () => {
      const attribute = Array.from({ length: 3 }, () => 'x');
      const thing = (position: number) => ({
        address: `thing ${String(position)}`,
        previousAddress: null,
        type: 'service',
        name: 'thing',
        names: [],
        hosts: [],
        labels: [],
        image: null,
        planned: null,
        profiles: [],
        attributes: { image: attribute, version: attribute },
      });
      const given = ImportObservation.parse({
        environment: 'core@Staging',
        isDryRun: true,
        profiles: Array.from({ length: 20 }, () => 'profile'),
        observation: {
          kind: 'compose',
          format: 'compose',
          observedAt: null,
          covers: Array.from({ length: 150 }, () => 'queue'),
          isPartial: false,
          things: [thing(1), thing(2)],
          told: Array.from({ length: 51 }, () => ({ place: 'line 1', says: 'Left out.' })),
        },
      });
      let [turns, isOver] = [0, false];
      const other = (): void => {
        turns += 1;
        if (!isOver) setImmediate(other);
      };
      let before: number | undefined;
      const asked = new Proxy(database, {
        get(target, name) {
          before ??= turns;
          const part: unknown = Reflect.get(target, name, target);
          if (typeof part !== 'function') return part;
          const bound: unknown = part.bind(target);
          return bound;
        },
      });
      // Each piece takes longer than a slice.
      let nowMs = 0;
      const clock = vi.spyOn(performance, 'now').mockImplementation(() => (nowMs += 1_000));
      try {
        setImmediate(other);
        value(await importObservation({ ...world, database: asked }, operator, given));
      } finally {
        isOver = true;
        clock.mockRestore();
      }
      expect(before).toBeGreaterThanOrEqual(20 + 150 + 2 * 3 + 51);
    });

    it('keeps no secret of a file in any table', async () => {
      const secret = 'hunter2-and-more';
      await take(
        state(
          redis({ auth_token: secret, replication_group_id: '123456789012' }),
          resource('aws_db_instance', 'main', {
            password: secret,
            identifier: 'AKIAIOSFODNN7EXAMPLE',
          }),
        ),
      );
      const [kept] = await database.rows<{ all: string }>(
        `select (select string_agg(o::text, ' ') from inventory_observation o) ||
           (select string_agg(i::text, ' ') from inventory_import i) as all`,
      );
      expect(kept?.all).not.toMatch(/hunter2|123456789012|AKIA/);
    });

    it('calls missing only what the import covers', async () => {
      const cluster = resource('aws_ecs_cluster', 'x', { name: 'core-staging-app' });
      const service = resource('aws_ecs_service', 'x', { name: 'core-staging-app' });
      const { rows } = value(await take(state(cluster, service)));
      const missing = rows.filter((row) => row.state === 'missing').map(({ key }) => key);
      expect(missing).toEqual(['core/sidekiq@Staging']);
      const partial = JSON.stringify({
        format_version: '1.2',
        complete: false,
        planned_values: { root_module: { resources: [service] } },
      });
      expect(value(await take(partial)).counts.missing).toBe(0);
      expect(value(await take('{"format_version":"1.0"}')).counts.missing).toBe(0);
    });

    it('finds a component again after a rename of it and a move of the resource', async () => {
      await take(state(resource('aws_s3_bucket', 'a', { bucket: 'bulk-upload' })));
      const key = 'core/bulk-upload-bucket@Staging';
      const all = await readSnapshots(database, null);
      const known = [...all.values()].find(({ snapshot }) => snapshot.key === key);
      if (known === undefined) throw new Error(key);
      const renamed = {
        ...known.snapshot,
        component: 'renamed',
        name: 'Renamed',
        facts: known.snapshot.facts.filter(({ attribute }) => attribute !== 'otherNames'),
      };
      const decision = {
        batch: '6f2a1a38-2f5e-4c8e-9d5c-0d6f7a3b1c11',
        actor: 'ann',
        reason: 'Renamed',
      };
      await database.transaction((tx) =>
        applyChanges(tx, decision, [{ id: known.id, version: known.version, after: renamed }]),
      );
      expect(await rowOf('core/renamed@Staging')).toMatchObject({ state: 'matched', by: 'name' });
      const moved = JSON.stringify({
        format_version: '1.2',
        planned_values: {
          root_module: { resources: [resource('aws_s3_bucket', 'b', { bucket: 'bulk-upload' })] },
        },
        resource_changes: [
          {
            ...resource('aws_s3_bucket', 'b', {}),
            previous_address: 'aws_s3_bucket.a',
            change: { actions: ['no-op'], before: { bucket: 'bulk-upload' }, after: null },
          },
        ],
      });
      await take(moved);
      expect(await rowOf('core/renamed@Staging')).toMatchObject({
        previousAddress: 'aws_s3_bucket.a',
        by: 'before',
      });
    });

    it('lets declared take what was observed, with its source, and says who and why', async () => {
      await take(state(redis({ port: 6380 })), {}, 'core@Production');
      const row = await rowOf('core/redis@Production');
      const reason = 'Moved last week';
      const given = { row: row.id, seen: row.seen, reason };
      expect(await acceptDifference(world, { ...operator, role: 'viewer' }, given)).toMatchObject({
        ok: false,
        fault: { kind: 'forbidden' },
      });
      expect(value(await acceptDifference(world, operator, given)).key).toBe(row.key);
      const item = value(await showItem({ database }, 'core/redis@Production'));
      expect(item.facts.find(({ attribute }) => attribute === 'port')).toMatchObject({
        declared: { state: 'value', value: '6380' },
        source: { evidence: 'observed', asOf: '2026-11-27' },
      });
      expect(item.history.changes[0]).toMatchObject({ actor: operator.name, reason });
      expect((await rowOf('core/redis@Production')).state).toBe('matched');
      expect(await acceptDifference(world, operator, given)).toMatchObject({
        ok: false,
        fault: { kind: 'conflict' },
      });
      expect(await audits('inventory.accept-observed')).toEqual(['denied', 'done', 'failed']);
    });

    it('lets something new be declared, and something missing be removed', async () => {
      const queue = resource('aws_sqs_queue', 'x', { name: 'core-jobs', fifo_queue: true });
      const { rows } = value(await take(state(queue), {}, 'reval-sync@preprod'));
      const fresh = rows.find((row) => row.state === 'unexpected');
      const gone = rows.find((row) => row.state === 'missing');
      if (fresh === undefined || gone === undefined) throw new Error('both are there');
      const reason = 'As it is';
      value(await acceptDifference(world, operator, { row: fresh.id, seen: fresh.seen, reason }));
      const added = await rowOf('reval-sync/core-jobs@preprod');
      expect(added.state).toBe('matched');
      value(
        await acceptDifference(world, operator, {
          row: gone.id,
          seen: gone.seen,
          reason,
        }),
      );
      expect(await showItem({ database }, gone.key ?? '')).toMatchObject({ ok: false });
    });

    it('removes what is missing in production only with the name of the environment', async () => {
      const cluster = resource('aws_ecs_cluster', 'x', { name: 'core-production-app' });
      const service = resource('aws_ecs_service', 'x', { name: 'core-production-app' });
      const { rows } = value(await take(state(cluster, service), {}, 'core@Production'));
      const gone = rows.find((row) => row.state === 'missing');
      if (gone === undefined) throw new Error('something is missing');
      expect(gone.isProduction).toBe(true);
      const given = { row: gone.id, seen: gone.seen, reason: 'It is gone' };
      const accept = (typedName?: string) =>
        acceptDifference(world, operator, { ...given, typedName });
      for (const typed of [undefined, 'Staging'])
        expect(await accept(typed)).toMatchObject({
          fault: { kind: 'invalid', fields: { typedName: 'Type Production.' } },
        });
      expect(await showItem({ database }, gone.key ?? '')).toMatchObject({ ok: true });
      value(await accept('Production'));
      expect(await showItem({ database }, gone.key ?? '')).toMatchObject({ ok: false });
    });

    it('decides nothing of another difference than the one that was shown', async () => {
      const queue = resource('aws_sqs_queue', 'x', { name: 'core-mail', fifo_queue: true });
      await take(state(queue), {}, 'reval-sync@preprod');
      const shown = (await drift({ state: ['unexpected'] })).rows[0];
      if (shown === undefined) throw new Error('it is unexpected');
      const { seen, id: row } = shown;
      // Somebody declares it meanwhile, as it is not.
      const all = [...(await readSnapshots(database, null)).values()];
      const like = all.find(
        ({ snapshot }) => snapshot.kind === 'queue' && snapshot.key.endsWith('@preprod'),
      );
      if (like === undefined) throw new Error('there is a queue');
      const after = {
        ...like.snapshot,
        key: 'reval-sync/core-mail@preprod',
        component: 'core-mail',
        name: 'core-mail',
        aliases: [],
        relations: [],
        facts: [
          {
            attribute: 'isFifo',
            recorded: { state: 'value', value: 'no' },
            source: like.snapshot.source,
            note: null,
          },
        ],
      } as const;
      const decision = {
        batch: '6f2a1a38-2f5e-4c8e-9d5c-0d6f7a3b1c12',
        actor: 'ann',
        reason: 'Declared',
      };
      await database.transaction((tx) =>
        applyChanges(tx, decision, [{ id: null, version: null, after }]),
      );
      for (const decide of [acceptDifference, knowDifference])
        expect(await decide(world, operator, { row, seen, reason: 'As shown' })).toMatchObject({
          fault: { kind: 'conflict' },
        });
      const item = value(await showItem({ database }, after.key));
      expect(item.facts.find(({ attribute }) => attribute === 'isFifo')).toMatchObject({
        declared: { value: 'no' },
      });
    });

    it('accepts nothing of what a plan is only going to make', async () => {
      const made = resource('aws_sqs_queue', 'x', { name: 'core-wish', fifo_queue: true });
      const plan = JSON.stringify({
        format_version: '1.2',
        planned_values: { root_module: { resources: [made] } },
        resource_changes: [{ ...made, change: { actions: ['create'], before: null, after: {} } }],
      });
      const { rows } = value(await take(plan, {}, 'reval-sync@prod'));
      const [wish] = rows;
      expect(wish).toMatchObject({ state: 'planned', canAccept: false, differences: [] });
      const given = { row: wish?.id ?? '', seen: wish?.seen ?? '', reason: 'Soon' };
      for (const decide of [acceptDifference, knowDifference])
        expect(await decide(world, operator, given)).toMatchObject({
          fault: { kind: 'precondition' },
        });
    });

    it('gives what has no name in Latin letters an id of its own', async () => {
      const queues = ['ετησία', 'μηνιαία'].map((name) => resource('aws_sqs_queue', name, { name }));
      const { rows } = value(await take(state(...queues), {}, 'reval-sync@prod'));
      const fresh = rows.filter(({ state: is }) => is === 'unexpected');
      expect(fresh).toHaveLength(2);
      for (const { id: row, seen } of fresh)
        value(await acceptDifference(world, operator, { row, seen, reason: 'Both are there' }));
    });

    it('knows one difference once, and accepts nothing where nothing differs', async () => {
      await take(state(redis({ port: 6380 })));
      const { id: row, seen } = await rowOf('core/redis@Staging');
      const both = await Promise.all(
        ['One', 'Another'].map((reason) => knowDifference(world, operator, { row, seen, reason })),
      );
      expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
      await take(state(redis({ port: 6379 })), {}, 'core@Development');
      const same = (await drift({ state: ['matched'] })).rows[0];
      if (same === undefined) throw new Error('one is the same');
      const sources = () => database.rows('select id from inventory_source');
      const before = await sources();
      expect(
        await acceptDifference(world, operator, { row: same.id, seen: same.seen, reason: 'Why' }),
      ).toMatchObject({ fault: { kind: 'precondition' } });
      expect(await sources()).toEqual(before);
    });

    it('knows a difference for as long as it stays the same, until it is taken back', async () => {
      await take(state(redis({ port: 6380 })));
      const row = await rowOf('core/redis@Staging');
      const reason = 'Planned';
      const { id } = value(
        await knowDifference(world, operator, { row: row.id, seen: row.seen, reason }),
      );
      expect((await rowOf('core/redis@Staging')).known).toMatchObject({ id, reason });
      await take(state(redis({ port: 6380 })));
      expect((await drift({ known: 'known' })).total).toBe(1);
      await take(state(redis({ port: 6381 })));
      expect((await rowOf('core/redis@Staging')).known).toBeNull();
      await take(state(redis({ port: 6380 })));
      value(await takeBackKnown(world, operator, { id, reason: 'No longer' }));
      expect((await rowOf('core/redis@Staging')).known).toBeNull();
      expect(await takeBackKnown(world, operator, { id, reason: 'Again' })).toMatchObject({
        ok: false,
        fault: { kind: 'not-found' },
      });
      expect((await audits('inventory.know-difference')).slice(-3)).toEqual([
        'done',
        'done',
        'failed',
      ]);
    });

    it('has every difference that sources found, from the start, in few statements', async () => {
      const statements = database.statements();
      const page = await drift({ state: ['documented'] });
      expect(database.statements() - statements).toBeLessThanOrEqual(4);
      expect(page.total).toBeGreaterThan(30);
      expect(page.rows.every(({ key, documented }) => key !== null && documented !== null)).toBe(
        true,
      );
    });

    it('keeps what was observed of a thing that is removed, for when it comes back', async () => {
      await take(state(redis({ port: 6380 })));
      const { id: row, seen } = await rowOf('core/redis@Staging');
      value(await knowDifference(world, operator, { row, seen, reason: 'Planned' }));
      const decision = {
        batch: '6f2a1a38-2f5e-4c8e-9d5c-0d6f7a3b1c13',
        actor: 'ann',
        reason: 'Gone, and back',
      };
      const removeAndUndo = async (key: string) => {
        const all = [...(await readSnapshots(database, null)).values()];
        const gone = all.filter(
          ({ snapshot: { key: own, estate, environment } }) =>
            own === key || `${estate}@${environment ?? ''}` === key,
        );
        const wanted = gone.map(({ id, version }) => ({ id, version, after: null }));
        await database.transaction((tx) => applyChanges(tx, decision, wanted));
        const [change] = await database.rows<{ id: number }>(
          'select id from inventory_change where batch = $1 and item_key = $2',
          [decision.batch, key],
        );
        value(await undoChange(world, operator, { change: change?.id ?? 0, reason: 'Back' }));
      };
      await removeAndUndo('core/redis@Staging');
      expect((await rowOf('core/redis@Staging')).known).toMatchObject({ reason: 'Planned' });
      await take(state(redis({ port: 6379 })), {}, 'core@Development');
      await removeAndUndo('core@Development');
      const { imports } = await drift();
      expect(imports.map(({ environmentKey }) => environmentKey)).toContain('core@Development');
    });

    it('shows of one component what imports say of it', async () => {
      await take(state(redis({ port: 6379 })));
      expect(
        value(await observedOfItem({ database }, { key: 'core/redis@Staging' })),
      ).toMatchObject([{ key: 'core/redis@Staging', state: 'matched' }]);
      expect(value(await observedOfItem({ database }, { key: 'core/database@Staging' }))).toEqual(
        [],
      );
    });

    it('refuses who may not, and an environment that is not there', async () => {
      const who: Actor = { ...operator, role: 'support' };
      expect(await take(state(), { who })).toMatchObject({ fault: { kind: 'forbidden' } });
      expect(await take(state(), {}, 'core@Nowhere')).toMatchObject({
        fault: { kind: 'not-found' },
      });
      expect(await take(state(), {}, 'core/redis@Staging')).toMatchObject({
        fault: { kind: 'invalid' },
      });
    });

    it('wants a reason of whoever imports, and none for a look', async () => {
      const given = {
        environment: 'core@Staging',
        observation: readingOf(
          readObservation('terraform', new TextEncoder().encode(state(redis({})))),
        ),
      };
      for (const without of [given, { ...given, reason: ' ' }])
        expect(ImportObservation.safeParse(without).error?.issues).toMatchObject([
          { path: ['reason'], message: 'Say in a few words why.' },
        ]);
      expect(ImportObservation.safeParse({ ...given, isDryRun: true }).success).toBe(true);
      const reasons = await database.rows<{ reason: string }>(
        `select distinct reason from audit where action = 'inventory.observe' and outcome = 'done'`,
      );
      expect(reasons).toEqual([{ reason: takenBecause }]);
    });

    it('asks for a key as people write one', () => {
      for (const named of ['\0', 'core@\u202eStaging', 'core/web-4712345']) {
        expect(ImportObservation.shape.environment.safeParse(named).success).toBe(false);
        expect(ObservedOf.safeParse({ key: named }).success).toBe(false);
      }
    });

    it('takes nothing but what the rules keep, whoever sends it', async () => {
      const forged = ImportObservation.parse({
        environment: 'core@Staging',
        reason: takenBecause,
        profiles: ['one\0', 'of 4712345'],
        observation: {
          ...readingOf(readObservation('terraform', new TextEncoder().encode(state(redis({}))))),
          format: 'Terraform \u202e4712345',
          covers: ['queue\0', '\u202e4712345'],
          things: [
            {
              address: 'aws_sqs_queue.x',
              previousAddress: null,
              type: 'aws_sqs_queue',
              name: '123456789012',
              names: ['password=hunter2'],
              hosts: [],
              labels: [],
              image: null,
              planned: null,
              profiles: [],
              attributes: { token: 'x', retention: 'password=hunter2', isFifo: 'yes' },
            },
          ],
        },
      });
      expect(await importObservation(world, operator, forged)).toMatchObject({
        value: {
          format: 'Terraform \ufffd[number]',
          covers: ['queue\ufffd', '\ufffd[number]'],
          profiles: ['one\ufffd', 'of [number]'],
        },
      });
      const [kept] = await database.rows<{ thing: object }>(
        'select thing from inventory_observation',
      );
      expect(kept?.thing).toMatchObject({ attributes: { isFifo: 'yes' }, names: [] });
      expect(JSON.stringify(kept?.thing)).not.toMatch(/hunter2|123456789012|token/);
    });
  });
});
