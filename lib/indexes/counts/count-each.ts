import { FaultError, type Result } from '#lib/kernel/result.ts';
import type { CountQuestion, Search } from '#lib/platform/search/port.ts';
import { missingRight } from '../contract/check-alias.ts';

/** As `counts` answers; a fault of the whole request is at the position of each question. */
export async function countEach(
  search: Search,
  questions: readonly CountQuestion[],
): Promise<readonly Result<number>[]> {
  if (questions.length === 0) return [];
  try {
    return await search.counts(questions);
  } catch (error) {
    if (error instanceof FaultError)
      return questions.map(() => ({ ok: false, fault: error.fault }));
    throw error;
  }
}

export const isForbidden = (counted: Result<unknown> | undefined): boolean =>
  counted?.ok === false && counted.fault.kind === 'forbidden';

/** In a sentence, which right is missing where one of them was refused; null: none was. */
export const whyUncounted = (counted: readonly (Result<unknown> | undefined)[]): string | null =>
  counted.some(isForbidden) ? `Not all of it could be counted: ${missingRight}.` : null;
