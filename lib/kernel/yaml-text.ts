/** Text that people write in YAML, and what is wrong with it, line by line. */
import {
  isCollection,
  isMap,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type ErrorCode,
} from 'yaml';
import type { z } from 'zod';
import { withoutNumbers } from './free-text.ts';
import { listWords } from './words/text.ts';
import { mostValues, shapeTrouble, type ValueBudget } from './yaml-shape.ts';

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
  readonly #linesBefore: number;

  constructor(document: Document, lines: LineCounter, linesBefore = 0) {
    this.#document = document;
    this.#lines = lines;
    this.#linesBefore = linesBefore;
  }

  /** The line of the key that ends `path`, or of what holds it where there is none. */
  lineOf(path: YamlPath): number {
    for (let length = path.length; length > 0; length--) {
      const holder = this.#document.getIn(path.slice(0, length - 1), true);
      const last = path[length - 1];
      const pair = isMap(holder)
        ? holder.items.find(({ key }) => isScalar(key) && key.value === last)
        : undefined;
      const node = pair?.key ?? this.#document.getIn(path.slice(0, length), true);
      const range = isScalar(node) || isMap(node) ? node.range : null;
      if (range != null) return this.#lineAt(range[0]);
    }
    return this.#linesBefore + 1;
  }

  #lineAt(at: number): number {
    return this.#linesBefore + this.#lines.linePos(at).line;
  }

  add(path: YamlPath, says: string): void {
    this.#keep(() => this.lineOf(path), says);
  }

  /** The first of each line, in the order of the text. */
  addAt(faults: readonly { readonly at: number; readonly says: string }[]): void {
    const sorted = [...faults].sort((a, b) => a.at - b.at);
    const lines = sorted.map(({ at }) => this.#lineAt(at));
    for (const [row, { says }] of sorted.entries()) {
      const line = lines[row] ?? 1;
      if (lines[row - 1] !== line) this.#keep(() => line, says);
    }
  }

  #keep(line: () => number, says: string): void {
    if (this.found.length < mostComplaints)
      this.found.push({ line: line(), says: withoutNumbers(says, 1_000) });
    else this.more += 1;
  }
}

const oneLineKey =
  'this is no key with a value. Write a key on one line, of at most 1,024 characters, with a ' +
  'colon and a blank after it.';
const reference = 'a value that begins with & or * refers to another. Write it out, or quote it.';
const tag = 'a value that begins with ! has a type of its own. Leave that out, or quote the value.';

/** What is no YAML, in our words. */
const faultWords: Readonly<Record<ErrorCode, string>> = {
  ALIAS_PROPS: reference,
  BAD_ALIAS: reference,
  MULTIPLE_ANCHORS: reference,
  BAD_COLLECTION_TYPE: tag,
  MULTIPLE_TAGS: tag,
  TAG_RESOLVE_FAILED: tag,
  BAD_PROP_ORDER: tag,
  BAD_DIRECTIVE: 'a line that begins with % is not read. Remove it.',
  BAD_DQ_ESCAPE:
    'a backslash between double quotes says nothing here. Use single quotes, or two backslashes.',
  BAD_INDENT:
    'the indentation is wrong, or a bracket was not closed before. Indent what belongs together ' +
    'alike, and close each bracket.',
  BAD_SCALAR_START: 'a value cannot begin with this sign. Put the value in quotes.',
  BLOCK_AS_IMPLICIT_KEY:
    'a second key or a list begins where a value is. Put the value in quotes, or correct the ' +
    'indentation.',
  BLOCK_IN_FLOW: 'a list with dashes is between brackets. Write it in brackets as well.',
  DUPLICATE_KEY: 'this key is here twice. Keep one of them.',
  IMPOSSIBLE: 'this cannot be read. Write it in another way.',
  RESOURCE_EXHAUSTION: 'this cannot be read. Write it in another way.',
  KEY_OVER_1024_CHARS: oneLineKey,
  MULTILINE_IMPLICIT_KEY: oneLineKey,
  NON_STRING_KEY: 'a key is a list or has keys itself. Use a word.',
  MISSING_CHAR:
    'something is missing here: a closing quote or bracket, a comma, or a colon with a blank ' +
    'after a key.',
  MULTIPLE_DOCS: 'a second text begins here. Keep one, without --- between them.',
  TAB_AS_INDENT: 'a tab indents this. Indent with blanks.',
  UNEXPECTED_TOKEN:
    'something here belongs elsewhere. Correct the line, or put the value in quotes.',
};

