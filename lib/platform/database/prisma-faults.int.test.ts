import { expect, it } from 'vitest';
import { openPostgres } from './database.ts';
import { onPrisma } from './prisma-faults.ts';

it('says that a database which is away is away, and leaves bugs as they are', async () => {
  // Nobody listens on the lowest port of the loopback interface.
  const database = openPostgres('postgres://nobody:secret@127.0.0.1:1/none');
  const asked = onPrisma(() => database.prisma.person.count());
  await expect(asked).rejects.toMatchObject({ fault: { kind: 'unavailable' } });
  await expect(asked).rejects.not.toThrow(/127\.0\.0\.1|secret/);
  const bug = new TypeError('bug');
  await expect(onPrisma(() => Promise.reject(bug))).rejects.toBe(bug);
  await database.close();
});
