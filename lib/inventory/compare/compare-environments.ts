/** The environments of an estate beside each other. Pure. */
import { environmentAttributes } from '../estate-attributes.ts';
import type { FactOfKind, ItemOfKind } from '../kind-items.ts';
import { recordedWords, type RecordedFact, type RecordedNothing } from '../model.ts';

export interface ComparedRow {
  readonly attribute: string;
  readonly label: string;
  /** At least two of them say something, and not the same. */
  readonly differs: boolean;
  /** In the order of the environments; null: no source says anything. */
  readonly cells: readonly (FactOfKind | null)[];
}

/** What a source says of it; to have none is something, to have no point is not. */
const saidOf = (fact: FactOfKind | null): string | null =>
  fact === null || fact.state === 'not-recorded' || fact.state === 'not-applicable'
    ? null
    : JSON.stringify([fact.state, fact.value]);

/** In the order of the attributes; those of which no source says anything are left out. */
export const compareEnvironments = (
  environments: readonly Pick<ItemOfKind, 'facts'>[],
): ComparedRow[] =>
  Object.entries(environmentAttributes).flatMap(([attribute, { label }]) => {
    const cells = environments.map(({ facts }) => facts[attribute] ?? null);
    if (cells.every((cell) => cell === null)) return [];
    const said = new Set(cells.map(saidOf).filter((text) => text !== null));
    return [{ attribute, label, differs: said.size > 1, cells }];
  });

const imageDays = 30;
const dayMs = 86_400_000;

export interface ImageAge {
  readonly days: number;
  /** `yyyy-MM-dd`: from then on its tasks cannot start again. */
  readonly expiresOn: string;
  readonly isExpired: boolean;
}

/** Of the image of a review app, or which nothing is recorded. Days as `yyyy-MM-dd`. */
export function imageAge(pushedOn: RecordedFact, today: string): ImageAge | RecordedNothing {
  if (pushedOn.state !== 'value') return pushedOn.state;
  const pushedMs = Date.parse(recordedWords(pushedOn));
  if (Number.isNaN(pushedMs)) return 'not-recorded';
  const days = Math.round((Date.parse(today) - pushedMs) / dayMs);
  return {
    days,
    expiresOn: new Date(pushedMs + imageDays * dayMs).toISOString().slice(0, 10),
    isExpired: days >= imageDays,
  };
}
