/** What a text of YAML must not have, found before it is read, which follows each level inwards. */
import { Lexer } from 'yaml';
import { count } from './words/numbers.ts';

const mostLevels = 100;
/**
 * Keys, values, lists, objects and lines of one text, also lines that say nothing: each takes up to
 * 20 µs, in which the process does nothing else, and 150 bytes.
 */
export const mostValues = 100_000;
const tooMuch = (most: number): string =>
  `the text has more than ${count(most)} keys, values and lines, which is ` +
  'more than is read at once. Divide it, or shorten it.';
// What the lexer says before the text of a scalar, at the start of a document, and where lists and
// objects in brackets end for want of indentation.
const scalar = '\u001f';
const documentStart = '\u0002';
const bracketsEnd = '\u0018';

interface Frame {
  /** Null: between brackets. */
  readonly indent: number | null;
  readonly isList: boolean;
  levels: number;
}

/**
 * The lists and objects that are open. A key inside brackets counts as a level of its own, so that
 * fifty objects of one key are the most.
 */
class Levels {
  #frames: Frame[] = [];
  #count = 0;

  get areTooMany(): boolean {
    return this.#count > mostLevels;
  }

  get areInBrackets(): boolean {
    return this.#frames.at(-1)?.indent === null;
  }

  #closeWhile(isClosed: (frame: Frame) => boolean): void {
    for (let last = this.#frames.at(-1); last !== undefined; last = this.#frames.at(-1)) {
      if (!isClosed(last)) return;
      this.#count -= last.levels;
      this.#frames.pop();
    }
  }

  /** A list may be under its key without further indentation. */
  line(at: number, isList: boolean): void {
    this.#closeWhile(
      ({ indent, isList: wasList }) =>
        indent === null || indent > at || (indent === at && (wasList || !isList)),
    );
    this.#frames.push({ indent: at, isList, levels: 0 });
  }

  open(): void {
    this.#frames.push({ indent: null, isList: false, levels: 1 });
    this.#count += 1;
  }

  close(): void {
    const frame = this.areInBrackets ? this.#frames.pop() : undefined;
    this.#count -= frame?.levels ?? 0;
  }

  deeper(): void {
    const frame = this.#frames.at(-1);
    if (frame === undefined) return;
    frame.levels += 1;
    this.#count += 1;
  }

  /** The next of the same list or object in brackets. */
  next(): void {
    const frame = this.#frames.at(-1);
    if (frame?.indent !== null) return;
    this.#count -= frame.levels - 1;
    frame.levels = 1;
  }

  endBrackets(): void {
    this.#closeWhile(({ indent }) => indent === null);
  }

  end(): void {
    this.#closeWhile(() => true);
  }
}

function note(levels: Levels, token: string): void {
  switch (token) {
    case '[':
    case '{':
      levels.open();
      break;
    case ']':
    case '}':
      levels.close();
      break;
    case ',':
      levels.next();
      break;
    case '-':
    case '?':
    case ':':
      levels.deeper();
      break;
    case bracketsEnd:
      levels.endBrackets();
      break;
    case documentStart:
    case '---':
    case '...':
      levels.end();
      break;
  }
}

export interface ShapeTrouble {
  readonly line: number;
  readonly says: string;
}

/** How many keys, values and lines may still be read, of texts that belong together. */
export interface ValueBudget {
  values: number;
  /** How many there were to begin with, where that is not `mostValues`. */
  readonly most?: number;
}

/** Also one that is left out, and what closes nothing: each is looked at like any other. */
function isValue(token: string, before: string, areInBrackets: boolean): boolean {
  if (token === scalar || /^(?:[[{?-]$|["'!])/.test(token)) return true;
  if (/^[,:]$/.test(token)) return /^[,:[{?-]?$/.test(before);
  return !areInBrackets && /^[\]}]$/.test(token);
}

/** Null: the text can be read. It takes no longer than the text is long. */
export function shapeTrouble(
  text: string,
  left: ValueBudget = { values: mostValues },
): ShapeTrouble | null {
  const levels = new Levels();
  let line = 1;
  let indent = 0;
  let isLineStart = true;
  let isScalar = false;
  let before = '';
  for (const token of new Lexer().lex(text)) {
    const isText = isScalar;
    isScalar = token === scalar;
    const isMark = isScalar || token === documentStart || token === bracketsEnd;
    if (!isText && /^[&*]/.test(token))
      return {
        line,
        says: 'a value that begins with & or * refers to another. Write it out, or quote it.',
      };
    if (!isText && /^ +$/.test(token) && isLineStart) indent += token.length;
    const isBlank = isText ? false : isMark ? !isScalar : /^(?:[ \t\r\n]|#|$)/.test(token);
    if (isLineStart && !isBlank) {
      if (!levels.areInBrackets) levels.line(indent, token === '-');
      isLineStart = false;
    }
    if (!isText) {
      if (isValue(token, before, levels.areInBrackets)) left.values -= 1;
      note(levels, token);
    }
    if (!isBlank) before = token;
    if (levels.areTooMany)
      return {
        line,
        says: 'this is nested too deeply. Write it with fewer levels.',
      };
    for (let at = token.indexOf('\n'); at >= 0; at = token.indexOf('\n', at + 1)) {
      line += 1;
      left.values -= 1;
    }
    if (left.values < 0) return { line, says: tooMuch(left.most ?? mostValues) };
    if (token.endsWith('\n')) {
      isLineStart = true;
      indent = 0;
    }
  }
  return null;
}
