/** The form of this console for whatever else can be asked (`docs/inventory.md`). Pure. */
import { z } from 'zod';
import { inputWords } from '#lib/kernel/input-words.ts';
import { sentences } from '#lib/kernel/words/text.ts';
import { kindOf } from '../kinds/all-kinds.ts';
import { findJson } from './find-json.ts';
import { harmlessText, isHiding } from './harmless.ts';
import {
  limits,
  refuseReading,
  Tells,
  type ObservationReading,
  type ObservedThing,
  type ObservedValue,
} from './observation.ts';
import { scalarText } from './unknown-json.ts';

const Text = z.string().trim().min(1, 'must not be empty');
const Scalar = z.union([z.string(), z.number(), z.boolean()]);
const ThingShape = z.object({
  address: Text,
  type: Text,
  name: Text.optional(),
  names: z.array(Text).optional(),
  hosts: z.array(Text).optional(),
  previousAddress: Text.nullish(),
  attributes: z.record(z.string(), z.union([Scalar, z.array(Scalar), z.null()])).optional(),
});
const GenericShape = z.object({
  version: z.union([z.literal(1), z.literal('1')], 'must be 1').optional(),
  observedAt: z.iso
    .datetime({ offset: true, error: 'must be a time, as 2026-11-26T09:00:00Z' })
    .optional(),
  covers: z.array(Text).optional(),
  things: z.array(ThingShape).max(limits.things, `must be at most ${String(limits.things)}`),
});
type Thing = z.infer<typeof ThingShape>;

const placeWords = (path: readonly PropertyKey[]): string =>
  harmlessText(
    path
      .map((step) => (typeof step === 'number' ? `[${String(step)}]` : `.${String(step)}`))
      .join('')
      .replace(/^\./, ''),
    limits.nameCharacters,
  );

function thingOf(written: Thing, position: number, tells: Tells): ObservedThing {
  const place = `things[${String(position)}]`;
  const type = harmlessText(written.type, limits.nameCharacters);
  const kind = kindOf(type);
  if (kind === undefined)
    tells.add('There is no kind of this name, so that it is no component.', `${place}.type`);
  const name = harmlessText(written.name ?? written.address, limits.nameCharacters);
  const harmless = (texts: readonly string[], what: string): readonly string[] =>
    texts.flatMap((text) => {
      const kept = harmlessText(text, limits.valueCharacters);
      if (!isHiding(kept)) return kept === '' ? [] : [kept];
      tells.add(
        'The value looks like a secret or an account, and was left out.',
        `${place}.${what}`,
      );
      return [];
    });
  const attributes = Object.entries(written.attributes ?? {}).flatMap(
    ([attribute, value]): readonly (readonly [string, ObservedValue])[] => {
      if (value === null) return [];
      if (kind === undefined || !Object.hasOwn(kind.attributes, attribute)) {
        tells.add(
          'What this kind does not have was left out.',
          placeWords([`${place}.attributes`, attribute]),
        );
        return [];
      }
      const scalars = Array.isArray(value) ? value : [value];
      const texts = harmless(
        scalars.slice(0, limits.valuesOfList).flatMap((one) => scalarText(one) ?? []),
        `attributes.${attribute}`,
      );
      const [only] = texts;
      if (only === undefined) return [];
      return [[attribute, Array.isArray(value) ? texts : only]];
    },
  );
  return {
    address: harmlessText(written.address, limits.addressCharacters),
    previousAddress:
      written.previousAddress == null
        ? null
        : harmlessText(written.previousAddress, limits.addressCharacters),
    type,
    name,
    names: [...new Set([name, ...harmless(written.names ?? [], 'names')])].slice(0, limits.names),
    hosts: harmless(written.hosts ?? [], 'hosts').slice(0, limits.hosts),
    labels: [],
    image: null,
    planned: null,
    profiles: [],
    attributes: Object.fromEntries(attributes.slice(0, limits.attributes)),
  };
}

export function readGeneric(text: string): ObservationReading {
  const tells = new Tells();
  const found = findJson(text, (value) => 'things' in value);
  if (found.value === null)
    return refuseReading(
      `${found.says} The generic form is an object with things.`,
      found.line === 1 ? null : `line ${String(found.line)}`,
    );
  if (found.isBefore) tells.add('The text before the JSON was left out.');
  if (found.isAfter) tells.add('The text after the JSON was left out.');
  const read = GenericShape.safeParse(found.value, { error: inputWords });
  if (!read.success)
    return {
      observation: null,
      complaints: read.error.issues
        .slice(0, limits.told)
        .map(({ path, message }) => ({ place: placeWords(path), says: sentences(message) })),
    };
  const { things: written, covers = [], observedAt } = read.data;
  const unknown = covers.findIndex((kind) => kindOf(kind) === undefined);
  if (unknown >= 0)
    return refuseReading('There is no kind of this name.', `covers[${String(unknown)}]`);
  const things = written.map((one, position) => thingOf(one, position, tells));
  const twice = firstTwice(things.map(({ address }) => address));
  if (twice !== null)
    return refuseReading('Two things have this address.', `things[${String(twice)}].address`);
  if (covers.length === 0)
    tells.add('It does not say what it covers, so that nothing is missing.', 'covers');
  return {
    complaints: null,
    observation: {
      kind: 'generic',
      format: 'Generic form, version 1',
      observedAt: observedAt === undefined ? null : new Date(observedAt).toISOString(),
      covers: [...new Set(covers)].sort(),
      isPartial: false,
      things,
      told: tells.all,
    },
  };
}

function firstTwice(texts: readonly string[]): number | null {
  const seen = new Set<string>();
  for (const [at, text] of texts.entries()) {
    if (seen.has(text)) return at;
    seen.add(text);
  }
  return null;
}
