/** Holds what an import says of a component against what is declared of it. Pure. */
import { attributesOf } from '../items.ts';
import type { RecordedFact } from '../model.ts';
import type { ObservedValue } from './observation.ts';
import { likenessOf, type Likeness } from './rules.ts';
import { hasWholeWords, hasWords, hostsIn, wordsOf } from './words-of.ts';

/**
 * `adds`: nothing is declared; `unclear`: the two cannot be held against each other, as a number
 * and a sentence without one.
 */
export const verdicts = ['agrees', 'differs', 'adds', 'unclear'] as const;
export type Verdict = (typeof verdicts)[number];

export interface Comparison {
  readonly attribute: string;
  readonly label: string;
  readonly declared: RecordedFact | null;
  readonly observed: ObservedValue;
  readonly verdict: Verdict;
}

const numbersIn = (text: string): readonly string[] => text.match(/\d+(?:\.\d+)?/g) ?? [];

/** Of ports: `5000-5010` has 5005. */
function hasNumber(texts: readonly string[], wanted: string): boolean {
  return texts.some((text) => {
    if (numbersIn(text).some((one) => Number(one) === Number(wanted))) return true;
    return [...text.matchAll(/(\d{1,5})-(\d{1,5})/g)].some(
      ([, from, to]) => Number(from) <= Number(wanted) && Number(wanted) <= Number(to),
    );
  });
}

type Like = (declared: readonly string[], observed: readonly string[]) => boolean | null;

/** In seconds, and in bytes. */
const units: readonly (readonly [RegExp, 'time' | 'size', number])[] = [
  [/^(?:ms|milliseconds?)$/, 'time', 0.001],
  [/^(?:s|secs?|seconds?)$/, 'time', 1],
  [/^(?:min|mins|minutes?)$/, 'time', 60],
  [/^(?:h|hours?)$/, 'time', 3_600],
  [/^(?:d|days?)$/, 'time', 86_400],
  [/^(?:w|weeks?)$/, 'time', 604_800],
  [/^(?:b|bytes?)$/, 'size', 1],
  [/^(?:k|kb|kib)$/, 'size', 1_024],
  [/^(?:mb|mib)$/, 'size', 1_024 ** 2],
  [/^(?:g|gb|gib)$/, 'size', 1_024 ** 3],
  [/^(?:tb|tib)$/, 'size', 1_024 ** 4],
];
/** Compose writes a size as a number of bytes, which is larger than any other number here. */
const leastBytes = 1_024 ** 2;

interface Amount {
  readonly of: 'time' | 'size' | 'number';
  readonly value: number;
}

function amountsIn(text: string): readonly Amount[] {
  const found = text.toLowerCase().matchAll(/(\d+(?:\.\d+)?)(?:[\s-]?([a-z]+))?/g);
  return [...found].map(([, digits = '', word = '']) => {
    const number = Number(digits);
    const unit = units.find(([is]) => is.test(word));
    if (unit !== undefined) return { of: unit[1], value: number * unit[2] };
    return { of: number >= leastBytes ? 'size' : 'number', value: number };
  });
}

/** Null where only amounts of another nature are there. */
function hasAmount(there: readonly Amount[], wanted: Amount): boolean | null {
  const comparable = there.filter((one) => one.of === wanted.of);
  return comparable.length === 0 ? null : comparable.some(({ value }) => value === wanted.value);
}

const areLikeAmounts: Like = (declared, observed) => {
  const there = observed.flatMap(amountsIn);
  const found = declared.flatMap(amountsIn).map((one) => hasAmount(there, one));
  return found.includes(false) ? false : (found.length > 0 && !found.includes(null)) || null;
};

const inDays = (text: string): string => (/^\s*\d+\s*$/.test(text) ? `${text} days` : text);

