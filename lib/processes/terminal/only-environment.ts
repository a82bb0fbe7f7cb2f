import { z } from 'zod';
import type { Console } from './console-client.ts';

const Answer = z.object({ environment: z.string() });

/**
 * The name of the environment, where the console has only one; where it has several, its own words
 * that one must be named, as `invalid`.
 */
export async function onlyEnvironment(console: Console): Promise<string> {
  return Answer.parse(await console.get<unknown>('/api/sync/readiness')).environment;
}

/** A run or a generation is named as pages name it, or by the number that people say. */
export async function namedByNumber(
  console: Console,
  name: string,
  { environment }: { readonly environment?: string },
): Promise<string> {
  if (!/^\d+$/.test(name)) return name;
  return `${environment ?? (await onlyEnvironment(console))}-${name}`;
}
