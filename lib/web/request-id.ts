import { newId } from '#lib/kernel/ids.ts';

export const requestIdHeader = 'x-request-id';

/**
 * One that came along is kept where it can only be an id, so that a log of ours can be matched with
 * a log of theirs.
 */
export function requestIdOf(headers: Pick<Headers, 'get'>): string {
  const given = headers.get(requestIdHeader);
  return given !== null && /^[\w-]{8,64}$/.test(given) ? given : newId();
}

/** The requested address, which Next does not give to a layout. */
export const addressHeader = 'x-console-address';
