import type {
  IndexBlock,
  IndexDescription,
  IndexSettings,
  MappedField,
} from '#lib/platform/search/engine-health.ts';
import type { FieldMapping } from '#lib/platform/search/port.ts';
import type { Fault } from '#lib/kernel/result.ts';
import { count, countOf } from '#lib/kernel/words/numbers.ts';
import { listWords } from '#lib/kernel/words/text.ts';
import type { GenerationCheck, GenerationFinding } from '../model.ts';
import type { IndexFamily } from '../requests.ts';

/** A generation that is compared. */
export interface ComparedGeneration {
  readonly index: string;
  readonly role: GenerationCheck['role'];
  readonly family: IndexFamily;
  /** The Integration service makes it, with a mapping of its own. */
  readonly isInPlace: boolean;
}

/** https://opensearch.org/docs/latest/field-types/ (index.mapping.total_fields.limit) */
const usualFieldLimit = 1_000;
const nearlyFull = 0.9;
const namesShown = 5;

/** Fields of the contract by their whole names, as `IndexDescription` has them. */
function* expectedFields(
  fields: IndexFamily['fields'],
  prefix = '',
): Generator<readonly [string, FieldMapping]> {
  for (const [name, mapping] of Object.entries(fields)) {
    yield [prefix + name, mapping];
    if (mapping.type === 'nested') yield* expectedFields(mapping.fields, `${prefix}${name}.`);
  }
}

// Kinds of whole number that answer every query alike.
const wholeNumbers: ReadonlySet<string> = new Set(['long', 'integer', 'short', 'byte']);

const isSameType = (expected: FieldMapping, observed: MappedField): boolean =>
  expected.type === observed.type || (expected.type === 'long' && wholeNumbers.has(observed.type));

/** What is wrong with a field, after its name; null: nothing that a query would notice. */
function differenceOf(expected: FieldMapping, observed: MappedField | undefined): string | null {
  if (observed === undefined) return `is not mapped, the contract says ${expected.type}`;
  if (!isSameType(expected, observed))
    return `is mapped as ${observed.type}, the contract says ${expected.type}`;
  if (expected.type === 'date' && observed.format !== expected.format) {
    const format = observed.format ?? 'the engine does';
    return `reads dates as ${format}, the contract says ${expected.format}`;
  }
  if (expected.type !== 'text') return null;
  if (expected.keyword && observed.keyword !== true)
    return 'has no keyword of its whole value, the contract wants one';
  return expected.fielddata && observed.fielddata !== true
    ? 'cannot be sorted by, the contract wants that'
    : null;
}

function mappingFindings(
  { family, role }: ComparedGeneration,
  observed: IndexDescription,
): GenerationFinding[] {
  const wrong = [...expectedFields(family.fields)].flatMap(([name, mapping]) => {
    const difference = differenceOf(mapping, observed.fields[name]);
    return difference === null ? [] : [`${name} ${difference}`];
  });
  if (wrong.length === 0) return [];
  const more = wrong.length - namesShown;
  const shown = [
    ...wrong.slice(0, namesShown),
    ...(more > 0 ? [`and ${countOf(more, 'more field')}`] : []),
  ].join('; ');
  const means =
    role === 'live'
      ? 'Lists that filter or sort by it fail or show other rows.'
      : 'The run that fills it should not swap to it.';
  return [{ about: 'mapping', concerns: 'users', says: `${shown}. ${means}` }];
}

/** Fields that came by dynamic mapping, and how many more the index takes. */
function explosionFindings(
  { family, isInPlace }: ComparedGeneration,
  { fields, fieldCount, settings }: IndexDescription,
): GenerationFinding[] {
  const known = new Set([...expectedFields(family.fields)].map(([name]) => name));
  const unnamed = Object.keys(fields).filter((name) => !known.has(name));
  const limit = settings?.fieldLimit ?? usualFieldLimit;
  const part = fieldCount / limit;
  const space = `${count(fieldCount)} of at most ${count(limit)}`;
  const more = unnamed.length - namesShown;
  const shown = [
    ...unnamed.slice(0, namesShown),
    ...(more > 0 ? [countOf(more, 'more', 'more')] : []),
  ];
  const came =
    unnamed.length === 0
      ? ''
      : `, with ${countOf(unnamed.length, 'field')} that the contract does not name ` +
        `(${listWords(shown, 'and')})`;
  if (settings !== null && part >= nearlyFull)
    return [
      {
        about: 'mapping',
        concerns: 'writes',
        says:
          `The mapping has ${space} fields${came}: ` +
          (part >= 1
            ? 'a document with one more is refused.'
            : 'documents with new ones will soon be refused.'),
      },
    ];
  if (unnamed.length === 0 || isInPlace) return [];
  return [
    {
      about: 'mapping',
      concerns: 'nobody-yet',
      says:
        `The mapping has ${space} fields${came}: services added them. No list of users asks for ` +
        'them.',
    },
  ];
}

