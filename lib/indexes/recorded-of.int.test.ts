import { expect, it } from 'vitest';
import { databases } from '#lib/testing/platform/databases.ts';
import { recordedIn } from './recorded-of.ts';

for (const { kind, isWanted, make } of databases)
  it.runIf(isWanted)(`what is recorded of many environments is asked once, ${kind}`, async () => {
    const database = await make();
    try {
      await database.run(
        `insert into reader_change (environment, kind, actor, moves, kept_copies)
         values ('here', 'repair', 'somebody', '[]', '[]')`,
      );
      const before = database.statements();
      const recorded = await recordedIn(database, ['here', 'there', 'elsewhere'], []);
      expect(database.statements() - before).toBe(1);
      expect(recorded.get('here')).toMatch(/^\d{4}-/);
      expect(recorded.get('there')).toBe('nothing');
      const row = { index: 'persons-1', role: 'live', environment: 'there' } as const;
      const all = await recordedIn(database, ['there'], [row]);
      expect(all.get('there')).toBe('persons-1 live ');
      expect(database.statements() - before).toBe(1);
    } finally {
      await database.close();
    }
  });
