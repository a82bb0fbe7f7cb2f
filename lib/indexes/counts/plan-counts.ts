/** What a number of documents is of: `bodies` is how many designated bodies there are. */
export type CountedKind = 'list' | 'bodies' | 'index' | 'alias';

/** A number of documents; null: not known. */
export interface Counted {
  readonly about: CountedKind;
  /** The code of a designated body where it is a list, else empty. */
  readonly body: string;
  readonly name: string;
  readonly documents: number | null;
}

/** The number that was last counted. */
export interface OpenCount extends Counted {
  readonly id: number;
}

export interface CountChanges {
  /** Ids of what was counted again as it was. */
  readonly same: readonly number[];
  /** Ids of what became another number, or is counted no more. */
  readonly ended: readonly number[];
  readonly begun: readonly Counted[];
}

const keyOf = ({ about, body, name }: Counted): string => JSON.stringify([about, body, name]);

/** What a count changes of the record. */
export function planCounts(open: readonly OpenCount[], counted: readonly Counted[]): CountChanges {
  const now = new Map(counted.map((one) => [keyOf(one), one]));
  const isSame = (one: OpenCount): boolean => now.get(keyOf(one))?.documents === one.documents;
  const same = open.filter(isSame);
  const stays = new Set(same.map(keyOf));
  return {
    same: same.map(({ id }) => id),
    ended: open.filter((one) => !isSame(one)).map(({ id }) => id),
    begun: [...now.values()].filter((one) => !stays.has(keyOf(one))),
  };
}

/** The same of a count that failed: nothing of it is known any more, and nothing is 0. */
export const unknownCounts = (open: readonly OpenCount[]): Counted[] =>
  open.map(({ about, body, name }) => ({ about, body, name, documents: null }));
