/** The aliases of a contract as text, and back. */
import { z } from 'zod';
import {
  bidirectionalRefused,
  controlRefused,
  hasSevenDigits,
  printable,
  quoted,
  sevenDigitsRefused,
} from '#lib/kernel/free-text.ts';
import { FaultError } from '#lib/kernel/result.ts';
import { count } from '#lib/kernel/words/numbers.ts';
import { listWords } from '#lib/kernel/words/text.ts';
import { shapeTrouble, type ValueBudget } from '#lib/kernel/yaml-shape.ts';
import { readYaml, type Complaints, type YamlPath } from '#lib/kernel/yaml-text.ts';
import type { Condition } from '#lib/platform/search/conditions.ts';
import type { Fields } from '#lib/platform/search/fields.ts';
import { conditionToDsl } from '#lib/platform/search/opensearch/conditions.ts';
import { filterFromDsl } from '#lib/platform/search/opensearch/filters.ts';
import { parseIndexName } from '../generations/names.ts';
import type { Contract, ContractAlias, IndexFamily } from '../requests.ts';
import { longestContract, mostOfContract } from './model.ts';

const example = '{"term":{"existsInGmc":true}}';
// What search engines take for the name of an alias, and none of their own.
const aliasName = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/;

const Alias = z.strictObject({
  name: z.string('must be the name of an alias'),
  follows: z.string('must be the name of a family of indexes'),
  filter: z.unknown().optional(),
  inPlace: z.literal(true, 'must be true, or left out').optional(),
});

const ContractText = z.strictObject({
  version: z
    .number('must be the number of the version that the text was made from')
    .int('must be the number of the version that the text was made from')
    .optional(),
  pipeline: z.string('must be the name of a pipeline').optional(),
  aliases: z
    .array(Alias, 'must be a list of aliases, each with a name and the family that it follows')
    .min(1, 'must have at least one alias')
    .max(100, 'must have at most 100 aliases'),
});

/** What the text of a contract has to fit. */
export interface ContractRules {
  /** What the pipeline plans by itself. */
  readonly planned: Contract;
  readonly pipeline: string | null;
  readonly pipelines: readonly string[];
  readonly taken: ReadonlyMap<string, string>;
}

export interface ReadContract {
  readonly aliases: readonly ContractAlias[];
  /** The version that the text says it was made from; null: it does not say. */
  readonly version: number | null;
}

export interface ContractReading {
  /** Null: the complaints say why. */
  readonly value: ReadContract | null;
  readonly complaints: Complaints;
}

const budgetOfContract = (): ValueBudget => ({ values: mostOfContract, most: mostOfContract });

/** Why a text of a contract could not be edited again, in words; null: it could. */
export function whyTooLong(text: string): string | null {
  if (text.length > longestContract)
    return `${count(text.length)} characters, and at most ${count(longestContract)} can be edited`;
  return shapeTrouble(text, budgetOfContract()) === null
    ? null
    : `more than ${count(mostOfContract)} keys, values and lines, which cannot be edited`;
}

export const inPlaceBases = ({ aliases }: Contract): ReadonlySet<string> =>
  new Set(aliases.flatMap(({ isInPlace, target }) => (isInPlace ? [target] : [])));

/** What nobody should write into a filter, in the words of whoever refuses it; null: nothing. */
function unshowable(value: unknown): string | null {
  if (typeof value === 'number' || typeof value === 'string') {
    const text = String(value);
    if (hasSevenDigits(text)) return sevenDigitsRefused;
    if (printable(text, text.length) === text) return null;
    return /\p{Bidi_Control}/u.test(text) ? bidirectionalRefused : controlRefused;
  }
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, one] of Object.entries(value)) {
    const found = unshowable(key) ?? unshowable(one);
    if (found !== null) return found;
  }
  return null;
}

/** A filter as the contract can hold it, or what is wrong with it. */
export function readFilter(
  filter: unknown,
  fields: Fields,
): { readonly filter: Condition | null; readonly says: string | null } {
  const wrong = (says: string) => ({ filter: null, says });
  if (filter === undefined || filter === null) return { filter: null, says: null };
  if (typeof filter !== 'object' || Array.isArray(filter))
    return wrong(`is not a query in JSON. Write one such as ${example}, or leave it out`);
  const hidden = unshowable(filter);
  if (hidden !== null) return wrong(`cannot be kept. ${hidden.replace(/\.$/, '')}`);
  const read = filterFromDsl(filter, fields);
  if (read === 'foreign')
    return wrong(
      'is none that this console can compare with what is there. Write it with term, terms, ' +
        'range, prefix, exists, nested, bool, or a script that compares two fields, on fields ' +
        'of the family and with the .keyword of a text',
    );
  try {
    conditionToDsl(read, fields);
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    return wrong(`cannot be used: ${error.fault.says}. Correct it`);
  }
  return { filter: read, says: null };
}

/** What is wrong with a filter that is there already; null: the contract can hold it. */
export function filterTrouble(filter: Condition, fields: Fields): string | null {
  try {
    return readFilter(conditionToDsl(filter, fields), fields).says;
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    return `cannot be used: ${error.fault.says}`;
  }
}

export const takenBy = (owner: string): string =>
  `is one that ${owner} uses on the same cluster: users of both would get the same. Choose another`;

