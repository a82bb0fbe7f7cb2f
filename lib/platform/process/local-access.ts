import { createHmac, randomBytes } from 'node:crypto';
import { isTokenOf, tokenHash } from './token.ts';

/**
 * What both sides know who have the same token, without its being sent: `part` keeps one thing
 * from being taken for another.
 */
const sealed = (token: string, part: 'proof' | 'pass', ...about: readonly string[]): string =>
  createHmac('sha256', token)
    .update(JSON.stringify([part, ...about]))
    .digest('base64url');

export interface Proof {
  /** Made up by the process that answers, once. */
  readonly start: string;
  readonly proof: string;
}

export const newChallenge = (): string => randomBytes(32).toString('base64url');

/** As `newChallenge` makes them: nothing else is sealed for whoever asks. */
export const isChallenge = (text: string): boolean => /^[\w-]{43}$/.test(text);

/**
 * What a terminal shows in the place of its token: worth nothing once the process that has answered
 * is gone, whoever listens there then. Null: that process does not have the token.
 */
export function passAfter(token: string, challenge: string, { start, proof }: Proof) {
  const expected = sealed(token, 'proof', start, challenge);
  return isTokenOf(tokenHash(expected), proof) ? sealed(token, 'pass', start) : null;
}

/** Of a process, for the terminal on its machine. */
export interface LocalAccess {
  /** Whether this is the token, or what is shown in its place. */
  isShownBy(token: string | null): boolean;
  /** Shows that this process has the token too. */
  prove(challenge: string): Proof;
}

export function localAccessOf(token: string): LocalAccess {
  const start = newChallenge();
  const hashes = [tokenHash(token), tokenHash(sealed(token, 'pass', start))];
  return {
    isShownBy: (shown) => hashes.some((hash) => isTokenOf(hash, shown)),
    prove: (challenge) => ({ start, proof: sealed(token, 'proof', start, challenge) }),
  };
}