function addFaults(complaints: Complaints, document: Document): void {
  const faults = document.errors.map(({ pos, code }) => ({ at: pos[0], says: faultWords[code] }));
  visit(document, {
    Map: (_, { items }) => {
      const names = new Set<string>();
      for (const { key } of items) {
        // The library would write such a key to the log as it is.
        if (isCollection(key))
          faults.push({ at: key.range?.[0] ?? 0, says: faultWords.NON_STRING_KEY });
        if (!isScalar(key)) continue;
        const name = String(key.value);
        if (names.has(name))
          faults.push({ at: key.range?.[0] ?? 0, says: faultWords.DUPLICATE_KEY });
        names.add(name);
      }
    },
  });
  complaints.addAt(faults);
}

const typeWords: Readonly<Record<string, string>> = {
  string: 'must be text: put it in quotes',
  number: 'must be a number',
  boolean: 'must be true or false',
  array: 'must be a list',
  object: 'must have keys of its own, one a line',
  record: 'must have keys of its own, one a line',
  int: 'must be a whole number',
};

const otherWords = 'has not the form that it must have. Write it in another way';

/** Of whatever a schema has no words for. */
function wordsOf(issue: z.core.$ZodRawIssue): string {
  const { code, input } = issue;
  const isType = code === 'invalid_type' || code === 'invalid_union';
  if (isType && input === undefined) return 'is missing. Add it';
  switch (code) {
    case 'invalid_union':
      return 'must be one value, no list and without keys of its own';
    case 'invalid_type':
      return typeWords[issue.expected] ?? otherWords;
    case 'invalid_value':
      return `must be ${listWords(issue.values.map(String), 'or')}`;
    case 'too_small':
      return Number(issue.minimum) <= 1
        ? 'must not be empty'
        : `must be ${issue.minimum.toString()} or more`;
    case 'too_big':
      return (
        `must be at most ${issue.maximum.toString()}` +
        (issue.origin === 'string' ? ' characters' : '')
      );
    default:
      return otherWords;
  }
}

/** What a sentence is about: a key, or an entry of its list. */
function subjectOf({ code, path }: z.core.$ZodIssue, whole: string): string {
  const key = path.findLast((step) => typeof step === 'string') ?? whole;
  const isEntry = code === 'invalid_type' && typeof path.at(-1) === 'number';
  return isEntry ? `an entry of ${key}` : key;
}

export interface YamlReading<T> {
  /** Null: the complaints say why. */
  readonly value: T | null;
  /** Whoever checks the value further adds to them. */
  readonly complaints: Complaints;
}

export interface YamlOptions {
  /** Scalars are the text that was written: 3.10, 007, No, 22:22 and None. */
  readonly allText?: boolean;
  /** Of the text that this is a part of: complaints count them. */
  readonly linesBefore?: number;
  /** Of texts that belong together. */
  readonly left?: ValueBudget;
}

/**
 * A text of YAML, or of JSON, which is YAML, checked by one schema. Each complaint names the line
 * and the way out, and never a value. `whole` is what a sentence calls the text itself.
 */
export function readYaml<S extends z.ZodType>(
  schema: S,
  text: string,
  whole: string,
  { allText = false, linesBefore = 0, left = { values: mostValues } }: YamlOptions = {},
): YamlReading<z.output<S>> {
  const lines = new LineCounter();
  const trouble = shapeTrouble(text, left);
  const document = parseDocument(trouble === null ? text : '', {
    lineCounter: lines,
    prettyErrors: false,
    // The library compares each key with each other one.
    uniqueKeys: false,
    ...(allText ? { schema: 'failsafe' as const } : {}),
  });
  const complaints = new Complaints(document, lines, linesBefore);
  if (trouble !== null) complaints.found.push({ ...trouble, line: trouble.line + linesBefore });
  addFaults(complaints, document);
  if (complaints.found.length > 0) return { value: null, complaints };
  const parsed = schema.safeParse(document.toJS() ?? {}, { error: wordsOf });
  if (parsed.success) return { value: parsed.data, complaints };
  for (const issue of parsed.error.issues) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys)
        complaints.add(
          [...issue.path, key],
          `${key.slice(0, 80)} is not known here. Correct or remove it.`,
        );
    } else complaints.add(issue.path, `${subjectOf(issue, whole)} ${issue.message}.`);
  }
  return { value: null, complaints };
}
