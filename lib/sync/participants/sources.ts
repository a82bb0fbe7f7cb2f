/**
 * Where the participants read. Two implementations each: the real database, and the synthetic
 * population. `asOf` is the day of the run: the synthetic population is made around it, a real
 * database holds what it holds. A source that cannot be read throws a FaultError `unavailable`;
 * trying again is the caller's business.
 */

import type { PersonId } from '../person-id.ts';

/** After so long a count of a source is given up: it is wanted at once, or not at all. */
export const countWithinMs = 10_000;

/** A calendar day, `yyyy-MM-dd`. */
export type Day = string;

export interface TcsMembership {
  readonly uuid: string;
  readonly programmeName: string | null;
  readonly programmeOwner: string | null;
  readonly type: string | null;
  readonly start: Day | null;
  readonly end: Day | null;
  /** The latest curriculum end date of this membership. */
  readonly curriculumEnd: Day | null;
}

export interface TcsPlacement {
  readonly gradeId: number | null;
  readonly from: Day | null;
  readonly to: Day | null;
}

export interface TcsPerson {
  readonly id: PersonId;
  readonly forenames: string | null;
  readonly surname: string | null;
  /** Person.role, null without a Person row. */
  readonly role: string | null;
  /** False: there is no GmcDetails row. */
  readonly hasGmcDetails: boolean;
  readonly gmcNumber: string | null;
  readonly memberships: readonly TcsMembership[];
  readonly placements: readonly TcsPlacement[];
}

export interface TcsSource {
  /** Its people are made up from a seed. */
  readonly isSynthetic: boolean;
  /**
   * How many people have a usable GMC number and are no stand-ins, as `extract.ts` decides; asked
   * beside the reading of them, and given up after ten seconds.
   */
  countTrainees(asOf: Day): Promise<number>;
  /**
   * All people, ascending by person id, in pages read by keyset; memory does not grow with the
   * population.
   */
  people(asOf: Day): AsyncIterable<readonly TcsPerson[]>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

/**
 * `doctorsForDB` joined with the doctor's recommendations (`docs/sync-contract.md` 1.12). Names
 * as stored; enums by name.
 */
export interface GmcDoctor {
  readonly gmcNumber: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly submissionDate: Day | null;
  readonly dateAdded: Day | null;
  readonly underNotice: string | null;
  readonly sanction: string | null;
  readonly doctorStatus: string | null;
  readonly lastUpdatedDate: Day | null;
  /** `yyyy-MM-ddTHH:mm:ss.SSS`, UTC. */
  readonly gmcLastUpdatedDateTime: string | null;
  readonly designatedBodyCode: string | null;
  readonly admin: string | null;
  /** Null: it is stored as something else. */
  readonly existsInGmc: boolean | null;
  readonly recommendations: readonly Recommendation[];
  /** What of it could not be used as it is stored, in words without data. */
  readonly notes?: readonly string[];
}

export interface Recommendation {
  readonly id: string;
  readonly outcome: string | null;
  readonly actualSubmissionDate: Day | null;
  readonly gmcSubmissionDate: Day | null;
}

export interface RecommendationSource {
  /** Its doctors are made up from a seed. */
  readonly isSynthetic: boolean;
  /** How many `doctors` gives; given up after ten seconds. */
  countDoctors(asOf: Day): Promise<number>;
  /** Ascending by GMC number, by two sorted cursors merged. */
  doctors(asOf: Day): AsyncIterable<readonly GmcDoctor[]>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface ConnectionException {
  readonly gmcNumber: string;
  readonly errorMessage: string | null;
}

export interface ConnectionSource {
  /**
   * The newest exception log of each doctor among those written up to `until`, ascending by GMC
   * number. Logs are only ever added, so a second reading says the same; the synthetic ones never
   * change.
   */
  exceptions(asOf: Day, until: Date): AsyncIterable<readonly ConnectionException[]>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface Sources {
  readonly tcs: TcsSource;
  readonly recommendation: RecommendationSource;
  readonly connection: ConnectionSource;
}
