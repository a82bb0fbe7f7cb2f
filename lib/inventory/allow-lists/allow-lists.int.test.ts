import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/access/index.ts';
import type { Result } from '#lib/kernel/result.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { createLog } from '#lib/platform/log.ts';
import { operator, viewer } from '#lib/testing/access/access-suite.ts';
import { value } from '#lib/testing/inventory/inventory-suite.ts';
import { embeddedDatabase } from '#lib/testing/platform/databases.ts';
import { shipEstates, shippedFolder } from '../ship-estates.ts';
import { addToAllowList, markDeployed, removeFromAllowList } from './change-allow-list.ts';
import { AddToAllowList, isPending, MarkDeployed, RemoveFromAllowList } from './model.ts';
import { showAllowLists } from './show-allow-lists.ts';

const admin: Actor = { ...operator, id: 'a', name: 'admin@example.org', role: 'admin' };
const dev = 'uec-dos-int-dev-ip-addresses-allowlist';
const reason = 'New in the team';

describe('an allow list', () => {
  let database: Database;
  const log = createLog('silent', 'test');
  beforeAll(async () => {
    database = await embeddedDatabase();
    await shipEstates({ database, log }, shippedFolder);
  }, 60_000);
  afterAll(() => database.close());
  beforeEach(() => database.run('delete from allow_list_entry'));
  const world = () => ({ database, log, environment: null });
  const deploy = (what: MarkDeployed['seen'], actor = operator) =>
    markDeployed(world(), actor, { list: dev, seen: what, reason });
  /** As the page sends what it shows. */
  const seen = async () =>
    (await entries(operator))
      .filter(isPending)
      .map(({ label, changedAt }) => ({ label, changedAt }));
  const entries = async (actor: Actor) =>
    value(await showAllowLists(world(), actor)).flatMap((one) => one.entries);

  it('holds what is saved until it is deployed, removals too', async () => {
    const tester = { list: dev, label: 'A tester', reason };
    expect(value(await addToAllowList(world(), operator, tester)).pending).toBe(1);
    expect(await entries(viewer)).toMatchObject([{ label: 'A tester', state: 'saved' }]);
    expect(value(await deploy(await seen())).pending).toBe(0);
    expect(await entries(viewer)).toMatchObject([{ state: 'deployed' }]);
    expect(await deploy(await seen())).toMatchObject({
      fault: { kind: 'precondition' },
    });
    expect(value(await removeFromAllowList(world(), operator, tester)).pending).toBe(1);
    expect(await entries(viewer)).toMatchObject([{ state: 'removed' }]);
    value(await deploy(await seen()));
    expect(await entries(viewer)).toEqual([]);
  });

  it('calls nothing deployed that was saved after somebody looked', async () => {
    const add = async (label: string) =>
      value(await addToAllowList(world(), operator, { list: dev, label, reason }));
    await add('A tester');
    const shown = await seen();
    await add('Another');
    expect(await deploy(shown)).toMatchObject({ fault: { kind: 'conflict' } });
    value(await removeFromAllowList(world(), operator, { list: dev, label: 'Another', reason }));
    await add('A tester');
    expect(await deploy(shown)).toMatchObject({ fault: { kind: 'conflict' } });
    expect(await entries(viewer)).toMatchObject([{ state: 'saved' }]);
    expect(value(await deploy(await seen())).pending).toBe(0);
  });

  it('lets what was never deployed go at once, and what was wait', async () => {
    const tester = { list: dev, label: 'A tester', reason };
    value(await addToAllowList(world(), operator, tester));
    expect(value(await removeFromAllowList(world(), operator, tester)).pending).toBe(0);
    expect(await entries(viewer)).toEqual([]);
    value(await addToAllowList(world(), operator, tester));
    value(await deploy(await seen()));
    value(await addToAllowList(world(), operator, tester));
    expect(value(await removeFromAllowList(world(), operator, tester)).pending).toBe(1);
    expect(await entries(viewer)).toMatchObject([{ state: 'removed' }]);
  });

  it('leaves the address of an admin where an operator saves the label again', async () => {
    const office = { list: dev, label: 'Office', reason };
    value(await addToAllowList(world(), admin, { ...office, address: '192.0.2.7/32' }));
    value(await addToAllowList(world(), operator, office));
    expect(await entries(admin)).toMatchObject([{ address: '192.0.2.7/32' }]);
  });

  it.each(['192.0.2.7/32', 'Office at 192.0.2.7', 'v6 2001:db8::7/64', '[2001:db8::7]'])(
    'takes no address where all viewers read it: %s',
    (text) => {
      const says = { list: dev, label: 'A', seen: [], reason: 'Why' };
      for (const [schema, given] of [
        [AddToAllowList, { ...says, label: text }],
        [AddToAllowList, { ...says, reason: text }],
        [RemoveFromAllowList, { ...says, reason: text }],
        [MarkDeployed, { ...says, reason: text }],
      ] as const)
        expect(schema.safeParse(given).success).toBe(false);
      // A time, a version and a fraction are none.
      for (const label of ['Since 10:30', 'VPN 3.8.2', 'Rule 7/12'])
        expect(AddToAllowList.safeParse({ ...says, label }).success).toBe(true);
    },
  );

  it('shows addresses to admins alone, who alone may enter one; the audit has none', async () => {
    const given = { list: dev, label: 'Office', address: '192.0.2.7/32', reason };
    expect(await addToAllowList(world(), operator, given)).toMatchObject({
      fault: { kind: 'forbidden' },
    });
    value(await addToAllowList(world(), admin, given));
    expect(await entries(operator)).toMatchObject([{ hasAddress: true, address: null }]);
    expect(await entries(admin)).toMatchObject([{ hasAddress: true, address: '192.0.2.7/32' }]);
    const audit = await database.rows(`select * from audit where action like 'inventory.%'`);
    expect(JSON.stringify(audit)).not.toContain('192.0.2');
  });

  it.each<[string, () => Promise<Result<unknown>>, string]>([
    [
      'a viewer',
      () => addToAllowList(world(), viewer, { list: dev, label: 'A', reason }),
      'forbidden',
    ],
    [
      'a list that there is not',
      () => addToAllowList(world(), operator, { list: 'nothing', label: 'A', reason }),
      'not-found',
    ],
    [
      'production without its name',
      () =>
        addToAllowList(world(), operator, {
          list: 'uec-dos-int-live-ip-addresses-allowlist',
          label: 'A',
          reason,
        }),
      'invalid',
    ],
    [
      'a label that is not on it',
      () => removeFromAllowList(world(), operator, { list: dev, label: 'A', reason }),
      'not-found',
    ],
  ])('refuses %s', async (_, attempt, kind) => {
    expect(await attempt()).toMatchObject({ ok: false, fault: { kind } });
    expect(await entries(admin)).toEqual([]);
  });

  it('takes addresses of networks, and nothing else for one', () => {
    const parse = (address: string) =>
      AddToAllowList.safeParse({ list: dev, label: 'A', reason, address }).success;
    expect(['192.0.2.7/32', '10.0.0.0/8'].map(parse)).toEqual([true, true]);
    expect(['192.0.2.7', '192.0.2.700/32', 'me', ''].map(parse)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});
