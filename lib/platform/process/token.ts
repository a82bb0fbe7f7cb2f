import { createHash, timingSafeEqual } from 'node:crypto';

/** Kept instead of a token. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Of the header `Authorization`; null when it shows none. */
export const bearerOf = (authorization: string): string | null =>
  /^Bearer ([\w.~+/=-]{20,512})$/.exec(authorization)?.[1] ?? null;

export const isTokenOf = (hash: Buffer, token: string | null): boolean =>
  token !== null && timingSafeEqual(tokenHash(token), hash);
