/** What happened once to what the inventory has, as sources tell it. Pure. */
import type { NamedItem, SourceView } from '../item-list.ts';
import type { FactOfKind } from '../kind-items.ts';

export interface PastFact extends FactOfKind {
  readonly source: SourceView;
}

/** Another failure is like it where something of both is said of it. */
export interface Signature {
  /** What may be in the name or the kind of what fails: `GMC`, `RabbitMQ`. */
  readonly failing: readonly string[];
  /** What may be said of it: `code 99`, `memory alarm`. */
  readonly words: readonly string[];
}

export interface PastIncidentView {
  readonly key: string;
  readonly name: string;
  readonly estateTitle: string;
  readonly source: SourceView;
  /** By attribute: `when`, `cause`, `effect`, `done`, `lesson`; others left out. */
  readonly facts: Readonly<Record<string, PastFact>>;
  /** What it happened to. */
  readonly of: readonly NamedItem[];
  /** Null: it cannot be recognised by anything that is recorded. */
  readonly signature: Signature | null;
}

const months = [
  'jan',
  'feb',
  'mar',
  'apr',
  'may',
  'jun',
  'jul',
  'aug',
  'sep',
  'oct',
  'nov',
  'dec',
] as const;

/**
 * When it began, so that a later time is a larger number: of `29–30 Sep 2021`, `Jan 2018`,
 * `04/07/2022`, `2023–24`. What says no year is before all of them.
 */
export function whenRank(when: string): number {
  const rank = (year: number, month: number, day: number): number =>
    year * 10_000 + month * 100 + day;
  const inFigures = /(\d{1,2})\/(\d{1,2})\/(\d{4})/.exec(when);
  if (inFigures !== null)
    return rank(Number(inFigures[3]), Number(inFigures[2]), Number(inFigures[1]));
  const year = /(?:19|20)\d\d/.exec(when);
  if (year === null) return 0;
  const month = months.findIndex((name) => when.toLowerCase().includes(name)) + 1;
  const day = /^\s*(\d{1,2})(?!\d)/.exec(when);
  return rank(Number(year[0]), month, day === null ? 0 : Number(day[1]));
}

/** As the source words it; null: it does not say when. */
export function whenOf({ facts }: Pick<PastIncidentView, 'facts'>): string | null {
  const { value = null } = facts['when'] ?? {};
  return value === null ? null : [value].flat().join(', ');
}