const blockWords: Readonly<Record<IndexBlock, string>> = {
  'all-but-delete': 'read-only, but may be deleted',
  'read-only': 'read-only',
  writes: 'takes no writes',
  reads: 'may not be read',
  metadata: 'its aliases and mapping may not be read',
};

function blockFinding(block: IndexBlock): GenerationFinding {
  const about = 'blocks';
  switch (block) {
    case 'all-but-delete':
      return {
        about,
        concerns: 'writes',
        says:
          'The index is read-only: allow-delete block, which the engine sets at flood stage of ' +
          'the disk. Edits are refused and its aliases cannot be moved; users can read.',
      };
    case 'read-only':
    case 'writes':
      return {
        about,
        concerns: 'writes',
        says:
          `The index ${block === 'writes' ? 'takes no writes' : 'is read-only'}: somebody has ` +
          'set that. Edits are refused; users can read.',
      };
    case 'reads':
      return {
        about,
        concerns: 'users',
        says: 'The index may not be read: every list that reads it fails.',
      };
    case 'metadata':
      return {
        about,
        concerns: 'users',
        says: 'The index’s aliases and mapping may not be read: lists that read it may fail.',
      };
  }
}

function settingsFindings(
  { role }: ComparedGeneration,
  { refreshInterval, replicas, autoExpand, blocks }: IndexSettings,
): GenerationFinding[] {
  const findings = blocks.map(blockFinding);
  if (role === 'building') return findings;
  const isOff = refreshInterval !== null && Number.parseInt(refreshInterval, 10) < 0;
  if (isOff)
    findings.push({
      about: 'settings',
      concerns: 'users',
      says: 'Refresh is off: what services write does not show to users until it is on again.',
    });
  if (replicas === 0 && autoExpand === null)
    findings.push({
      about: 'settings',
      concerns: 'nobody-yet',
      says:
        'The index is set to have no second copy: if its node goes, users get nothing until it ' +
        'is back.',
    });
  return findings;
}

const refreshWords = (interval: string | null): string =>
  interval === null ? '1s' : Number.parseInt(interval, 10) < 0 ? 'never' : interval;

function observedOf({ fieldCount, settings }: IndexDescription): GenerationCheck['observed'] {
  if (settings === null) return null;
  return {
    fields: fieldCount,
    mostFields: settings.fieldLimit ?? usualFieldLimit,
    shards: settings.shards,
    replicas: settings.replicas,
    refresh: refreshWords(settings.refreshInterval),
    blocks: settings.blocks.map((block) => blockWords[block]),
  };
}

const order = { users: 0, writes: 1, 'nobody-yet': 2 } as const;

/**
 * How a generation is, against what the contract says of its family. `observed` is undefined where
 * there is no such index.
 */
export function compareGeneration(
  generation: ComparedGeneration,
  observed: IndexDescription | undefined,
): GenerationCheck {
  const { index, role, family, isInPlace } = generation;
  const check = { index, base: family.base, role };
  if (observed === undefined)
    return { ...check, ...unknown, says: `How ${index} is made is not known: it is not there.` };
  const findings = [
    // The Integration service maps what comes, as it comes.
    ...(isInPlace ? [] : mappingFindings(generation, observed)),
    ...(observed.settings === null ? [] : settingsFindings(generation, observed.settings)),
    ...explosionFindings(generation, observed),
  ].sort((a, b) => order[a.concerns] - order[b.concerns]);
  const [worst] = findings.filter(({ concerns }) => concerns !== 'nobody-yet');
  return {
    ...check,
    state: worst === undefined ? 'matches' : 'different',
    findings,
    observed: observedOf(observed),
    says:
      worst === undefined ? `${index} is made as the contract says.` : `${index}: ${worst.says}`,
  };
}

const unknown = { state: 'not-known', findings: [], observed: null } as const;

/** Nothing could be read of it. */
export function unknownGeneration(
  { index, role, family: { base } }: ComparedGeneration,
  fault: Fault | null,
): GenerationCheck {
  return {
    ...unknown,
    index,
    base,
    role,
    says:
      fault?.kind === 'forbidden'
        ? `How ${index} is made is not known: the account of this console may not see it. Let it ` +
          'read the mapping and settings of all indexes (view_index_metadata, indices:admin/get).'
        : `How ${index} is made is not known: the search engine does not answer.`,
  };
}
