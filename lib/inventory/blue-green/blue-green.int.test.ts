import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/access/index.ts';
import { systemClock } from '#lib/kernel/clock.ts';
import type { Result } from '#lib/kernel/result.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { createLog } from '#lib/platform/log.ts';
import { operator, viewer } from '#lib/testing/access/access-suite.ts';
import { value } from '#lib/testing/inventory/inventory-suite.ts';
import { databases } from '#lib/testing/platform/databases.ts';
import { shipEstates, shippedFolder } from '../ship-estates.ts';
import { commandsOf } from './commands-of.ts';
import { RecordFound, RecordTransition, transitionIds } from './model.ts';
import { recordFound, recordTransition } from './record-step.ts';
import { offRecorded } from '../off-recorded.ts';
import { showBlueGreen } from './show-blue-green.ts';
import { environmentOf, leftOver, whyNoRollback } from './view.ts';
import { sharedOf } from './answer.ts';

describe.each(databases)('blue and green, $kind', ({ isWanted, make }) => {
  describe.skipIf(!isWanted)('as recorded', () => {
    let database: Database;
    const log = createLog('silent', 'test');
    beforeAll(async () => {
      database = await make();
      await shipEstates({ database, log }, shippedFolder);
    }, 60_000);
    afterAll(() => database.close());
    beforeEach(() => database.run('delete from blue_green_step'));

    const world = () => ({ database, log, clock: systemClock, environment: null });
    const show = async () => value(await showBlueGreen(world()));
    const found = (given: object, actor: Actor = operator) =>
      recordFound(
        world(),
        actor,
        RecordFound.parse({
          seen: 0,
          reason: 'Looked',
          environment: 'live',
          typedName: 'live',
          ...given,
        }),
      );
    const record = (given: object, actor: Actor = operator) =>
      recordTransition(
        world(),
        actor,
        RecordTransition.parse({
          seen: 1,
          reason: 'A release',
          environment: 'live',
          typedName: 'live',
          confirmed: true,
          outcome: 'done',
          ...given,
        }),
      );
    const linked = { link: 'linked', current: '9f3c1de-live', previous: '4b7a02c-live' };

    it('tells who joins an environment when it is paused, and CORE when it is off', async () => {
      const off = (key: string) => offRecorded({ database }, key);
      const nothing = { isPaused: false, scheduledOn: [] };
      expect(await off('dos-integration@live')).toEqual(nothing);
      await found(linked);
      expect(await off('dos-integration@live')).toEqual(nothing);
      await found({ seen: 1, ...linked, link: 'unlinked' });
      expect(await off('dos-integration@live')).toEqual({ isPaused: true, scheduledOn: [] });
      expect(await off('dos-integration@nowhere')).toEqual(nothing);
      const core = await off('core@Development');
      expect(core.isPaused).toBe(false);
      expect(core.scheduledOn).toHaveLength(2);
      expect(await off('core@Production')).toEqual(nothing);
    });

    it('is not recorded at first, and says so of each shared environment', async () => {
      const view = await show();
      expect(view.shared.map(({ name, profile }) => [name, profile])).toEqual([
        ['demo', 'demo'],
        ['live', 'live'],
        ['cicd-test', 'dev'],
        ['cicd-release', 'demo'],
      ]);
      expect(view).toMatchObject({ version: 0, state: { environments: [] }, steps: [] });
      expect(whyNoRollback(sharedOf(view.state, 'live'))).toBe('not recorded');
      expect(await record({ seen: 0, transition: 'unlink' })).toMatchObject({
        fault: { kind: 'precondition' },
      });
    });

    it('is recorded by steps, each with who, why and the command', async () => {
      value(await found({ ...linked, others: 'c81d5aa-live' }));
      value(await record({ transition: 'unlink' }));
      value(
        await record({
          seen: 2,
          transition: 'link',
          version: 'c81d5aa-live',
          previous: '9f3c1de-live',
        }),
      );
      const view = await show();
      const live = sharedOf(view.state, 'live');
      expect(live).toMatchObject({ link: 'linked', current: 'c81d5aa-live' });
      expect(live === undefined ? [] : leftOver(live)).toEqual(['4b7a02c-live']);
      expect(whyNoRollback(live)).toBeNull();
      expect(view.steps[0]).toMatchObject({
        version: 3,
        actor: operator.name,
        reason: 'A release',
        transition: 'link',
        command:
          'make link-blue-green-environment PROFILE=live ENVIRONMENT=live ' +
          'BLUE_GREEN_ENVIRONMENT=c81d5aa-live ' +
          'TF_VAR_previous_blue_green_environment=9f3c1de-live',
      });
      const audit = await database.rows(
        `select target, outcome, reason from audit where action = 'inventory.record-transition'
         order by id desc limit 1`,
      );
      expect(audit).toEqual([
        { target: 'live: Link, c81d5aa-live, done', outcome: 'done', reason: 'A release' },
      ]);
    });

    it('does not know since when what was found paused is so', async () => {
      value(await found({ link: 'unlinked', current: '9f3c1de-live' }));
      const live = async () => sharedOf((await show()).state, 'live');
      const { since } = (await live()) ?? {};
      expect(await live()).toMatchObject({ paused: { since, isKnown: false } });
      value(await record({ transition: 'update-shared', outcome: 'begun' }));
      expect(await live()).toMatchObject({ link: 'updating', paused: { since, isKnown: false } });
    });

    it('keeps since when it is paused where somebody looks', async () => {
      value(await found(linked));
      value(await record({ transition: 'unlink' }));
      const live = async () => sharedOf((await show()).state, 'live');
      const { paused } = (await live()) ?? {};
      expect(paused).toMatchObject({ isKnown: true });
      value(await found({ seen: 2, link: 'unlinked', current: '4b7a02c-live' }));
      expect(await live()).toMatchObject({ paused });
    });

    it('lets the second of two see what the first recorded', async () => {
      value(await found(linked));
      const both = await Promise.all([
        record({ transition: 'unlink' }),
        record({ transition: 'rollback' }),
      ]);
      expect(both.filter(({ ok }) => ok)).toHaveLength(1);
      expect(both.find(({ ok }) => !ok)).toMatchObject({
        fault: { kind: 'conflict', stale: { version: 2, changedBy: operator.name } },
      });
      expect((await show()).version).toBe(2);
    });

    it.each<[string, () => Promise<Result<unknown>>, object]>([
      ['a viewer', () => found(linked, viewer), { kind: 'forbidden' }],
      [
        'production without its name',
        () => found({ ...linked, typedName: 'Live' }),
        { kind: 'invalid', fields: { typedName: 'Type live.' } },
      ],
      [
        'a state that may not be',
        () => found({ ...linked, link: 'absent' }),
        { kind: 'precondition' },
      ],
      [
        'the same version twice',
        () => found({ ...linked, previous: linked.current }),
        { kind: 'precondition' },
      ],
      [
        'what is nowhere',
        () => found({ ...linked, environment: 'nowhere' }),
        { kind: 'not-found' },
      ],
    ])('refuses %s', async (_, attempt, fault) => {
      expect(await attempt()).toMatchObject({ ok: false, fault });
      expect((await show()).steps).toEqual([]);
    });

    it('wants what the console cannot see confirmed', async () => {
      value(await found(linked));
      expect(await record({ transition: 'unlink', confirmed: false })).toMatchObject({
        fault: {
          kind: 'invalid',
          fields: { confirmed: 'Say that you have checked what the console cannot see.' },
        },
      });
    });

    it('has the command that is documented for each transition but the one by itself', async () => {
      value(await found(linked));
      const { commands, environments, state } = await show();
      const environment = environmentOf(environments, 'live');
      if (environment === null) throw new Error('no live');
      const wanted = { environment: 'live', version: 'c81d5aa-live', commit: 'c81d5aa' };
      const ready = transitionIds.map((transition) => [
        transition,
        commandsOf({ transition, ...wanted }, environment, sharedOf(state, 'live'), commands).map(
          ({ command }) => command,
        ),
      ]);
      const shared = 'PROFILE=live ENVIRONMENT=live SHARED_ENVIRONMENT=live';
      const own =
        'PROFILE=live ENVIRONMENT=c81d5aa-live SHARED_ENVIRONMENT=live ' +
        'BLUE_GREEN_ENVIRONMENT=c81d5aa-live';
      expect(Object.fromEntries(ready)).toEqual({
        'trigger-pipeline': ['make tag-commit-to-deploy-blue-green-environment COMMIT=c81d5aa'],
        deploy: [
          'make deploy-blue-green-environment PROFILE=live ENVIRONMENT=c81d5aa-live ' +
            'VERSION=[s3-file-version] SHARED_ENVIRONMENT=live BLUE_GREEN_ENVIRONMENT=c81d5aa-live',
        ],
        unlink: [
          `make unlink-blue-green-environment ${shared} BLUE_GREEN_ENVIRONMENT=c81d5aa-live ` +
            'TF_VAR_previous_blue_green_environment=9f3c1de-live',
        ],
        link: [
          'make link-blue-green-environment PROFILE=live ENVIRONMENT=live ' +
            'BLUE_GREEN_ENVIRONMENT=c81d5aa-live',
        ],
        'clean-up': [],
        rollback: [
          'make tag-commit-to-rollback-blue-green-environment PROFILE=live ' +
            'SHARED_ENVIRONMENT=live COMMIT=c81d5aa',
          'make rollback-blue-green-environment PROFILE=live SHARED_ENVIRONMENT=live ' +
            'COMMIT=c81d5aa',
        ],
        'update-shared': [`make deploy-shared-resources ${shared}`],
        'trigger-shared': ['make tag-commit-to-deploy-shared-resources COMMIT=c81d5aa'],
        undeploy: [`make undeploy-blue-green-environment ${own}`],
        'undeploy-shared': [
          `make undeploy-shared-resources ${shared} BLUE_GREEN_ENVIRONMENT=c81d5aa-live`,
        ],
        'full-deploy': ['make deploy PROFILE=live ENVIRONMENT=live'],
        'full-undeploy': ['make undeploy PROFILE=live ENVIRONMENT=live'],
        'quick-deploy': ['make quick-build-and-deploy PROFILE=live ENVIRONMENT=live'],
        destroy: ['make tag-commit-to-destroy-environment ENVIRONMENT=live COMMIT=c81d5aa'],
      });
    });

    it('asks the database twice', async () => {
      const before = database.statements();
      await show();
      expect(database.statements() - before).toBe(2);
    });
  });
});
