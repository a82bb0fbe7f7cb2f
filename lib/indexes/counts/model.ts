import { z } from 'zod';

/** One list as users of one designated body see it. */
export interface SeenList {
  /** `ready-to-connect` */
  readonly name: string;
  readonly title: string;
  readonly page: string;
  /** Null: not known. */
  readonly documents: number | null;
  /**
   * On the generation that users read before the last swap, else as it was counted before the
   * moment of `beforeIs`; null: there is none, or not known.
   */
  readonly before: number | null;
  /** It has dropped by more than should pass unseen. */
  readonly standsOut: boolean;
  /**
   * At moments equally far from each other, from `trendFrom` until now; null: not known. Empty
   * until it was counted.
   */
  readonly trend: readonly (number | null)[];
}

export interface SeenBody {
  /** Code of the designated body. */
  readonly body: string;
  readonly lists: readonly SeenList[];
  readonly standsOut: boolean;
  /** Every list of it is empty, and one was not. */
  readonly hasVanished: boolean;
}

/** The lists of designated bodies, as users see them. */
export interface SeenView {
  readonly environment: string;
  readonly observedAt: string;
  readonly failedSince: string | null;
  /** They are being counted anew, and that has taken longer than one waits for it. */
  readonly isBeingCounted: boolean;
  /** There is an earlier generation, or an earlier count, to compare with. */
  readonly hasBefore: boolean;
  /** Where nobody has swapped here, lists are compared with what they were a day ago. */
  readonly beforeIs: 'last-swap' | 'day-ago';
  /** Part of its rows that a list loses before it stands out. */
  readonly standsOutFrom: number;
  /** When the first value of the trends was counted; null: none was yet. */
  readonly trendFrom: string | null;
  /**
   * The right that the console lacks where the engine does not let it count all of it, in a
   * sentence; null: it does.
   */
  readonly refused: string | null;
  /** Those that have vanished first, then what stands out. */
  readonly bodies: readonly SeenBody[];
}

/** What documents are counted of: of an index what users read, or what an alias shows. */
export interface CountedSeries {
  readonly about: 'index' | 'alias';
  readonly name: string;
}

/** From this moment on it was so; null: not known. */
export interface DocumentPoint {
  readonly at: string;
  readonly documents: number | null;
}

/** How many documents something had over time. */
export interface DocumentsView {
  readonly environment: string;
  readonly observedAt: string;
  /** What the points are of; null: nothing was counted yet. */
  readonly of: CountedSeries | null;
  /** All that is counted. */
  readonly series: readonly CountedSeries[];
  /** Oldest first. */
  readonly points: readonly DocumentPoint[];
  /** When readers were moved, oldest first. */
  readonly moves: readonly {
    readonly at: string;
    readonly kind: 'swap' | 'rollback';
    /** A person, or the run. */
    readonly actor: string;
    readonly run: string | null;
  }[];
}

/** Both or none: what is counted first. */
export const ReadDocuments = z.object({
  about: z.enum(['index', 'alias']).optional(),
  name: z.string().min(1).max(255).optional(),
});
