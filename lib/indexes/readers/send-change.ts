import { done, mayPass, refuse, type Result } from '#lib/kernel/result.ts';
import { isBlocked } from '#lib/platform/search/refusals.ts';
import { sentences } from '#lib/kernel/words/text.ts';
import type { World } from '#lib/platform/world.ts';
import {
  beginReaderChange,
  dropReaderChange,
  findUnknownChange,
  leaveReaderChange,
  recordedWithinSeconds,
  type NewReaderChange,
  type ReaderChange,
  type SentChange,
} from '../reader-changes-store.ts';
import { giveUpCopies } from '../generations/keep-copy.ts';
import type { RecordedSwap } from '../requests.ts';
import { areInPlace, moveReaders, withUnknownReaders } from './move-readers.ts';
import { readReaders } from './read-aliases.ts';

interface Sending {
  readonly change: Pick<NewReaderChange, 'kind' | 'actor' | 'reason' | 'keptCopies'>;
  readonly plan: RecordedSwap;
  readonly seals: readonly string[];
  /** What asking for the same does, where nobody knows whether it was carried out. */
  readonly again: string;
}

const doingWhat: Readonly<Record<string, string>> = {
  repair: 'repairing aliases',
  rollback: 'rolling readers back',
  removal: 'removing an alias',
};

function whyNotNow(refused: Extract<SentChange, { id: null }>): string {
  if ('dropping' in refused) return `The index ${refused.dropping} is being dropped just now`;
  const { actor, kind } = refused.busyWith;
  return `${actor} is ${doingWhat[kind] ?? 'moving readers'} just now`;
}

/**
 * What a person moves readers by: written down before it is sent, one at a time in an environment,
 * so that of two who ask for the same the second is told,
 * and never to an index that is being dropped. Returns the number of the record, which
 * whoever settles it ends. Where it is refused, the copies that were kept for it are given up.
 * Faults: `conflict` (not now; nothing was done), those of `moveReaders`.
 */
export async function sendChange(
  world: World,
  { change, plan, seals, again }: Sending,
): Promise<Result<number>> {
  const { database, environment } = world;
  const begun = await database.transaction((tx) =>
    beginReaderChange(tx, {
      ...change,
      environment: environment.name,
      runName: null,
      moves: plan.moves,
      removals: plan.removals ?? [],
      marks: null,
    }),
  );
  const copies = change.keptCopies.map(({ copy }) => copy);
  if (begun.id === null) {
    await giveUpCopies(world, environment.name, copies);
    return refuse(
      'conflict',
      sentences(
        whyNotNow(begun),
        'Nothing was done. Look at the aliases, and try again if it is still wanted.',
      ),
    );
  }
  const { id } = begun;
  const fault = await moveReaders(world, plan, seals, areInPlace);
  if (fault === null) return done(id);
  const isKnown = !mayPass(fault) || isBlocked(fault);
  await (isKnown ? dropReaderChange(database, id) : leaveReaderChange(database, id));
  if (isKnown) await giveUpCopies(world, environment.name, copies);
  return { ok: false, fault: withUnknownReaders(fault, again) };
}

/**
 * The last change of this kind of which nobody knew whether it was carried out, where readers are
 * just there: it was, and is still to be recorded. `plan` is where readers are wanted, where that
 * is to be the same. Rejects when the search side cannot be read.
 */
export async function findUnrecorded(
  { database, search, environment }: Pick<World, 'database' | 'search' | 'environment'>,
  kind: ReaderChange['kind'],
  plan?: RecordedSwap,
): Promise<ReaderChange | null> {
  const within = plan === undefined ? undefined : recordedWithinSeconds;
  const change = await findUnknownChange(database, environment.name, kind, within);
  if (change === null) return null;
  const isSame = ({ alias, to }: RecordedSwap['moves'][number]): boolean =>
    change.moves.some((move) => move.alias === alias && move.to === to);
  if (plan !== undefined && !plan.moves.every(isSame)) return null;
  const { moves, removals } = change;
  const readers = await readReaders({ search }, { moves, removals, removeIndexes: [] });
  return areInPlace(readers) ? change : null;
}

/** What is told of what was done and could not be recorded yet. */
export const recordedLater =
  'That could not be recorded yet: the database of this console does not answer. It is recorded ' +
  'as soon as it does; until then the indexes page may call it a difference. Repair nothing ' +
  'before.';

export const withWarning = <T extends { readonly warnings: readonly string[] }>(
  outcome: T,
  warning: string,
): T => ({ ...outcome, warnings: [...outcome.warnings, warning] });

/** What is told of it when the same is asked for again. */
export const recordedNow = ({ actor }: ReaderChange): string =>
  `It was done before: ${actor} asked for it and got no answer. It is recorded now.`;
