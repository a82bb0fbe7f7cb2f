/** Whether an item may be as somebody wants it. Pure. */
import type { z } from 'zod';
import { bidirectionalRefused, controlRefused, quoted } from '#lib/kernel/free-text.ts';
import { attributesOf } from '../items.ts';
import { whyNotOfType } from '../kind.ts';
import { kindOf } from '../kinds/all-kinds.ts';
import { componentId, environmentName, estateId, itemName, type Fact } from '../model.ts';
import { relationKind } from '../relation-kinds.ts';
import { whyNotKept } from '../secrets.ts';
import { isSame, type ItemSnapshot } from './snapshot.ts';

const longestText = 4_000;
// Line breaks and tabs belong to commands and procedures.
const control = /(?![\t\n\r])[\p{Cc}\p{Cs}]/u;
const bidirectional = /\p{Bidi_Control}/u;

function textTrouble(what: string, text: string): string[] {
  if (text.length > longestText) return [`${what} must be at most 4,000 characters.`];
  if (control.test(text)) return [`${what}: ${controlRefused}`];
  return bidirectional.test(text) ? [`${what}: ${bidirectionalRefused}`] : [];
}

function secretTrouble(what: string, text: string | null): string[] {
  const why = text === null ? null : whyNotKept(text);
  return why === null ? [] : [`${what} ${why}.`];
}

/** What was there before may stay. */
function secretsOfItself(after: ItemSnapshot, before: ItemSnapshot | null): string[] {
  const texts = [
    ['The id', after.component, before?.component],
    ['The name', after.name, before?.name],
    ['The source', after.source, before?.source],
    ['The profile', after.profile, before?.profile],
    ['The shared environment', after.sharedEnvironment, before?.sharedEnvironment],
  ] as const;
  return texts.flatMap(([what, text, was]) => (text === was ? [] : secretTrouble(what, text)));
}

/** A field with its schema, whose rules name it. */
interface NamedField {
  readonly field: string;
  readonly schema: z.ZodType<string>;
}

const of = (field: string, schemaOf: (field: string) => z.ZodType<string>): NamedField => ({
  field,
  schema: schemaOf(field),
});

// Made once: making a schema takes as long as checking a hundred names.
const fields = {
  estate: of('The estate', estateId),
  id: of('The id', componentId),
  environment: of('The name', environmentName),
  name: of('The name', itemName),
  alias: of('Another name', itemName),
} as const;

/** What is wrong with any text does not name its field. */
function nameTrouble({ field, schema }: NamedField, text: string | null): string[] {
  const issues = schema.safeParse(text ?? '').error?.issues ?? [];
  return issues
    .slice(0, 1)
    .map(({ message }) => (message.startsWith(field) ? message : `${field}: ${message}`));
}

function whatItIs(item: ItemSnapshot): string[] {
  const { type, kind, component, estate, environment, name } = item;
  const known = type === 'component' ? kindOf(kind) !== undefined : kind === type;
  return [
    ...(known ? [] : [`${quoted(kind)} is no kind of ${type}.`]),
    ...nameTrouble(fields.estate, estate),
    ...(type === 'component' ? nameTrouble(fields.id, component) : []),
    ...(type === 'environment' ? nameTrouble(fields.environment, name) : []),
    ...(type !== 'environment' ? nameTrouble(fields.name, name) : []),
    ...(type !== 'component' && component !== null ? ['Only a component has an id.'] : []),
    ...(type !== 'environment' &&
    (item.profile !== null || item.sharedEnvironment !== null || item.isProduction)
      ? ['Only an environment has a profile or a shared environment, or is production.']
      : []),
    ...(type === 'estate' && environment !== null ? ['An estate is in no environment.'] : []),
  ];
}

function factTrouble(
  item: ItemSnapshot,
  { attribute, recorded, note }: Fact,
  hasSource: (source: string) => boolean,
  source: string,
): string[] {
  const attributes = attributesOf(item);
  const known = Object.hasOwn(attributes, attribute) ? attributes[attribute] : undefined;
  if (known === undefined) return [`${quoted(attribute)} is not known of this kind.`];
  const why = recorded.state === 'value' ? whyNotOfType(known, recorded.value) : null;
  const texts = recorded.state === 'value' ? [recorded.value].flat() : [];
  return [
    ...(why === null ? [] : [`${why}.`]),
    ...(recorded.state === 'value' && texts.every((text) => text === '')
      ? [`${known.label} must not be empty.`]
      : []),
    ...texts.flatMap((text) => textTrouble(known.label, text)),
    ...texts.flatMap((text) => secretTrouble(known.label, text)),
    ...(note === null ? [] : textTrouble(`The note on ${known.label}`, note)),
    ...secretTrouble(`The note on ${known.label}`, note),
    ...secretTrouble(`The source of ${known.label}`, source),
    ...(hasSource(source) ? [] : [`${known.label}: ${sourceTrouble(source)}`]),
  ];
}

const sourceTrouble = (source: string): string =>
  `${quoted(source.split(' ', 1)[0] ?? '')} is no source of the estate.`;

/** Sentences; none: it may. What was there before and stays may stay, whatever it is. */
export function troubleWith(
  after: ItemSnapshot,
  before: ItemSnapshot | null,
  hasSource: (source: string) => boolean,
): string[] {
  const kept = (fact: Fact): boolean =>
    before?.facts.some((one) => isSame(one, fact)) === true && before.kind === after.kind;
  const attributes = after.facts.map(({ attribute }) => attribute);
  const knownAliases = new Set(before?.aliases);
  const aliases = after.aliases.filter((one) => !knownAliases.has(one));
  const knownRelations = new Set(before?.relations.map((one) => JSON.stringify(one)));
  return [
    ...whatItIs(after),
    ...secretsOfItself(after, before),
    ...aliases.flatMap((alias) => [
      ...nameTrouble(fields.alias, alias),
      ...secretTrouble('Another name', alias),
    ]),
    ...(before?.source === after.source || hasSource(after.source)
      ? []
      : [sourceTrouble(after.source)]),
    ...(new Set(attributes).size < attributes.length ? ['An attribute is there twice.'] : []),
    ...after.facts
      .filter((fact) => !kept(fact))
      .flatMap((fact) => factTrouble(after, fact, hasSource, fact.source)),
    ...after.relations
      .filter((relation) => !knownRelations.has(JSON.stringify(relation)))
      .flatMap(({ kind, to, source, note }) => [
        ...(relationKind(kind) === undefined ? [`${quoted(kind)} is no kind of relation.`] : []),
        ...(hasSource(source) ? [] : [`${kind} ${quoted(to)}: ${sourceTrouble(source)}`]),
        ...(note === null ? [] : textTrouble(`The note on ${kind}`, note)),
        ...secretTrouble(`The note on ${kind}`, note),
        ...secretTrouble(`The source of ${kind}`, source),
      ]),
  ];
}
