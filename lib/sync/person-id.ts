/**
 * Person ids of TCS, which have 64 bits: a number where JavaScript keeps it exactly, else its
 * digits as text.
 */
import type { Json } from '#lib/platform/search/port.ts';

export type PersonId = number | string;

const [smallest, largest] = [-(2n ** 63n), 2n ** 63n - 1n];

export const tooLargePersonId = 'The person id is larger than 9,223,372,036,854,775,807';

/** Of an id in digits, as databases and messages have it; null where it has more than 64 bits. */
export function personIdOf(digits: string): PersonId | null {
  const id = BigInt(digits);
  if (id < smallest || id > largest) return null;
  const number = Number(id);
  return Number.isSafeInteger(number) ? number : String(id);
}

const wholeNumber = /^-?\d{1,19}$/;

function exactly(id: Json | undefined): number | bigint | null {
  if (typeof id === 'number') return id;
  return typeof id === 'string' && wholeNumber.test(id) ? BigInt(id) : null;
}

/**
 * By value, whether they are numbers or text; null where one of them is no whole number. Zero: they
 * are the same person's.
 */
export function comparePersonIds(a: Json | undefined, b: Json | undefined): number | null {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [exactly(a), exactly(b)];
  if (left === null || right === null) return null;
  return left < right ? -1 : left > right ? 1 : 0;
}
