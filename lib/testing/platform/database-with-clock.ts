import type { Clock } from '#lib/kernel/clock.ts';
import { timeStatement } from '#lib/platform/database/database-time.ts';
import type { Database } from '#lib/platform/database/database.ts';

/** The same database, which tells the time of this clock (`databaseTime`). */
export const databaseWithClock = (database: Database, clock: Clock): Database => ({
  ...database,
  rows: (text, params) =>
    text === timeStatement
      ? database.rows('select $1::timestamptz as at', [clock.now()])
      : database.rows(text, params),
});
