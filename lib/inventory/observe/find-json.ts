/** Finds a JSON value in what a program printed around it. Pure. */

interface Fault {
  readonly says: string;
  readonly line: number;
}

export type FoundJson =
  | {
      readonly value: Readonly<Record<string, unknown>>;
      /** Whether there was text before and after it that is left out. */
      readonly isBefore: boolean;
      readonly isAfter: boolean;
      readonly says: null;
    }
  | ({ readonly value: null } & Fault);

/** Candidates that are read to their end; a CI wrapper writes a line or two before. */
const mostStarts = 20;
/** Of lists and objects in each other. */
const mostLevels = 200;
const tooDeep = `The JSON has more than ${String(mostLevels)} lists and objects in each other.`;

const lineAt = (text: string, position: number): number => {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < position; at = text.indexOf('\n', at + 1))
    line += 1;
  return line;
};

/** Where the object that begins at `start` ends, by its brackets outside of texts. */
function endOf(text: string, start: number): { readonly end: number; readonly why: string | null } {
  let levels = 0;
  const marks = /["{}[\]]/g;
  marks.lastIndex = start;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    if (mark[0] === '"') {
      let close = text.indexOf('"', mark.index + 1);
      while (close >= 0 && isEscaped(text, close)) close = text.indexOf('"', close + 1);
      if (close < 0) break;
      marks.lastIndex = close + 1;
    } else if (mark[0] === '{' || mark[0] === '[') {
      levels += 1;
      if (levels > mostLevels) return { end: mark.index, why: tooDeep };
    } else {
      levels -= 1;
      if (levels === 0) return { end: mark.index + 1, why: null };
    }
  }
  return { end: text.length, why: 'The JSON ends in the middle: the file was cut off.' };
}

/** An odd number of backslashes before it. */
function isEscaped(text: string, quote: number): boolean {
  let before = quote - 1;
  while (text[before] === '\\') before -= 1;
  return (quote - 1 - before) % 2 === 1;
}

/** Of a text that begins with a brace. */
function parse(text: string): Readonly<Record<string, unknown>> | null {
  try {
    // What begins with a brace is an object.
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    return null;
  }
}

/**
 * The first whole object of the text for which `isWanted` holds, and none that is part of another.
 * Of what is around it nothing is repeated: it may be a command line with all that it was
 * given.
 */
export function findJson(
  text: string,
  isWanted: (value: Readonly<Record<string, unknown>>) => boolean,
): FoundJson {
  // `{` with a name or its end after it; others are brackets of a shell.
  const starts = /\{(?=\s*["}])/g;
  let fault: Fault = { line: 1, says: 'There is no JSON in the file.' };
  for (let tried = 0; tried < mostStarts; tried++) {
    const start = starts.exec(text)?.index;
    if (start === undefined) break;
    const { end, why } = endOf(text, start);
    if (why !== null) return { value: null, line: lineAt(text, end), says: why };
    const value = parse(text.slice(start, end));
    if (value !== null && isWanted(value))
      return {
        value,
        isBefore: text.slice(0, start).trim() !== '',
        isAfter: text.slice(end).trim() !== '',
        says: null,
      };
    const says = value === null ? 'What begins here is no JSON.' : 'The JSON is of something else.';
    fault = { line: lineAt(text, start), says };
    starts.lastIndex = end;
  }
  return { value: null, ...fault };
}
