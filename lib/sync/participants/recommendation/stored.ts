/** Recommendation's documents as they are stored (`docs/sync-contract.md` 1.12, 1.13). */
import type { Fields } from '../fields.ts';
import { dayOf, momentOf, textOf } from '../mongodb.ts';
import type { Day, GmcDoctor, Recommendation } from '../sources.ts';

// As Spring reads a text where true or false should be.
const texts: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['on', true],
  ['yes', true],
  ['1', true],
  ['false', false],
  ['off', false],
  ['no', false],
  ['0', false],
]);

const flagIn = (value: unknown): boolean | null =>
  typeof value === 'string' || typeof value === 'number'
    ? (texts.get(String(value).trim().toLowerCase()) ?? null)
    : null;

/** What is of another type than it should be is left out, and noted. */
class Reader {
  readonly notes: string[] = [];

  #read<T>(stored: Fields, name: string, as: (value: unknown) => T | null, type: string) {
    const value = stored[name];
    if (value === null || value === undefined) return null;
    const read = as(value);
    if (read === null) this.notes.push(`${name} is not ${type}, and was left out`);
    return read;
  }

  text(stored: Fields, name: string): string | null {
    return this.#read(stored, name, textOf, 'text');
  }

  day(stored: Fields, name: string): Day | null {
    return this.#read(stored, name, dayOf, 'a date');
  }

  moment(stored: Fields, name: string): string | null {
    return this.#read(stored, name, momentOf, 'a date');
  }

  /** True where it is absent. */
  flag(stored: Fields, name: string): boolean | null {
    const value = stored[name];
    if (value === null || value === undefined) return true;
    if (typeof value === 'boolean') return value;
    const read = flagIn(value);
    this.notes.push(
      read === null
        ? `${name} is neither true nor false, and was left out`
        : `${name} is stored as text or a number, and was read as ${String(read)}`,
    );
    return read;
  }
}

const recommendationOf = (stored: Fields, read: Reader): Recommendation => ({
  id: String(stored['_id']),
  outcome: read.text(stored, 'outcome'),
  actualSubmissionDate: read.day(stored, 'actualSubmissionDate'),
  gmcSubmissionDate: read.day(stored, 'gmcSubmissionDate'),
});

export function doctorOf(
  stored: Fields,
  gmcNumber: string,
  recommendations: readonly Fields[],
): GmcDoctor {
  const read = new Reader();
  const doctor = {
    gmcNumber,
    firstName: read.text(stored, 'doctorFirstName'),
    lastName: read.text(stored, 'doctorLastName'),
    submissionDate: read.day(stored, 'submissionDate'),
    dateAdded: read.day(stored, 'dateAdded'),
    underNotice: read.text(stored, 'underNotice'),
    sanction: read.text(stored, 'sanction'),
    doctorStatus: read.text(stored, 'doctorStatus'),
    lastUpdatedDate: read.day(stored, 'lastUpdatedDate'),
    gmcLastUpdatedDateTime: read.moment(stored, 'gmcLastUpdatedDateTime'),
    designatedBodyCode: read.text(stored, 'designatedBodyCode'),
    admin: read.text(stored, 'admin'),
    existsInGmc: read.flag(stored, 'existsInGmc'),
    recommendations: recommendations.map((one) => recommendationOf(one, read)),
  };
  return read.notes.length === 0 ? doctor : { ...doctor, notes: [...new Set(read.notes)] };
}
