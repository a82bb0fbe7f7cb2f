import { done, refuse, type Result } from '#lib/kernel/result.ts';
import { londonDate } from '#lib/kernel/clock.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { databaseTime } from '#lib/platform/database/database-time.ts';
import { isTokenOf } from '#lib/platform/process/token.ts';
import { insertReport } from './heartbeat-store.ts';
import type { HeartbeatReport } from './model.ts';

/** Who may report, and for which probe. */
export interface HeartbeatToken {
  /** The id of the probe that waits for it. */
  readonly probe: string;
  readonly hash: Buffer;
  /** The last day of London on which it is taken, `yyyy-MM-dd`; null: while it is configured. */
  readonly until: string | null;
}

/** What taking a report needs of the console. */
export interface HeartbeatWorld {
  readonly database: Database;
  readonly heartbeats: readonly HeartbeatToken[];
}

/** Clocks of others may be so much ahead. */
const aheadMs = 5 * 60_000;
/** Of one job. */
const mostAMinute = 60;

/**
 * Writes down what a job says of itself. Faults: `not-found` (no such token), `forbidden` (it has
 * ended), `invalid` (of a time that is to come), `busy` (too many), `unavailable`.
 */
export async function takeReport(
  { database, heartbeats }: HeartbeatWorld,
  token: string,
  report: HeartbeatReport,
): Promise<Result<{ readonly taken: true }>> {
  const known = heartbeats.find(({ hash }) => isTokenOf(hash, token));
  if (known === undefined) return refuse('not-found', 'No job reports with this token.');
  if (known.until !== null && londonDate(await databaseTime(database)) > known.until)
    return refuse(
      'forbidden',
      `This token was to be used up to ${known.until}. Set a new one for the job and for the ` +
        'console.',
    );
  switch (await insertReport(database, known.probe, report, { aheadMs, mostAMinute })) {
    case 'taken':
      return done({ taken: true });
    case 'ahead':
      return refuse(
        'invalid',
        'at is of a time that is still to come. Correct the clock of the job.',
      );
    case 'too-many':
      return refuse('busy', `This job has reported ${mostAMinute} times within a minute.`);
  }
}