/** What is wrong with the name of an alias in this contract; null: nothing. */
export function wrongName(
  { name, follows }: { readonly name: string; readonly follows: string },
  { planned, taken }: ContractRules,
): string | null {
  const bases = planned.indexes.map(({ base }) => base);
  if (!aliasName.test(name) || hasSevenDigits(name) || parseIndexName(name).generation !== null)
    return (
      'name is not one for an alias. Use letters, figures, _, - and ., and not the name of a ' +
      'generation'
    );
  if (inPlaceBases(planned).has(name))
    return `name is that of the index ${quoted(name)}, which is filled in place. Choose another`;
  if (bases.includes(name) && follows !== name)
    return `name is that of a family: ${quoted(name)} can follow no other. Choose another`;
  const owner = taken.get(name);
  return owner === undefined ? null : `name ${takenBy(owner)}`;
}

function familyOf(families: readonly IndexFamily[], base: string): IndexFamily | undefined {
  return families.find((family) => family.base === base);
}

function checkAlias(
  { name, follows, inPlace }: z.output<typeof Alias>,
  path: YamlPath,
  rules: ContractRules,
  complaints: Complaints,
): void {
  const { indexes } = rules.planned;
  const named = wrongName({ name, follows }, rules);
  if (named !== null) complaints.add([...path, 'name'], `${named}.`);
  if (familyOf(indexes, follows) === undefined) {
    const bases = indexes.map(({ base }) => base);
    complaints.add(
      [...path, 'follows'],
      `follows names no family of indexes. Write ${listWords(bases, 'or')}.`,
    );
  }
  const isInPlace = inPlaceBases(rules.planned).has(follows);
  if ((inPlace === true) === isInPlace) return;
  const says = isInPlace ? 'must be true' : 'must be left out';
  complaints.add(
    [...path, inPlace === true ? 'inPlace' : 'name'],
    `inPlace ${says}: how the family is filled is for the pipeline to say.`,
  );
}

/**
 * A text as people write it, checked against what the pipeline builds. The search engine has still
 * to be asked whether it takes the filters.
 */
export function readContractText(text: string, rules: ContractRules): ContractReading {
  const { value: written, complaints } = readYaml(ContractText, text, 'the text', {
    left: budgetOfContract(),
  });
  if (written === null) return { value: null, complaints };
  const { planned, pipeline, pipelines } = rules;
  if (written.pipeline !== undefined && written.pipeline !== pipeline)
    complaints.add(
      ['pipeline'],
      pipelines.includes(written.pipeline)
        ? `${written.pipeline} is not the pipeline of this environment. ` +
            `Write ${pipeline ?? 'none'}, or leave the line out.`
        : 'pipeline names none that this console has. ' +
            `Write ${pipeline ?? 'none'}, or leave the line out.`,
    );
  const aliases = written.aliases.map((alias, position): ContractAlias => {
    const path = ['aliases', position];
    const { name, follows, inPlace } = alias;
    checkAlias(alias, path, rules, complaints);
    if (written.aliases.findIndex((one) => one.name === name) < position)
      complaints.add([...path, 'name'], `${quoted(name)} is there twice. Remove one of them.`);
    const fields = familyOf(planned.indexes, follows)?.fields ?? {};
    const { filter, says } = readFilter(alias.filter, fields);
    if (says !== null) complaints.add([...path, 'filter'], `filter ${says}.`);
    return { name, target: follows, filter, ...(inPlace === true && { isInPlace: true as const }) };
  });
  for (const { name, target } of planned.aliases)
    if (name === target && aliases.every((alias) => alias.name !== name))
      complaints.add(
        ['aliases'],
        `${name} is missing: services write under the family’s own name. Add it.`,
      );
  return complaints.found.length > 0
    ? { value: null, complaints }
    : { value: { aliases, version: written.version ?? null }, complaints };
}

/** A filter as a search engine is sent it, in one line; null: none. */
export function filterText(
  { target, filter }: Pick<ContractAlias, 'target' | 'filter'>,
  families: readonly IndexFamily[],
): string | null {
  if (filter === null) return null;
  return JSON.stringify(conditionToDsl(filter, familyOf(families, target)?.fields ?? {}));
}

/**
 * The lines of the text from which `readContractText` reads the same aliases. Throws a FaultError
 * where a filter cannot be written.
 */
export function contractLines(
  { aliases, indexes }: Contract,
  { version, pipeline }: { readonly version: number | null; readonly pipeline: string | null },
): readonly string[] {
  const lines = aliases.flatMap((alias) => {
    const filter = filterText(alias, indexes);
    return [
      `  - name: ${scalar(alias.name)}`,
      `    follows: ${scalar(alias.target)}`,
      ...(filter === null ? [] : [`    filter: ${filter}`]),
      ...(alias.isInPlace ? ['    inPlace: true'] : []),
    ];
  });
  return [
    `version: ${String(version ?? 0)}`,
    ...(pipeline === null ? [] : [`pipeline: ${scalar(pipeline)}`]),
    'aliases:',
    ...lines,
  ];
}

/** Quoted where YAML would take it for something else than a text. */
const scalar = (text: string): string =>
  /^[A-Za-z][A-Za-z0-9_-]*$/.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text)
    ? text
    : JSON.stringify(text);
