import { z } from 'zod';
import { freeText, freeTextWithoutNumbers } from './free-text.ts';
import { done, refuse, type Result } from './result.ts';

const longestReason = 500;
/** Of an environment, which people type to confirm what they do there. */
export const longestEnvironmentName = 100;

const someReason = freeTextWithoutNumbers(
  longestReason,
  `Say why in at most ${longestReason} characters.`,
);
const typedName = freeText(
  longestEnvironmentName,
  `A name has at most ${longestEnvironmentName} characters.`,
);

/** A reason that must be there; `says` where it is not. */
export const requiredReason = (says: string) => someReason.min(1, says);

/** What a person adds to a command that changes what users see. */
export const Confirmation = z.object({
  reason: someReason.default(''),
  /** The name of the environment, typed by the person; wanted where it is production. */
  typedName: typedName.optional(),
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
