/**
 * Reads that cost much: a web process does a few at once, or nobody would be answered, not even
 * who asks whether it is alive.
 */
import { headers } from 'next/headers';
import type { Actor, Permission } from '#lib/access/index.ts';
import { FaultError, refuse, type Fault, type Result } from '#lib/kernel/result.ts';
import type { Turn } from '#lib/kernel/turns.ts';
import { afterTurn } from './own-time.ts';
import { recordRefused } from './record-refused.ts';
import { webRuntime } from './runtime.ts';

type Full = (Turn<unknown> & { readonly isTaken: false })['full'];

const refusals: Readonly<Record<Full, string>> = {
  own: 'You have asked for much at once, and that is still being read. Ask again in a moment.',
  all: 'As much is being read for others as the console reads at once. Ask again in a moment.',
  late: 'Much is being read for others, and your turn has not come. Ask again in a moment.',
};

const busy = (full: Full): { readonly ok: false; readonly fault: Fault } =>
  refuse('busy', refusals[full]);

/** Whatever waits for its turn and is not wanted any more is not begun. */
const take = <T>(
  { id }: Pick<Actor, 'id'>,
  work: () => Promise<T>,
  signal?: AbortSignal,
): Promise<Turn<T | null>> =>
  afterTurn(
    async () => (signal?.aborted === true ? null : work()),
    (begin) => webRuntime().costlyReads.take(id, begin),
  );

interface Asking {
  readonly actor: Pick<Actor, 'id'>;
  readonly signal: AbortSignal;
}

/** A query of a route; of a list, where `isCostly` says so: a page of it costs little. */
export const inTurn =
  <R extends Asking, I extends readonly unknown[], T>(
    query: (request: R, ...input: I) => Promise<Result<T>>,
    isCostly: (...input: NoInfer<I>) => boolean = () => true,
  ) =>
  async (request: R, ...input: I): Promise<Result<T>> => {
    if (!isCostly(...input)) return query(request, ...input);
    const turn = await take(request.actor, () => query(request, ...input), request.signal);
    return turn.isTaken ? (turn.value ?? busy('own')) : busy(turn.full);
  };

/** A command that reads or writes much; one that finds no place is recorded as refused. */
export const commandInTurn =
  <W, I, T>(
    permission: Permission,
    run: (world: W, actor: Actor, input: I) => Promise<Result<T>>,
  ) =>
  async (world: W, actor: Actor, input: I): Promise<Result<T>> => {
    const turn = await take(actor, () => run(world, actor, input));
    if (turn.isTaken && turn.value !== null) return turn.value;
    const refused = busy(turn.isTaken ? 'own' : turn.full);
    const what = { headers: await headers(), permission, actor, id: actor.requestId };
    await recordRefused(what, refused.fault);
    return refused;
  };

/** More than a page of a list, as a file of it is made from. */
export const asksForMany =
  ({ pageSize }: { readonly pageSize: number }) =>
  ({ limit }: { readonly limit: number }): boolean =>
    limit > pageSize;

/** What a page reads for a person. `busy` is thrown: `guardPage` says so and asks again. */
export async function inTurnOf<T>(person: Pick<Actor, 'id'>, work: () => Promise<T>): Promise<T> {
  const turn = await afterTurn(work, (begin) => webRuntime().costlyReads.take(person.id, begin));
  if (!turn.isTaken) throw new FaultError(busy(turn.full).fault);
  return turn.value;
}
