/**
 * A message, or a document, that ends the process which handles it would end every worker, one
 * after the other. After some have ended at a stage, the next ones write down what they take in
 * hand, and so find the one that nobody survives: it is set aside.
 */
import { createHash } from 'node:crypto';
import type { Delivery } from '#lib/platform/broker/port.ts';

/** One that has been suspected among few enough is handled alone. */
export interface Careful<T = Delivery> {
  /** Cuts a batch so that what is suspected is handled by itself, and last. */
  pieces(all: readonly T[]): readonly (readonly T[])[];
  /** The same, where one must come after the other. */
  piecesInOrder(all: readonly T[]): readonly (readonly T[])[];
  /** Whether a worker has ended with this one alone in hand. */
  isFatal(one: T): boolean;
  /** Resolves when it is written down that these are in hand. */
  take(some: readonly T[]): Promise<void>;
  /** Resolves when it is written down that nothing is. */
  leave(): Promise<void>;
}

/** One worker may end for many reasons; two in a row at one stage may have met the same one. */
export const carefulFrom = 2;

export const digestOf = (text: string): string =>
  createHash('sha256').update(text).digest('base64').slice(0, 16);

/** `suspects`: the digests of what the worker before had in hand when it ended. */
export function careful<T>(
  digest: (one: T) => string,
  suspects: readonly string[],
  save: (inHand: readonly string[] | null) => Promise<void>,
): Careful<T> {
  const suspected = new Set(suspects);
  const isSuspected = (one: T): boolean => suspected.has(digest(one));
  const [only] = suspects;
  const fatal = suspects.length === 1 ? only : null;
  return {
    pieces(all) {
      const others = all.filter((one) => !isSuspected(one));
      const alone = all.filter(isSuspected).map((one) => [one]);
      return others.length === 0 ? alone : [others, ...alone];
    },
    piecesInOrder(all) {
      const pieces: T[][] = [];
      let isOpen = false;
      for (const one of all) {
        const isAlone = isSuspected(one);
        if (isOpen && !isAlone) pieces.at(-1)?.push(one);
        else pieces.push([one]);
        isOpen = !isAlone;
      }
      return pieces;
    },
    isFatal: (one) => digest(one) === fatal,
    take: (some) => save([...new Set(some.map(digest))]),
    leave: () => save(null),
  };
}
