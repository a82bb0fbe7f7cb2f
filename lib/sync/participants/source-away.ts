import { FaultError } from '#lib/kernel/result.ts';

/**
 * Words for a source that cannot be read. Of the driver's error only its code is used: the rest may
 * hold data.
 */
export function sourceAway(says: string, error: unknown): FaultError {
  if (error instanceof FaultError) return error;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const isPlain = typeof code === 'string' || typeof code === 'number';
  return new FaultError({ kind: 'unavailable', says, ...(isPlain ? { detail: { code } } : {}) });
}

/** Passes pages on; what the driver throws on the way becomes `unavailable` in plain words. */
export async function* inPlainWords<T>(says: string, pages: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    for await (const page of pages) yield page;
  } catch (error) {
    throw sourceAway(says, error);
  }
}
