import { expect, it } from 'vitest';
import { hashPassword, isRightPassword } from './passwords.ts';

/** Processor time, which other programs do not lengthen. */
async function workOf(compare: () => Promise<boolean>): Promise<number> {
  const before = process.cpuUsage();
  for (let time = 0; time < 5; time += 1) expect(await compare()).toBe(false);
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

it('compares as much where there is no account', async () => {
  const passwordHash = await hashPassword('quiet otters paint');
  await isRightPassword(null, 'guess');
  const known = await workOf(() => isRightPassword(passwordHash, 'guess'));
  const unknown = await workOf(() => isRightPassword(null, 'guess'));
  expect(unknown).toBeGreaterThan(known / 3);
  expect(unknown).toBeLessThan(known * 3);
});
