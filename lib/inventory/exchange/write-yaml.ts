/** An estate as a file of `lib/inventory/estates`, which `readEstateFile` reads again. Pure. */
import { Document, isScalar, visit } from 'yaml';
import type { ItemSnapshot } from '../changes/snapshot.ts';
import { partsOfKey, recordedStateWords, type Fact, type Source } from '../model.ts';
import { writtenHolder } from '../relations.ts';
import type { WholeEstate } from './written-estate.ts';

type Written = string | readonly Written[] | { readonly [name: string]: Written | undefined };
type WrittenMap = Readonly<Record<string, Written>>;

/** Without what says nothing. */
const without = (map: Readonly<Record<string, Written | undefined>>): WrittenMap =>
  Object.fromEntries(
    Object.entries(map).flatMap(([name, value]) =>
      value === undefined || (typeof value === 'object' && Object.keys(value).length === 0)
        ? []
        : [[name, value]],
    ),
  );

function writtenFact({ recorded, source, note }: Fact, usual: string): Written {
  const besides = {
    ...(source !== usual && { source }),
    ...(note !== null && { note }),
  };
  if (recorded.state !== 'value') return { is: recordedStateWords[recorded.state], ...besides };
  return Object.keys(besides).length === 0 ? recorded.value : { value: recorded.value, ...besides };
}

const writtenFacts = (facts: readonly Fact[], usual: string): WrittenMap =>
  Object.fromEntries(facts.map((fact) => [fact.attribute, writtenFact(fact, usual)]));

/** All keys that there are: whether an end could be taken for another. */
type Keys = ReadonlySet<string>;

/**
 * How an end is written beside where the relation begins: by its id alone within the environment,
 * with a bare `@` where that would be the one of the environment and the shared one is meant, of
 * another estate by its key, and an estate or an environment with no id.
 */
function writtenEnd({ estate, environment }: ItemSnapshot, to: string, keys: Keys): string {
  const parts = partsOfKey(to);
  if (parts.component === null) return writtenHolder(parts.estate, parts.environment);
  const own = `${estate}/`;
  if (!to.startsWith(own)) return to;
  const end = to.slice(own.length);
  const at = end.indexOf('@');
  if (at < 0) return environment !== null && keys.has(`${to}@${environment}`) ? `${end}@` : end;
  return end.slice(at + 1) === environment ? end.slice(0, at) : end;
}

function writtenRelations(item: ItemSnapshot, keys: Keys): WrittenMap[] {
  type Group = { readonly kind: string; readonly ends: string[]; readonly besides: WrittenMap };
  const groups = new Map<string, Group>();
  for (const { kind, to, source, note } of item.relations) {
    const besides = {
      ...(source !== item.source && { source }),
      ...(note !== null && { note }),
    };
    const key = JSON.stringify([kind, besides]);
    const group: Group = groups.get(key) ?? { kind, ends: [], besides };
    groups.set(key, group);
    group.ends.push(writtenEnd(item, to, keys));
  }
  return [...groups.values()].map(({ kind, ends: [first = '', ...more], besides }) => ({
    [kind]: more.length === 0 ? first : [first, ...more],
    ...besides,
  }));
}

const factText = ({ attribute, recorded, source, note }: Fact): string =>
  JSON.stringify([attribute, recorded, source, note]);

/** What all of them say alike; what is left is said of each. */
function sharedFacts(items: readonly ItemSnapshot[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const text of items.flatMap(({ facts }) => facts.map(factText)))
    counts.set(text, (counts.get(text) ?? 0) + 1);
  return new Set([...counts].flatMap(([text, count]) => (count === items.length ? [text] : [])));
}

/** One component of several environments that differ in their facts alone. */
function writtenComponent(
  items: readonly [ItemSnapshot, ...ItemSnapshot[]],
  usual: string,
  keys: Keys,
): WrittenMap {
  const [first] = items;
  const shared = sharedFacts(items);
  const own = items.map(({ environment, facts, source }): [string, WrittenMap] => [
    environment ?? '',
    writtenFacts(
      facts.filter((fact) => !shared.has(factText(fact))),
      source,
    ),
  ]);
  return without({
    id: first.component ?? '',
    kind: first.kind,
    name: first.name,
    in: first.environment === null ? undefined : items.map(({ environment }) => environment ?? ''),
    source: first.source === usual ? undefined : first.source,
    facts: writtenFacts(
      first.facts.filter((fact) => shared.has(factText(fact))),
      first.source,
    ),
    perEnvironment: without(Object.fromEntries(own)),
    relations: writtenRelations(first, keys),
  });
}

