/** What people write of a thing, in what it says, its id and its address. Pure. */
import { hasSevenDigits } from '#lib/kernel/free-text.ts';
import type { ItemSnapshot } from './snapshot.ts';

export const textsOf = (snapshot: ItemSnapshot): readonly (string | null)[] => [
  snapshot.estate,
  snapshot.component,
  snapshot.environment,
  snapshot.name,
  snapshot.source,
  snapshot.profile,
  snapshot.sharedEnvironment,
  ...snapshot.aliases,
  ...snapshot.facts.flatMap(({ recorded, source, note }) => [
    ...(recorded.state === 'value' ? [recorded.value].flat() : []),
    source,
    note,
  ]),
  ...snapshot.relations.flatMap(({ source, note }) => [source, note]),
];

/** Whether a text names a doctor. What was there before may stay. */
export function newNumbersIn(before: ItemSnapshot | null): (text: string) => boolean {
  const known = new Set(before === null ? [] : textsOf(before));
  return (text) => hasSevenDigits(text) && !known.has(text);
}

export const hasNewNumbers = (before: ItemSnapshot | null, after: ItemSnapshot): boolean => {
  const isNew = newNumbersIn(before);
  return textsOf(after).some((text) => text !== null && isNew(text));
};
