import {
  isMoveOn,
  keptAsWayBack,
  stillRead,
  wayBackOfFamily,
  type GenerationMove,
  type GenerationRole,
  type GenerationView,
  type IndexesView,
} from '#lib/indexes/client.ts';
import type { Tone } from '#components/ui/feedback/tone.ts';

interface RoleState {
  readonly word: string;
  readonly tone: Tone;
}

const roleTones: Readonly<Record<GenerationRole, RoleState>> = {
  building: { word: 'Being built', tone: 'run' },
  live: { word: 'Live, users read it', tone: 'ok' },
  previous: { word: 'Previous', tone: 'wait' },
  abandoned: { word: 'Abandoned', tone: 'off' },
};

/** While the aliases cannot be read nobody knows what users read. */
export const roleState = ({ role, isSeen }: Pick<GenerationView, 'role' | 'isSeen'>): RoleState =>
  role === 'live' && !isSeen ? { word: 'Recorded as live', tone: 'wait' } : roleTones[role];

const words: readonly (readonly [GenerationRole, string])[] = [
  ['live', 'live'],
  ['building', 'being built'],
  ['previous', 'previous'],
  ['abandoned', 'abandoned'],
];

/** The swap or roll back that brought users to it last; a repair of an alias is none. */
export const lastMoveTo = ({ moves = [] }: GenerationView): GenerationMove | null =>
  moves.find(({ is, kind }) => is === 'came' && kind !== 'repair') ?? null;

/**
 * Whether a roll back brought users to something newer than they had; null: what they came from is
 * not among the generations any more.
 */
export function wasMovedOn(
  generations: readonly GenerationView[],
  { base, index }: GenerationView,
  { at, is }: GenerationMove,
): boolean | null {
  const other = generations.find(
    (one) =>
      one.base === base &&
      one.index !== index &&
      one.moves?.some((move) => move.at === at && move.is !== is),
  );
  if (other === undefined) return null;
  return is === 'came' ? isMoveOn([other.index], index) : isMoveOn([index], other.index);
}

/** Who rolled users back to it; null where the run that made it brought them. */
export function rolledBackBy(generation: GenerationView): string | null {
  const move = lastMoveTo(generation);
  return move?.kind === 'rollback' ? move.by : null;
}

/** `5 live, 5 being built, 5 previous`. */
export function generationsWords(generations: readonly GenerationView[]): string {
  return words
    .flatMap(([role, word]) => {
      const number = generations.filter((generation) => generation.role === role).length;
      return number === 0 ? [] : [`${number} ${word}`];
    })
    .join(', ');
}

/** Users who are moved to it go on to a newer generation than they have, and not back. */
export const isNewerThanRead = (
  generations: readonly GenerationView[],
  { base, index }: GenerationView,
): boolean =>
  isMoveOn(
    generations.filter((one) => one.base === base && one.role === 'live').map((one) => one.index),
    index,
  );

interface WayBack {
  readonly run: string;
  readonly number: number;
  /** It is newer than what users have. */
  readonly isOn: boolean;
}

/** The run whose indexes users left last, and can be rolled back to; null: there is none. */
export function wayBackOf(generations: readonly GenerationView[]): WayBack | null {
  const [newest] = generations
    .filter(({ role, liveUntil }) => role === 'previous' && liveUntil !== null)
    .sort((a, b) => ((a.liveUntil ?? '') < (b.liveUntil ?? '') ? 1 : -1));
  return newest === undefined || newest.run === null || newest.runNumber === null
    ? null
    : {
        run: newest.run,
        number: newest.runNumber,
        isOn: isNewerThanRead(generations, newest),
      };
}

export type GenerationsAndAliases = Pick<IndexesView, 'aliases' | 'generations' | 'unexpected'>;

/** Names of the aliases that lead to an index, those that the contract does not name among them. */
export const aliasesOn = (
  { aliases, unexpected }: Pick<GenerationsAndAliases, 'aliases' | 'unexpected'>,
  index: string,
): readonly string[] =>
  [
    ...aliases.filter(({ observed }) => observed?.targets.includes(index) === true),
    ...unexpected.filter(({ target }) => target === index),
  ].map(({ name }) => name);

/** Why a generation is not retired now, as the command would say it; null: it may be. */
export function whyNotRetired(
  view: GenerationsAndAliases,
  { index, base }: GenerationView,
): string | null {
  if (aliasesOn(view, index).length > 0) return stillRead([index]);
  return wayBackOfFamily(view.generations, base)?.index === index ? keptAsWayBack([index]) : null;
}
