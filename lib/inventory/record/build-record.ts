/** An architecture record as a document tree, from what the inventory says. Pure. */
import type { Root, RootContent } from 'mdast';
import { countOf } from '#lib/kernel/words/numbers.ts';
import { listWords, titleCase } from '#lib/kernel/words/text.ts';
import type { Attribute, Attributes, Kind } from '../kind.ts';
import type { RecordedFact } from '../model.ts';
import {
  cell,
  heading,
  nothingWords,
  numberedList,
  paragraph,
  phrases,
  table,
  text,
  textsOf,
} from './record-nodes.ts';
import { stampWords, type RecordStamp } from './record-stamp.ts';
import {
  differencesChapter,
  otherChapter,
  recordSections,
  type Chapter,
  type RecordSection,
} from './sections.ts';

export interface RecordedItem {
  readonly key: string;
  readonly kind: string;
  readonly name: string;
  readonly environment: string | null;
  readonly facts: ReadonlyMap<string, RecordedFact>;
  /** The titles of all its sources. */
  readonly sources: readonly string[];
}

/** A system, or an estate as a whole, that chapters say something of. */
export interface RecordSubject extends RecordedItem {
  readonly attributes: Attributes;
}

export type RecordedKind = Pick<Kind, 'kind' | 'singular' | 'plural' | 'attributes' | 'chapter'>;

export interface RecordInput {
  /** Of the whole document. */
  readonly heading: string;
  readonly stamp: RecordStamp;
  readonly subjects: readonly RecordSubject[];
  readonly environments: readonly RecordedItem[];
  readonly environmentAttributes: Attributes;
  readonly components: readonly RecordedItem[];
  /** In the order in which a chapter prints several of them. */
  readonly kinds: readonly RecordedKind[];
}

/** The columns of a table: what any of these says, and what somebody should know. */
const columnsOf = (
  attributes: Attributes,
  items: readonly RecordedItem[],
): (readonly [string, Attribute])[] =>
  Object.entries(attributes).filter(
    ([name, { isExpected = false }]) => isExpected || items.some(({ facts }) => facts.has(name)),
  );

/** Long tables hide what they say: beyond so many columns each thing is a list of its own. */
const mostColumns = 6;

interface TableWords {
  /** Of the first column: `Server`. */
  readonly head: string;
  readonly caption: string;
  /** Of the heading of each thing, where each is a list of its own. */
  readonly depth: 3 | 4;
}

function itemsTable(
  { head, caption, depth }: TableWords,
  attributes: Attributes,
  items: readonly RecordedItem[],
): RootContent[] {
  const columns = columnsOf(attributes, items);
  const hasEnvironment = items.some(({ environment }) => environment !== null);
  const isSteps = columns.some(([, { type }]) => type === 'steps');
  if (columns.length <= mostColumns && !isSteps)
    return [
      table(
        caption,
        [head, ...(hasEnvironment ? ['Environment'] : []), ...columns.map(([, one]) => one.label)],
        items.map((item) => [
          item.name,
          ...(hasEnvironment ? [item.environment ?? 'shared'] : []),
          ...columns.map(([name]) => cell(item.facts.get(name))),
        ]),
      ),
    ];
  return items.flatMap((item): RootContent[] => [
    heading(depth, item.environment === null ? item.name : `${item.name}, ${item.environment}`),
    ...columns.flatMap(([name, attribute]) => factBlock(attribute, item.facts.get(name))),
  ]);
}

/** One fact under its label; steps are a numbered list. */
function factBlock(
  { label, type, isExpected = false }: Attribute,
  fact: RecordedFact | undefined,
): RootContent[] {
  if (fact === undefined && !isExpected) return [];
  if (type === 'steps' && fact?.state === 'value')
    return [paragraph(text(`${label}:`)), numberedList([fact.value].flat())];
  return [paragraph(text(`${label}: `), ...phrases(fact))];
}

function sourcesLine(items: readonly RecordedItem[]): RootContent[] {
  const titles = [...new Set(items.flatMap(({ sources }) => sources))].sort();
  return titles.length === 0
    ? []
    : [paragraph({ type: 'emphasis', children: [text(`Source: ${titles.join('; ')}`)] })];
}

/** The components of one kind, and what is above and below their table. */
function kindBlocks(
  { singular, plural, attributes }: RecordedKind,
  items: readonly RecordedItem[],
  hasHeading: boolean,
): RootContent[] {
  const title = titleCase(plural);
  return [
    ...(hasHeading ? [heading(3, title)] : []),
    ...itemsTable(
      { head: titleCase(singular), caption: title, depth: hasHeading ? 4 : 3 },
      attributes,
      items,
    ),
    ...sourcesLine(items),
  ];
}

/** `DoS Integration in live and demo; Blue/green environment`. */
function subjectWords(subjects: readonly RecordedItem[]): string {
  const byName = new Map<string, string[]>();
  for (const { name, environment } of subjects)
    byName.set(name, [...(byName.get(name) ?? []), ...(environment === null ? [] : [environment])]);
  return [...byName]
    .map(([name, where]) => (where.length === 0 ? name : `${name} in ${listWords(where, 'and')}`))
    .join('; ');
}