const squeezed = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ').trim();
const isExpression = (text: string): boolean => /^(?:cron|rate|at)\(/.test(text);

const versionIn = (text: string): readonly string[] | null =>
  /\d+(?:\.\d+)*/.exec(text)?.[0].split('.') ?? null;

function areLikeVersions(declared: string, observed: string): boolean | null {
  const [one, other] = [versionIn(declared), versionIn(observed)];
  if (one === null || other === null) return null;
  const length = Math.min(one.length, other.length);
  return one.slice(0, length).join('.') === other.slice(0, length).join('.');
}

const spoken: Readonly<Record<string, string>> = { true: 'yes', false: 'no' };
const plain = (text: string): string => {
  const words = wordsOf(text);
  return spoken[words] ?? words;
};

/** Whether each that is declared is like one that is observed. */
const each =
  (isLike: (declared: string, observed: string) => boolean | null): Like =>
  (declared, observed) => {
    const found = declared.map((one) => {
      const verdicts = observed.map((other) => isLike(one, other));
      return verdicts.includes(true) ? true : verdicts.includes(null) ? null : false;
    });
    return found.includes(false) ? false : !found.includes(null) || null;
  };

const likeness: Readonly<Record<Likeness, Like>> = {
  text: each((declared, observed) => plain(declared) === plain(observed)),
  words: each((declared, observed) => {
    const [one, other] = [wordsOf(declared), wordsOf(observed)];
    const [joined, otherJoined] = [one.replaceAll(' ', ''), other.replaceAll(' ', '')];
    return hasWords(one, other) || hasWords(other, one) || joined === otherJoined;
  }),
  whole: each((declared, observed) => {
    const [one, other] = [wordsOf(declared), wordsOf(observed)];
    return hasWholeWords(one, other) || hasWholeWords(other, one);
  }),
  version: each(areLikeVersions),
  numbers: (declared, observed) => {
    const wanted = declared.flatMap(numbersIn);
    if (wanted.length === 0 || observed.flatMap(numbersIn).length === 0) return null;
    return wanted.every((one) => hasNumber(observed, one));
  },
  amounts: areLikeAmounts,
  days: (declared, observed) => areLikeAmounts(declared.map(inDays), observed.map(inDays)),
  exact: each((declared, observed) => {
    const [one, other] = [squeezed(declared), squeezed(observed)];
    if (one === other) return true;
    // A sentence about a schedule cannot be held against its expression.
    return isExpression(one) === isExpression(other) ? false : null;
  }),
  host: (declared, observed) => {
    const wanted = declared.flatMap(hostsIn);
    const there = observed.flatMap(hostsIn);
    return wanted.length === 0 || there.length === 0
      ? null
      : wanted.some((one) => there.includes(one));
  },
};

export function verdictOf(
  attribute: string,
  declared: RecordedFact | null,
  observed: ObservedValue,
): Verdict {
  const texts = [observed].flat();
  const isNone = texts.length === 1 && texts[0] === 'none';
  if (declared === null || declared.state === 'not-recorded') return 'adds';
  if (declared.state !== 'value') return declared.state === 'none' && isNone ? 'agrees' : 'differs';
  if (isNone) return 'differs';
  const isLike = likeness[likenessOf[attribute] ?? 'text']([declared.value].flat(), texts);
  return isLike === null ? 'unclear' : isLike ? 'agrees' : 'differs';
}

/** In the order of the kind, what it has; what only the import knows of is left out. */
export function compare(
  kind: string,
  facts: ReadonlyMap<string, RecordedFact>,
  observed: Readonly<Record<string, ObservedValue>>,
): readonly Comparison[] {
  const attributes = Object.entries(attributesOf({ type: 'component', kind }));
  return attributes.flatMap(([attribute, { label }]) => {
    const value = Object.hasOwn(observed, attribute) ? observed[attribute] : undefined;
    if (value === undefined) return [];
    const declared = facts.get(attribute) ?? null;
    return [
      {
        attribute,
        label,
        declared,
        observed: value,
        verdict: verdictOf(attribute, declared, value),
      },
    ];
  });
}
