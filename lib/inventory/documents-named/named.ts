/** How what a document names is written down (`documents-named.ts`). */

export interface Named {
  /** Each word must be somewhere in one item, and in what the document says of it. */
  readonly search: string;
  /** Of what kind that must be; left out: of any. */
  readonly kind?: string;
  /** How many there must be; left out: one. */
  readonly atLeast?: number;
}

/** A row of a table, a line of a block of code, a numbered step, and so on. */
export const parts = ['row', 'command', 'step', 'point', 'picture', 'paragraph'] as const;
export type Part = (typeof parts)[number];

export interface Unit {
  readonly part: Part;
  readonly named: readonly Named[];
}

export interface Section {
  /** As the document has it; sections are in the order of the document. */
  readonly heading: string;
  /** Without any the document has nothing between this heading and the next one. */
  readonly units: readonly Unit[];
}

/** How many of each the document has, counted in the document; those left out it has not. */
export type Counts = Readonly<Partial<Record<Exclude<Part, 'paragraph'> | 'heading', number>>>;

export interface NamedDocument {
  /** Its short name in the files of the estates. */
  readonly source: string;
  readonly title: string;
  readonly inEstate: string;
  readonly counts: Counts;
  readonly sections: readonly Section[];
}

export const said = (...texts: readonly string[]): Named[] => texts.map((search) => ({ search }));

export const each = (kind: string, names: readonly string[], atLeast = 1): Named[] =>
  names.map((search) => ({ search, kind, atLeast }));

export const section = (
  heading: string,
  ...units: readonly (Unit | readonly Unit[])[]
): Section => ({ heading, units: units.flat() });

const unit =
  (part: Part) =>
  (...named: readonly (readonly Named[])[]): Unit => ({ part, named: named.flat() });

/** One of its part, with all that it names. */
export const row = unit('row');
export const step = unit('step');
export const point = unit('point');
export const picture = unit('picture');
export const paragraph = unit('paragraph');

const units =
  (part: Part) =>
  (kind: string, searches: readonly string[], atLeast = 1): Unit[] =>
    searches.map((search) => ({ part, named: [{ search, kind, atLeast }] }));

/** Several of one part, each of which names one thing. */
export const rows = units('row');
export const points = units('point');

/** Lines of a block of code. */
export const commands = (...texts: readonly string[]): Unit[] => units('command')('command', texts);
/** A line of a block of code that something of another kind says. */
export const line = (kind: string, text: string): Unit[] => units('command')(kind, [text]);
