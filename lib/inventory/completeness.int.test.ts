import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { someText } from '#lib/kernel/list.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { createLog } from '#lib/platform/log.ts';
import { embeddedDatabase } from '#lib/testing/platform/databases.ts';
import type { Counts, Named, NamedDocument, Part } from './documents-named/named.ts';
import { unsaid } from './documents-named/unsaid.ts';
import { namedDocuments } from './documents-named.ts';
import { itemList, type ItemListRequest } from './item-list.ts';
import { listItems } from './list-items.ts';
import { searchWords } from './search-words.ts';
import { shipEstates, shippedFolder } from './ship-estates.ts';
import { readFacts, readItemRows, type FactRow, type ItemRow } from './store.ts';

const most = 10_000;

const wordsOfDocuments = z
  .record(z.string(), z.string())
  .parse(
    JSON.parse(readFileSync(new URL('./documents-named/words.json', import.meta.url), 'utf8')),
  );

/** Whether a text has a word as a word, and not as a part of another one. */
function hasWord(text: string, word: string): boolean {
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const before = /^[\p{L}\p{N}]/u.test(word) ? String.raw`(?<![\p{L}\p{N}])` : '';
  const after = /[\p{L}\p{N}]$/u.test(word) ? String.raw`(?![\p{L}\p{N}])` : '';
  return new RegExp(before + escaped + after, 'u').test(text);
}

/** What a document itself says of an item; what others say of the same item is not in it. */
interface Said {
  /** How it is called, where the document is who says that it is there. */
  readonly names: string;
  readonly facts: readonly { readonly values: readonly string[]; readonly text: string }[];
}

const valuesOf = ({ value }: FactRow): string[] => (value === null ? [] : [value].flat());

const saidIn: Readonly<Record<Part, (said: Said, named: Named) => boolean>> = {
  // Cells are attributes: each word with the document as its source.
  row: ({ names, facts }, { search }) =>
    searchWords(search).every((word) =>
      [names, ...facts.map(({ text }) => text)].some((text) => hasWord(text, word)),
    ),
  // Letter by letter, in one value.
  command: ({ facts }, { search }) =>
    facts.some(({ values }) => values.some((value) => value.replace(/\s+/g, ' ').includes(search))),
  step: ({ facts }, { search }) =>
    facts.some(({ values }) =>
      values.some((value) =>
        searchWords(search).every((word) => hasWord(value.toLowerCase(), word)),
      ),
    ),
  point: inOneFact,
  picture: inOneFact,
  paragraph: inOneFact,
};

function inOneFact({ names, facts }: Said, { search }: Named): boolean {
  const words = searchWords(search);
  return ['', ...facts.map(({ text }) => text)].some((text) =>
    words.every((word) => hasWord(names, word) || hasWord(text, word)),
  );
}

/** As much of it as a person may look for at once. */
const askedOf = ({ search }: Named): string =>
  someText.safeParse(search).success ? search : search.slice(0, 100).replace(/\s+\S*$/, '');

const nameOf = ({ search, kind = 'anything', atLeast = 1 }: Named, found: number): string =>
  `${kind} "${search}": ${String(found)} of ${String(atLeast)}`;

const countsOf = ({ sections }: NamedDocument): Counts => {
  const counts: Partial<Record<Part | 'heading', number>> = { heading: sections.length };
  for (const { part } of sections.flatMap(({ units }) => units))
    if (part !== 'paragraph') counts[part] = (counts[part] ?? 0) + 1;
  return counts;
};

const allNamed = ({ sections }: NamedDocument): Named[] =>
  sections.flatMap(({ units }) => units.flatMap(({ named }) => named));

