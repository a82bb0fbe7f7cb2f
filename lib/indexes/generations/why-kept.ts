/** Why a generation is not retired, for records of ours and for what a page has of them. Pure. */

/** A time as the records have it, or as JSON has it. */
interface LeftGeneration {
  readonly base: string;
  readonly role: string;
  readonly liveUntil: Date | string | null;
}

// What a person adopted was never left by readers, as far as is known: it comes last.
const leftAt = ({ liveUntil }: LeftGeneration): number =>
  liveUntil === null ? 0 : new Date(liveUntil).getTime();

/** The generation that readers of the family would go back to: the newest that they have left. */
export function wayBackOfFamily<G extends LeftGeneration>(
  generations: readonly G[],
  base: string,
): G | null {
  const [newest] = generations
    .filter((row) => row.base === base && row.role === 'previous')
    .sort((a, b) => leftAt(b) - leftAt(a));
  return newest ?? null;
}

/** Why the only way back is not retired; `names` are those that are. */
export const onlyWayBack = (names: string): string =>
  `${names} is the newest that readers have left, and the only way back. It goes by itself once ` +
  'newer ones are kept.';

/** Why one that an alias leads to is not retired. */
export const stillRead = (names: string): string =>
  `${names} is read: an alias leads to it. Roll readers back or remove the alias first.`;
