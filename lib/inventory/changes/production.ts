/** What is destroyed in production, and the names that a person has to type for it. Pure. */
import { confirmEnvironment, isNameTyped } from '#lib/kernel/confirmation.ts';
import { done, type Result } from '#lib/kernel/result.ts';
import { environmentKey, partsOfKey } from '../model.ts';
import type { ItemSnapshot } from './snapshot.ts';

interface Step {
  readonly before: ItemSnapshot | null;
  readonly after: ItemSnapshot | null;
}

/**
 * Of environments in which something goes, or that are production no longer; of an estate that goes
 * its own. `production`: the keys of the environments that are production until now.
 */
export function namesToType(steps: readonly Step[], production: ReadonlySet<string>): string[] {
  const estates = new Set([...production].map((key) => partsOfKey(key).estate));
  const names = steps.flatMap(({ before, after }): string[] => {
    if (before === null) return [];
    const { type, estate, environment, isProduction } = before;
    if (after === null && type === 'estate') return estates.has(estate) ? [estate] : [];
    if (environment === null) return [];
    const isDestroyed =
      after === null
        ? production.has(environmentKey(estate, environment))
        : isProduction && !after.isProduction;
    return isDestroyed ? [environment] : [];
  });
  return [...new Set(names)];
}

/** `toDo` ends the sentence: "to remove something". */
export function confirmNames(
  names: readonly string[],
  typed: readonly string[],
  toDo: string,
): Result<void> {
  const name = names.find((one) => !typed.some((text) => isNameTyped(one, text)));
  return name === undefined
    ? done(undefined)
    : confirmEnvironment({ name, isProduction: true }, undefined, toDo);
}
