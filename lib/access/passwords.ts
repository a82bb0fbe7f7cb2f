import { hash, verify } from '@node-rs/argon2';
import { randomInt } from 'node:crypto';
import PQueue from 'p-queue';

// argon2id with OWASP's second set (19 MiB, 2 passes). Two at a time: a burst of sign-ins may not take the memory of a run.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const queue = new PQueue({ concurrency: 2 });

export async function hashPassword(password: string): Promise<string> {
  return queue.add(() => hash(password, cost));
}

let decoy: Promise<string> | undefined;

/** Takes as long for nobody (null) as for somebody, so that the time tells no one which emails exist. */
export async function isRightPassword(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword(newPassword());
  const against = passwordHash ?? (await decoy);
  const isRight = await queue.add(() => verify(against, password));
  return passwordHash !== null && isRight;
}

// Without letters and digits that are mistaken for one another.
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Four groups of five: 98 bits, and still possible to type from paper. */
export function newPassword(): string {
  const group = (): string => Array.from({ length: 5 }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
  return [group(), group(), group(), group()].join('-');
}
