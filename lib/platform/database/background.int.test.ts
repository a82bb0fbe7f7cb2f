import { expect, test } from 'vitest';
import { embeddedDatabase } from '#lib/testing/platform/databases.ts';
import { inBackground } from './background.ts';

test('statements of the background are counted apart, those of Prisma too', async () => {
  const database = await embeddedDatabase();
  try {
    const first = { all: database.statements(), apart: database.backgroundStatements() };
    const query = async (): Promise<void> => {
      await database.rows('select 1');
      await database.prisma.lease.count();
      await database.transaction(async (tx) => {
        await tx.run('select 1');
        await tx.prisma.lease.count();
      });
    };
    await query();
    const asked = database.statements() - first.all;
    expect(asked).toBeGreaterThanOrEqual(4);
    expect(database.backgroundStatements()).toBe(first.apart);
    // Both at once, and each is counted in its place.
    await Promise.all([query(), inBackground(query)]);
    expect(database.statements()).toBe(first.all + 3 * asked);
    expect(database.backgroundStatements()).toBe(first.apart + asked);
  } finally {
    await database.close();
  }
});
