/** Which past incidents an open one is like, by what fails and what is said of it. Pure. */
import type { PastIncidentView, Signature } from '#lib/inventory/index.ts';
import type { SeenBefore } from './model.ts';

/** Something that fails, with the words it is known by. */
export interface FailingPart {
  readonly name: string;
  /** Its name among them, its kind, what is asked. */
  readonly calledBy: readonly string[];
  readonly says: readonly string[];
}

/** What an open incident tells of itself. */
export interface Signs {
  readonly parts: readonly FailingPart[];
  /** What people called it and wrote of it. */
  readonly written: readonly string[];
}

const most = 5;

/** In words alone, so that `code 99` is in “Return code 99.” and not in `code 990`. */
const plain = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;

function firstIn(words: readonly string[], texts: readonly string[]): string | undefined {
  const all = texts.map(plain);
  return words.find((word) => {
    const wanted = plain(word);
    return wanted.trim() !== '' && all.some((text) => text.includes(wanted));
  });
}

function whyLike(
  { failing, words }: Signature,
  { parts, written }: Signs,
): SeenBefore['why'] | null {
  for (const part of parts) {
    const calledBy = firstIn(failing, part.calledBy);
    if (calledBy === undefined) continue;
    const says = firstIn(words, [...part.says, ...written]);
    if (says !== undefined) return { fails: part.name, calledBy, says };
  }
  if (parts.length > 0) return null;
  const calledBy = firstIn(failing, written);
  const says = firstIn(words, written);
  return calledBy === undefined || says === undefined ? null : { fails: null, calledBy, says };
}

const factOf = ({ facts }: PastIncidentView, attribute: string): string | null => {
  const { value = null } = facts[attribute] ?? {};
  return value === null ? null : [value].flat().join(', ');
};

/** In the order of the past incidents, at most five. */
export const matchSeen = (signs: Signs, past: readonly PastIncidentView[]): readonly SeenBefore[] =>
  past
    .flatMap((one): readonly SeenBefore[] => {
      const why = one.signature === null ? null : whyLike(one.signature, signs);
      if (why === null) return [];
      const { key, name } = one;
      const [when, cause, done] = ['when', 'cause', 'done'].map((name) => factOf(one, name));
      return [{ key, name, when: when ?? null, cause: cause ?? null, done: done ?? null, why }];
    })
    .slice(0, most);
