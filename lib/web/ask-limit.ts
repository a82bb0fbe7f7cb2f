import type { Actor } from '#lib/access/index.ts';
import { done, refuse, type Result } from '#lib/kernel/result.ts';
import { countOf } from '#lib/kernel/words/numbers.ts';
import { webRuntime } from './runtime.ts';

/** Whether this person may have the search engine asked once more. */
export function mayAsk({ id }: Pick<Actor, 'id'>): Result<void> {
  const { world, askLimit } = webRuntime();
  const waitMs = askLimit.begin(id, world.clock.now().getTime());
  if (waitMs <= 0) return done(undefined);
  return refuse(
    'busy',
    'You have had the search engine asked too often within a minute. Ask again in ' +
      `${countOf(Math.ceil(waitMs / 1_000), 'second')}.`,
  );
}

/** A query that a person may make so often only. */
export const askedSeldom =
  <R extends { readonly actor: Actor }, I extends readonly unknown[], T>(
    query: (request: R, ...input: I) => Promise<Result<T>>,
  ) =>
  async (request: R, ...input: I): Promise<Result<T>> => {
    const may = mayAsk(request.actor);
    return may.ok ? query(request, ...input) : may;
  };

/** A command that changes nothing, and that a person may give so often only. */
export const commandAskedSeldom =
  <W, I, T>(run: (world: W, actor: Actor, input: I) => Promise<Result<T>>) =>
  async (world: W, actor: Actor, input: I): Promise<Result<T>> => {
    const may = mayAsk(actor);
    return may.ok ? run(world, actor, input) : may;
  };
