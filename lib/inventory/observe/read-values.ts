/** Values of a resource as the inventory writes them, by its rule. Pure. */
import { harmlessText, isHiding } from './harmless.ts';
import { limits, type ObservedValue } from './observation.ts';
import type { Kept, Reading, ResourceRule } from './resource-rules.ts';
import { listOf, memberAt, objectOf, scalarText, type JsonObject } from './unknown-json.ts';

const whole = (text: string): number | null => (/^\d{1,15}$/.test(text) ? Number(text) : null);

const counted = (text: string, unit: string): string | null =>
  whole(text) === null ? null : `${text} ${unit}`;

function daysOf(text: string): string | null {
  const days = whole(text);
  if (days === null) return null;
  return days === 0 ? 'none' : `${text} ${days === 1 ? 'day' : 'days'}`;
}

const either = (text: string, yes: string, no: string): string | null =>
  text === 'true' ? yes : text === 'false' ? no : null;

/** Of a policy that is JSON in a text. */
function attemptsOf(text: string): string | null {
  try {
    return scalarText(objectOf(JSON.parse(text))?.['maxReceiveCount']);
  } catch {
    return null;
  }
}

const read: Readonly<Record<Reading, (text: string) => string | null>> = {
  text: (text) => text,
  onOff: (text) => either(text, 'on', 'off'),
  yesNo: (text) => either(text, 'yes', 'no'),
  multiZone: (text) => either(text, 'multi-AZ', 'single AZ'),
  highAvailability: (text) => either(text, 'HA', 'not HA'),
  days: daysOf,
  daysOfSeconds: (text) => {
    const seconds = whole(text);
    return seconds === null || seconds % 86_400 !== 0
      ? counted(text, 's')
      : daysOf(String(seconds / 86_400));
  },
  seconds: (text) => counted(text, 's'),
  megabytes: (text) => counted(text, 'MB'),
  gibibytes: (text) => counted(text, 'GiB'),
  day: (text) => /^\d{4}-\d{2}-\d{2}(?=T|$)/.exec(text)?.[0] ?? null,
  attempts: attemptsOf,
  version: (text) => /\d+(?:\.\d+)*$/.exec(text)?.[0] ?? null,
};

/** Whether any of it is marked, or it is part of something that is. */
function hasMark(mark: unknown): boolean {
  if (mark === true) return true;
  if (Array.isArray(mark)) return listOf(mark).some(hasMark);
  return Object.values(objectOf(mark) ?? {}).some(hasMark);
}

function isSensitive(marks: unknown, path: readonly string[]): boolean {
  for (let length = 0; length < path.length; length++)
    if (memberAt(marks, path.slice(0, length)) === true) return true;
  return hasMark(memberAt(marks, path));
}

/** The values of one resource, and which of them are nobody's to see. */
export class ResourceValues {
  /** Something that would have been kept was marked as sensitive, or looked like a secret. */
  isHiding = false;
  readonly #values: JsonObject;
  readonly #marks: unknown;

  constructor(values: JsonObject, marks: unknown) {
    this.#values = values;
    this.#marks = marks;
  }

  #scalars(from: string): readonly string[] {
    const path = from.split('.');
    if (isSensitive(this.#marks, path)) {
      this.isHiding ||= memberAt(this.#values, path) !== undefined;
      return [];
    }
    const member = memberAt(this.#values, path);
    const found = Array.isArray(member) ? listOf(member).slice(0, limits.valuesOfList) : [member];
    return found.flatMap((one) => scalarText(one) ?? []);
  }

  #harmless(text: string, longest: number): readonly string[] {
    const harmless = harmlessText(text, longest);
    if (!isHiding(harmless)) return harmless === '' ? [] : [harmless];
    this.isHiding = true;
    return [];
  }

  texts(members: readonly string[], most: number): readonly string[] {
    const found = members
      .flatMap((member) => this.#scalars(member))
      .flatMap((text) => this.#harmless(text, limits.nameCharacters));
    return [...new Set(found)].slice(0, most);
  }

  /** Null: it is not there, not known yet, or hidden. */
  #kept({ from, reading = 'text' }: Kept): ObservedValue | null {
    const parts = from.split('/').map((member) => this.#scalars(member));
    const joined =
      parts.length === 1
        ? (parts[0] ?? [])
        : parts.every((part) => part.length === 1)
          ? [parts.map((part) => part[0]).join('/')]
          : [];
    const texts = joined
      .flatMap((text) => read[reading](text) ?? [])
      .flatMap((text) => this.#harmless(text, limits.valueCharacters));
    const [only, ...more] = texts;
    if (only === undefined) return null;
    return more.length === 0 ? only : texts;
  }

  attributes({ keeps = [] }: ResourceRule): Readonly<Record<string, ObservedValue>> {
    return Object.fromEntries(
      keeps.flatMap((kept) => {
        const value = this.#kept(kept);
        return value === null ? [] : [[kept.attribute, value] as const];
      }),
    );
  }
}
