import { quoted } from '#lib/kernel/free-text.ts';
import { done, refuse, type Result } from '#lib/kernel/result.ts';
import { listWords } from '#lib/kernel/words/text.ts';

/** What this process was composed of, by instrumentation.ts, before the first request. */
export function webRuntime() {
  if (globalThis.consoleRuntime === undefined)
    throw new Error('The world is composed in instrumentation.ts, which has not run');
  return globalThis.consoleRuntime;
}

/** Who reads is told after this long that the database of the console does not answer. */
export const readWithinMs = 8_000;

/** The process and its environments. */
export const consoleWorld = () => webRuntime().world;

/** All environments and what they share. */
export type WholeWorld = ReturnType<typeof consoleWorld>;

/** One environment, as commands and queries get it from a page or a route. */
export type WebWorld = ReturnType<typeof consoleWorld>['environments'][number];

/**
 * The environment of that name; where there is only one, it needs no name. `not-found`: there is
 * none of that name; `invalid`: there are several and none was named.
 */
export function environmentWorld(name: string | null | undefined): Result<WebWorld> {
  const { environments } = consoleWorld();
  const names = environments.map(({ environment }) => environment.name);
  const [first, ...others] = environments;
  if (first === undefined) throw new Error('a console without an environment');
  if (name == null || name === '') {
    if (others.length === 0) return done(first);
    return refuse('invalid', `Name the environment: ${listWords(names, 'or')}.`);
  }
  const found = environments.find(({ environment }) => environment.name === name);
  if (found !== undefined) return done(found);
  const all = listWords(names.map(quoted), 'and');
  return refuse('not-found', `This console does not run ${quoted(name)}. It runs ${all}.`);
}

/** For commands that act on the console itself. */
export const wholeConsole = () => done(consoleWorld());

/** Where an attempt is recorded that was refused before its environment was known. */
export function scopeOfRefusals() {
  const world = consoleWorld();
  const [only, ...others] = world.environments;
  return only !== undefined && others.length === 0 ? only : world;
}
