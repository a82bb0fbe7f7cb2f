/** What a comparison of two generations says, and how it is asked for. */
import { z } from 'zod';

const generationName = z.string().min(1).max(255);

/** As the address has it. */
export const CompareGenerations = z.object({
  /** A run (`local-12`), or one index. */
  a: generationName,
  b: generationName,
  /** Base name of the index, where both name runs; the first that both have when absent. */
  index: generationName.optional(),
});
export type CompareGenerations = z.infer<typeof CompareGenerations>;

/** Of the first generation and of the second. */
export interface Both<T> {
  readonly a: T;
  readonly b: T;
}

export interface ComparedGeneration {
  readonly index: string;
  /** `local-12`; null where no run made it. */
  readonly run: string | null;
}

export interface ComparedValue {
  readonly value: string;
  readonly documents: Both<number>;
}

export interface ComparedField {
  readonly field: string;
  /** Part of the documents in which it is absent, null or an empty list; null: there are none. */
  readonly nullRate: Both<number | null>;
  readonly empty: Both<number>;
  /** Documents of both in which it differs; `gained` and `lost` are among them. */
  readonly changed: number;
  readonly gained: number;
  readonly lost: number;
  /**
   * Null: they are not counted, because they may say who somebody is, or hardly two documents have
   * the same.
   */
  readonly values: {
    readonly listed: readonly ComparedValue[];
    /** Documents with a value that is not listed. */
    readonly others: Both<number>;
  } | null;
}

export interface SampledField {
  readonly field: string;
  readonly change: 'gained' | 'lost' | 'changed';
  /** Its values may say who somebody is, and are left out. */
  readonly isMasked: boolean;
  readonly before: string | null;
  readonly after: string | null;
}

export interface ComparisonSample {
  /** The number of the doctor, masked. */
  readonly document: string;
  readonly change: 'added' | 'removed' | 'changed';
  /** Of an added or removed document those alone whose values may be shown. */
  readonly fields: readonly SampledField[];
}

/** What the documents say, without what is known beforehand. */
export interface Differences {
  /** `not-known`: nothing differs, and not every document could be compared. */
  readonly state: 'equal' | 'different' | 'not-known';
  /** Read, whether or not they could be compared. */
  readonly documents: Both<number>;
  /** Only in the second. */
  readonly added: number;
  /** Only in the first. */
  readonly removed: number;
  readonly changed: number;
  readonly same: number;
  /** Documents without a usable number, which cannot be told from one another. */
  readonly withoutKey: Both<number>;
  /** Further documents of a number; the first of each is compared. */
  readonly repeated: Both<number>;
  /** Those that differ most come first. */
  readonly fields: readonly ComparedField[];
  /** There are more fields than are counted one by one. */
  readonly hasMoreFields: boolean;
  readonly samples: readonly ComparisonSample[];
}

export interface Comparison extends Differences {
  readonly environment: string;
  /** Base name of what both are generations of. */
  readonly index: string;
  readonly a: ComparedGeneration;
  readonly b: ComparedGeneration;
  readonly startedAt: string;
  readonly endedAt: string;
  /** What has come out, in a sentence. */
  readonly says: string;
}

/** Documents of one side that were read, and how many there are; null: not known. */
export interface ReadSoFar {
  readonly read: number;
  readonly of: number | null;
}

/** What is said while two generations are compared, the result last. */
export type ComparisonEvent =
  { readonly progress: Both<ReadSoFar> } | { readonly result: Comparison };