/** What is said of one attribute, once for all subjects of which the same is said. */
function subjectFacts(
  attribute: string,
  subjects: readonly RecordSubject[],
): readonly { readonly label: string; readonly of: string | null; readonly fact: RecordedFact }[] {
  const said = new Map<string, { fact: RecordedFact; label: string; of: RecordSubject[] }>();
  for (const subject of subjects) {
    const fact = subject.facts.get(attribute);
    const label = subject.attributes[attribute]?.label;
    if (fact === undefined || label === undefined) continue;
    const key = JSON.stringify(textsOf(fact));
    const known = said.get(key) ?? { fact, label, of: [] };
    known.of.push(subject);
    said.set(key, known);
  }
  const systems = subjects.filter(({ kind }) => kind === 'system');
  return [...said.values()].map(({ fact, label, of }) => {
    const isOfAll =
      said.size === 1 && (systems.length < 2 || systems.every((one) => of.includes(one)));
    return { label, fact, of: isOfAll ? null : subjectWords(of) };
  });
}

function subjectBlocks(
  attributes: readonly string[],
  subjects: readonly RecordSubject[],
  hasLabels: boolean,
): RootContent[] {
  return attributes.flatMap((attribute) =>
    subjectFacts(attribute, subjects).map(({ label, of, fact }) => {
      const whose = of === null ? label : `${label} (${of})`;
      return hasLabels || of !== null
        ? paragraph(text(`${whose}: `), ...phrases(fact))
        : paragraph(...phrases(fact));
    }),
  );
}

/** What there is of each kind of a chapter, without the systems that all of it is about. */
const listedIn = (chapter: Chapter, { kinds, components, subjects }: RecordInput) =>
  kinds
    .filter((kind) => kind.chapter === chapter)
    .map((kind) => ({
      kind,
      items: components.filter(
        (one) => one.kind === kind.kind && !subjects.some(({ key }) => key === one.key),
      ),
    }))
    .filter(({ items }) => items.length > 0);

function sectionBlocks(section: RecordSection, input: RecordInput): RootContent[] {
  const { title, facts = [], isHeadingOnly = false } = section;
  const listed = listedIn(title, input);
  const says = subjectBlocks(facts, input.subjects, facts.length > 1);
  const tables = listed.flatMap(({ kind, items }) => kindBlocks(kind, items, listed.length > 1));
  return says.length + tables.length > 0 || isHeadingOnly
    ? [...says, ...tables]
    : [paragraph(text(nothingWords['not-recorded']))];
}

const factsInChapters = new Set(recordSections.flatMap(({ facts = [] }) => facts));

/** What the SPQS document has no chapter for. */
function otherBlocks(input: RecordInput): RootContent[] {
  const { subjects } = input;
  const listed = listedIn(otherChapter, input);
  const attributes = [
    ...new Set(subjects.flatMap((subject) => Object.keys(subject.attributes))),
  ].filter((attribute) => !factsInChapters.has(attribute));
  const says = subjectBlocks(attributes, subjects, true);
  if (listed.length + says.length === 0) return [];
  return [
    heading(2, otherChapter),
    ...says,
    ...listed.flatMap(({ kind, items }) => kindBlocks(kind, items, true)),
  ];
}

function differenceBlocks(input: RecordInput): RootContent[] {
  const listed = listedIn(differencesChapter, input);
  return [
    heading(2, differencesChapter),
    ...(listed.length === 0
      ? [paragraph(text('None is recorded.'))]
      : listed.flatMap(({ kind: { singular, attributes }, items }) => [
          ...itemsTable(
            { head: titleCase(singular), caption: differencesChapter, depth: 3 },
            attributes,
            items,
          ),
          ...sourcesLine(items),
        ])),
  ];
}

/** The record of a system, chapter by chapter; what no source says is printed as such. */
export function buildRecord(input: RecordInput): Root {
  const { environments, environmentAttributes, components } = input;
  const differences = listedIn(differencesChapter, input).flatMap(({ items }) => items);
  return {
    type: 'root',
    children: [
      heading(1, input.heading),
      paragraph(text(stampWords(input.stamp, differences.length))),
      ...recordSections.flatMap((section): RootContent[] => [
        heading(2, `${section.number} ${section.title}`.trim()),
        ...sectionBlocks(section, input),
      ]),
      heading(2, 'Environments'),
      ...(environments.length === 0
        ? [paragraph(text(nothingWords['not-recorded']))]
        : [
            ...itemsTable(
              { head: 'Environment', caption: 'Environments', depth: 3 },
              environmentAttributes,
              environments,
            ),
            ...sourcesLine(environments),
          ]),
      ...otherBlocks(input),
      ...differenceBlocks(input),
      paragraph(
        text(
          `${countOf(components.length, 'component')}. “None” and “N/A” are what a source says; ` +
            '“Not recorded” is what no source says.',
        ),
      ),
    ],
  };
}
