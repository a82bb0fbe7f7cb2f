/** How what a document names is written down (`documents-named.ts`). */

export interface Named {
  /** Each word must be somewhere in one item. */
  readonly search: string;
  /** Of what kind that must be; left out: of any. */
  readonly kind?: string;
  /** How many there must be; left out: one. */
  readonly atLeast?: number;
}

export interface NamedDocument {
  /** Its short name in the files of the estates. */
  readonly source: string;
  readonly title: string;
  readonly inEstate: string;
  readonly named: readonly Named[];
}

export const said = (...texts: readonly string[]): Named[] => texts.map((search) => ({ search }));

export const each = (kind: string, names: readonly string[], atLeast = 1): Named[] =>
  names.map((search) => ({ search, kind, atLeast }));