describe('the estates that are shipped', () => {
  let database: Database;
  beforeAll(async () => {
    database = await embeddedDatabase();
    await shipEstates({ database, log: createLog('silent', 'test') }, shippedFolder);
  });
  afterAll(async () => {
    await database.close();
  });

  async function keysOf(filters: ItemListRequest['filters']): Promise<string[]> {
    const request = { filters, sort: itemList.usual, limit: most, offset: 0 };
    const found = await listItems({ database }, request);
    if (!found.ok) throw new Error(found.fault.says);
    return found.value.rows.map(({ key }) => key);
  }

  /** What a document says of each item of its estate, by their keys. */
  async function saidBy({ source, title, inEstate }: NamedDocument): Promise<Map<string, Said>> {
    const keys = await keysOf({ estate: [inEstate] });
    const rows = await readItemRows(database, keys);
    const facts = new Map<string, FactRow[]>();
    for (const fact of await readFacts(database, keys))
      facts.set(fact.item_key, [...(facts.get(fact.item_key) ?? []), fact]);
    const aliases = new Map(
      rows.flatMap((row) =>
        row.type === 'environment' ? [[row.environment, row.aliases] as const] : [],
      ),
    );
    const isOf = (row: { readonly source: string; readonly source_title: string | null }) =>
      row.source.split(' ', 1)[0] === source && row.source_title === title;
    const namesOf = (row: ItemRow): string =>
      [row.name, row.environment, ...(aliases.get(row.environment) ?? []), row.profile].join('\n');
    return new Map(
      rows.map((row) => [
        row.key,
        {
          names: isOf(row) ? namesOf(row).toLowerCase() : '',
          facts: (facts.get(row.key) ?? []).filter(isOf).map((fact) => ({
            values: valuesOf(fact),
            text: [...valuesOf(fact), fact.note ?? ''].join('\n').toLowerCase(),
          })),
        },
      ]),
    );
  }

  it.each(namedDocuments)('hold all that the $title names', async (document) => {
    const said = await saidBy(document);
    const missing: string[] = [];
    for (const { heading, units } of document.sections)
      for (const { part, named } of units)
        for (const one of named) {
          const { kind, atLeast = 1 } = one;
          const estate: ItemListRequest['filters'] = {
            estate: [document.inEstate],
            text: askedOf(one),
          };
          const keys = await keysOf(kind === undefined ? estate : { ...estate, kind: [kind] });
          const found = keys.filter((key) => {
            const here = said.get(key);
            return here !== undefined && saidIn[part](here, one);
          }).length;
          if (found < atLeast) missing.push(`${heading}, ${part}: ${nameOf(one, found)}`);
        }
    expect(missing.join('\n')).toBe('');
  });

  it.each(namedDocuments)('have every word of the $title', async (document) => {
    const { source, sections } = document;
    const text = [
      ...[...(await saidBy(document)).values()].flatMap(({ names, facts }) => [
        names,
        ...facts.map((fact) => fact.text),
      ]),
      ...sections.map(({ heading }) => heading.toLowerCase()),
    ].join('\n');
    const words = (wordsOfDocuments[source] ?? '').split(' ');
    expect(words.length).toBeGreaterThan(150);
    expect(words.filter((word) => !hasWord(text, word)).sort()).toEqual(
      [...(unsaid[source] ?? [])].sort(),
    );
  });

  it.each(namedDocuments)('say in which section of the $title it is', async (document) => {
    const { source, title, inEstate, sections } = document;
    const rows = await readItemRows(database, await keysOf({ estate: [inEstate] }));
    const facts = await readFacts(
      database,
      rows.map(({ key }) => key),
    );
    const namedSections = (some: readonly { source: string; source_title: string | null }[]) =>
      some
        .filter((one) => one.source.split(' ', 1)[0] === source && one.source_title === title)
        .map((one) => one.source.slice(source.length + 1));
    const headings = new Set(['', ...sections.map(({ heading }) => heading)]);
    expect(
      [...namedSections(rows), ...namedSections(facts)].filter((place) => !headings.has(place)),
    ).toEqual([]);
    const said = namedSections(rows);
    // What a document says in several of its sections has none.
    expect(said.filter((place) => place !== '').length * 2).toBeGreaterThan(said.length);
  });

  it.each(namedDocuments)('are held against as much as the $title has', (document) => {
    expect(countsOf(document)).toEqual(document.counts);
  });

  it.each(namedDocuments)('can be asked by people for all that the $title names', (document) => {
    const asked = allNamed(document).map(askedOf);
    expect(asked.filter((text) => !someText.safeParse(text).success)).toEqual([]);
  });
});
