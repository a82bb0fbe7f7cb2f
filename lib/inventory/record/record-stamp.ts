/** What a record is of, how old that is, and how far it agrees with what was imported. Pure. */
import { countOf } from '#lib/kernel/words/numbers.ts';
import { listWords, sentences } from '#lib/kernel/words/text.ts';
import { dateTimeWords } from '#lib/kernel/words/times.ts';
import type { StateCounts } from '../observe/drift-view.ts';
import type { RecordExtent } from './record-scope.ts';

export interface RecordStamp {
  readonly estate: string;
  readonly extent: RecordExtent;
  /** Of the system; null: it is of none. */
  readonly environment: string | null;
  /** How many components are part of the system, and how many have a relation with these. */
  readonly parts: number;
  readonly beside: number;
  readonly now: Date;
  /** When something of it was last changed or removed. */
  readonly changedAt: Date;
  /** How many facts nobody recorded. */
  readonly missing: number;
  /** Of its newest imports; null: there is none. */
  readonly drift: RecordDrift | null;
}

export interface RecordDrift {
  readonly counts: StateCounts;
  /** How many of what differs somebody marked as known. */
  readonly known: number;
  readonly newestAt: Date;
}

const are = (n: number): string => (n === 1 ? 'is' : 'are');
const isOrAre = (n: number, one: string): string => `${countOf(n, one)} ${are(n)}`;

function extentWords(stamp: RecordStamp): string {
  const { estate, extent, environment, parts, beside } = stamp;
  const there = environment === null ? '' : `, as far as it is of ${environment} or of all`;
  switch (extent) {
    case 'estate':
      return `Of the whole estate ${estate}`;
    case 'only-system':
      return `Of the whole estate ${estate}, whose only system this is${there}`;
    case 'undivided':
      return `Of the whole estate ${estate}${there}: no source says what is part of this system`;
    case 'parts':
      return (
        `Estate ${estate}. Of the ${countOf(parts, 'component')} that ` +
        `${are(parts)} part of this system or belong to it, and the ` +
        `${String(beside)} that have a relation with one of these`
      );
  }
}

function driftWords({ drift }: RecordStamp): string {
  if (drift === null) return 'Nothing of it was observed by an import';
  const { counts, known, newestAt } = drift;
  const { matched, changed, missing, unexpected } = counts;
  const states = [
    `${isOrAre(matched, 'component')} as declared`,
    `${String(changed)} ${are(changed)} changed`,
    `${String(missing)} ${are(missing)} missing`,
    `${String(unexpected)} ${are(unexpected)} unexpected`,
  ];
  const marked = known === 0 ? '' : `; ${isOrAre(known, 'difference')} known`;
  return (
    `By its newest imports, the last of them taken on ${dateTimeWords(newestAt)}, ` +
    `${listWords(states, 'and')}${marked}`
  );
}

export function stampWords(stamp: RecordStamp, differences: number): string {
  const { now, changedAt, missing } = stamp;
  return sentences(
    extentWords(stamp),
    `Made on ${dateTimeWords(now)} from the inventory as it was changed last on ` +
      dateTimeWords(changedAt),
    `${countOf(missing, 'fact')} that somebody should know ${are(missing)} not recorded`,
    driftWords(stamp),
    `${countOf(differences, 'difference')} between sources ` +
      `${are(differences)} listed at the end`,
  );
}
