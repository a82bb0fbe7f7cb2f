import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { actorOf, firstAdmin } from '#lib/access/index.ts';
import { describeAccess } from '#lib/testing/access/access-suite.ts';
import { ownPassword, temporaryFolder } from '#lib/testing/processes/running-console.ts';
import { firstAccountOf, keepFirstAccount } from './first-account.ts';

describeAccess('the file of the first account', (access) => {
  it('is named until its password was used up', async () => {
    const { folder, remove } = await temporaryFolder();
    onTestFinished(remove);
    await mkdir(folder, { recursive: true });
    const { world } = access;
    expect(await firstAccountOf(world, folder)).toBeNull();
    const account = await firstAdmin(world, 'admin@localhost', 'first');
    if (account === null) throw new Error('there were people');
    const file = await keepFirstAccount(folder, account);
    expect(file).toBe(path.join(folder, 'first-account'));
    expect(await firstAccountOf(world, folder)).toBe(file);

    const entered = await access.enter(account, 'in');
    if (!entered.ok) throw new Error(entered.fault.says);
    const changed = await access.change(actorOf(entered.value.person, 'change'), {
      current: account.password,
      next: ownPassword,
      again: ownPassword,
    });
    expect(changed).toMatchObject({ ok: true });
    expect(await firstAccountOf(world, folder)).toBeNull();
  });

  it('is not named where another database has other people', async () => {
    const { folder, remove } = await temporaryFolder();
    onTestFinished(remove);
    await mkdir(folder, { recursive: true });
    await keepFirstAccount(folder, { email: 'else@localhost', password: 'aaaaa-bbbbb' });
    expect(await firstAccountOf(access.world, folder)).toBeNull();
  });
});
