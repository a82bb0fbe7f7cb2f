import { z } from 'zod';
import { freeText, freeTextWithoutNumbers } from './free-text.ts';
import { done, refuse, type Result } from './result.ts';

const longestReason = 500;
const longestName = 64;

/** What a person adds to a command that changes what users see. */
export const Confirmation = z.object({
  reason: freeTextWithoutNumbers(
    longestReason,
    `Say why in at most ${longestReason} characters.`,
  ).default(''),
  /** The name of the environment, typed by the person; wanted where it is production. */
  typedName: freeText(longestName, `A name has at most ${longestName} characters.`).optional(),
});

export interface ConfirmedEnvironment {
  readonly name: string;
  readonly isProduction: boolean;
}

/** Blanks around a name come along when it is pasted; its letters must be the same. */
export function isNameTyped(name: string, typed: string | undefined): boolean {
  return typed?.trim() === name;
}

/**
 * `invalid` unless the environment is not production or its name was typed. `toDo` ends the
 * sentence: "to start a sync".
 */
export function confirmEnvironment(
  { name, isProduction }: ConfirmedEnvironment,
  typedName: string | undefined,
  toDo: string,
): Result<void> {
  if (!isProduction || isNameTyped(name, typedName)) return done(undefined);
  const refused = refuse(
    'invalid',
    `Type the name of the environment, ${name}, to ${toDo} in production.`,
  );
  return { ok: false, fault: { ...refused.fault, fields: { typedName: `Type ${name}.` } } };
}