/** Those of one id that a file can say in one go, in the order of the first of each. */
function alike(
  items: readonly ItemSnapshot[],
  keys: Keys,
): (readonly [ItemSnapshot, ...ItemSnapshot[]])[] {
  const groups = new Map<string, [ItemSnapshot, ...ItemSnapshot[]]>();
  for (const item of items) {
    const { component, kind, name, source, environment } = item;
    const where = environment === null ? 'shared' : 'in';
    const relations = writtenRelations(item, keys)
      .map((one) => JSON.stringify(one))
      .sort();
    const key = JSON.stringify([component, where, kind, name, source, relations]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

const writtenSource = ({ title, evidence, asOf, readOn }: Source): WrittenMap => ({
  title,
  evidence,
  ...(asOf !== null && { asOf }),
  readOn,
});

const longestFlow = 80;
const scalarText = (node: unknown): string => (isScalar(node) ? String(node.value) : '\n');

function fitsOneLine(nodes: readonly unknown[]): boolean {
  const texts = nodes.map(scalarText);
  return (
    texts.every((text) => !text.includes('\n')) &&
    texts.reduce((sum, text) => sum + text.length + 4, 0) < longestFlow
  );
}

/** What a block of lines does not keep: blanks at either end, and line ends of other systems. */
const needsQuotes = /[\t\r]|^\s|[ \n]$| \n|\n +(?=\n|$)/;

/** Short lists and short facts on one line, as people write them. */
function layOut(document: Document): void {
  visit(document, {
    Scalar(_, scalar) {
      if (typeof scalar.value === 'string' && needsQuotes.test(scalar.value))
        scalar.type = 'QUOTE_DOUBLE';
    },
    Seq(_, seq) {
      if (fitsOneLine(seq.items)) seq.flow = true;
    },
    Map(_, map) {
      const keys = map.items.map(({ key }) => scalarText(key));
      const isFact = keys[0] === 'is' || keys[0] === 'value';
      if (isFact && fitsOneLine(map.items.flatMap(({ key, value }) => [key, value])))
        map.flow = true;
    },
  });
}

/**
 * Text that other programs would take for a number, a day or a yes is quoted, so that it stays text
 * there too.
 */
function yamlOf(value: WrittenMap | readonly WrittenMap[], indent = 0): string {
  const document = new Document(value, {
    schema: 'core',
    compat: 'yaml-1.1',
    aliasDuplicateObjects: false,
  });
  layOut(document);
  const text = document.toString({
    lineWidth: 100 - indent,
    singleQuote: true,
    // On several lines a text between quotes comes back with a backslash for a line of one blank.
    doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
  });
  return indent === 0 ? text : text.replace(/^(?=.)/gm, ' '.repeat(indent));
}

/** Piece by piece: a caller with much to write can let others have their turn in between. */
export function* estateYaml({ items, sources }: WholeEstate): Generator<string, void, undefined> {
  const estate = items.find(({ type }) => type === 'estate');
  if (estate === undefined) throw new Error('an estate is written without its own item');
  const environments = items.filter(({ type }) => type === 'environment');
  const components = items.filter(({ type }) => type === 'component');
  const keys = new Set(items.map(({ key }) => key));
  yield yamlOf(
    without({
      estate: estate.key,
      title: estate.name,
      source: estate.source,
      facts: writtenFacts(estate.facts, estate.source),
      relations: writtenRelations(estate, keys),
    }),
  );
  yield yamlOf({
    sources: Object.fromEntries(sources.map((source) => [source.id, writtenSource(source)])),
  });
  if (environments.length > 0)
    yield yamlOf({
      environments: environments.map((environment) =>
        without({
          name: environment.name,
          profile: environment.profile ?? undefined,
          sharedEnvironment: environment.sharedEnvironment ?? undefined,
          aliases: environment.aliases,
          isProduction: environment.isProduction ? 'yes' : undefined,
          source: environment.source === estate.source ? undefined : environment.source,
          facts: writtenFacts(environment.facts, environment.source),
          relations: writtenRelations(environment, keys),
        }),
      ),
    });
  if (components.length > 0) yield 'components:\n';
  for (const group of alike(components, keys))
    yield yamlOf([writtenComponent(group, estate.source, keys)], 2);
}

/** Estates one after the other, with a line of dashes between them. */
export function* estatesYaml(estates: readonly WholeEstate[]): Generator<string, void, undefined> {
  for (const [at, estate] of estates.entries()) {
    if (at > 0) yield '---\n';
    yield* estateYaml(estate);
  }
}
