/** Text that people write in YAML, and what is wrong with it, line by line. */
import { isMap, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { withoutNumbers } from './free-text.ts';
import { shapeTrouble } from './yaml-shape.ts';

export type YamlPath = readonly PropertyKey[];

/** One sentence about one line, the first being 1. */
export interface LineComplaint {
  readonly line: number;
  readonly says: string;
}

const mostComplaints = 50;

/**
 * Where in the text a sentence belongs. Of the words of the text a sentence repeats none that
 * cannot be seen and no number of seven digits.
 */
export class Complaints {
  /** The first fifty. */
  readonly found: LineComplaint[] = [];
  /** How many there are besides. */
  more = 0;
  readonly #document: Document;
  readonly #lines: LineCounter;

  constructor(document: Document, lines: LineCounter) {
    this.#document = document;
    this.#lines = lines;
  }

  /** The line of the key that ends `path`, or of what holds it where there is none. */
  #lineOf(path: YamlPath): number {
    for (let length = path.length; length > 0; length--) {
      const holder = this.#document.getIn(path.slice(0, length - 1), true);
      const last = path[length - 1];
      const pair = isMap(holder)
        ? holder.items.find(({ key }) => isScalar(key) && key.value === last)
        : undefined;
      const node = pair?.key ?? this.#document.getIn(path.slice(0, length), true);
      const range = isScalar(node) || isMap(node) ? node.range : null;
      if (range != null) return this.#lines.linePos(range[0]).line;
    }
    return 1;
  }

  add(path: YamlPath, says: string): void {
    this.#keep(() => this.#lineOf(path), says);
  }

  /** The same for a position in the text. */
  addAt(position: number, says: string): void {
    this.#keep(() => this.#lines.linePos(position).line, says);
  }

  #keep(line: () => number, says: string): void {
    if (this.found.length < mostComplaints)
      this.found.push({ line: line(), says: withoutNumbers(says, 1_000) });
    else this.more += 1;
  }
}

export interface YamlReading<T> {
  /** Null: the complaints say why. */
  readonly value: T | null;
  /** Whoever checks the value further adds to them. */
  readonly complaints: Complaints;
}

/**
 * A text of YAML, or of JSON, which is YAML, checked by one schema. Each complaint names the line
 * and the way out, and never a value. `whole` is what a sentence calls the text itself.
 */
export function readYaml<S extends z.ZodType>(
  schema: S,
  text: string,
  whole: string,
): YamlReading<z.output<S>> {
  const lines = new LineCounter();
  const trouble = shapeTrouble(text);
  const document = parseDocument(trouble === null ? text : '', {
    lineCounter: lines,
    prettyErrors: false,
  });
  const complaints = new Complaints(document, lines);
  if (trouble !== null) complaints.found.push(trouble);
  for (const { pos, code } of document.errors)
    complaints.addAt(pos[0], `this is not YAML (${code}). Correct the line.`);
  if (complaints.found.length > 0) return { value: null, complaints };
  const parsed = schema.safeParse(document.toJS() ?? {});
  if (parsed.success) return { value: parsed.data, complaints };
  for (const issue of parsed.error.issues) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys)
        complaints.add(
          [...issue.path, key],
          `${key.slice(0, 80)} is not known here. Correct or remove it.`,
        );
    } else {
      const key = issue.path.findLast((step) => typeof step === 'string') ?? whole;
      complaints.add(issue.path, `${key} ${issue.message}.`);
    }
  }
  return { value: null, complaints };
}
