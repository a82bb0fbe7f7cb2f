import type { Sql } from '#lib/platform/database/database.ts';
import { sentences, someWords } from '#lib/kernel/words/text.ts';
import { driftTitles } from './notices-of-drift.ts';
import { readDrifts } from './observation-store.ts';

/** What of the contract is not as it says. */
export interface DriftNow {
  readonly title: string;
  /** When the first of it began. */
  readonly since: Date;
  readonly says: string;
}

/**
 * What the contract monitor last saw to differ from what the contract names, until it sees that it
 * does no longer; null: nothing. An alias that the contract does not name is read by nobody, and is
 * left out. One statement.
 */
export async function driftNow(sql: Sql, environment: string): Promise<DriftNow | null> {
  const drifts = await readDrifts(sql, environment);
  const [first] = drifts;
  if (first === undefined) return null;
  const { about, name, since, says } = first;
  return drifts.length === 1
    ? { title: driftTitles[about](name), since, says }
    : {
        title: `${drifts.length} aliases and indexes are not as the contract says`,
        since,
        says: sentences(someWords(drifts.map((one) => one.name))),
      };
}
