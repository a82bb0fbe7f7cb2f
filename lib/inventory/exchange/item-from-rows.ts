/** An item as rows of a CSV make it of what is there. Pure. */
import { quoted } from '#lib/kernel/free-text.ts';
import { listWords } from '#lib/kernel/words/text.ts';
import type { ItemSnapshot, RelationFrom } from '../changes/snapshot.ts';
import { sourceId } from '../estate-file.ts';
import { mostAliases } from '../estate-text.ts';
import { isList, whyNotOfType } from '../kind.ts';
import { attributesOf } from '../items.ts';
import { kindOf } from '../kinds/all-kinds.ts';
import { recordedStateWords, type Fact, type RecordedFact } from '../model.ts';
import { relationKind } from '../relation-kinds.ts';
import { textsOfCell, type CsvColumn } from './csv-format.ts';
import { checkText, inRow, isYes, said, type Complain, type Patch } from './patches.ts';
import type { CsvRow } from './read-csv.ts';

/** The ids of sources that an estate has, or gets from this file. */
export type SourcesOf = (estate: string) => ReadonlySet<string>;

const stateOf = new Map<string, RecordedFact['state']>(
  (['value', 'none', 'not-applicable', 'not-recorded'] as const).map((state) => [
    recordedStateWords[state],
    state,
  ]),
);

export interface KnownOfEstates {
  readonly sourcesOf: SourcesOf;
  /** Of what names none itself; empty where there is no such estate. */
  readonly sourceOf: (estate: string) => string;
}

/** A cell, what there was where the file has no such column, and what counts where it is empty. */
function cellOr(row: CsvRow, column: CsvColumn, before: string | undefined, empty: string): string {
  const cell = row.cells[column];
  return cell === undefined ? (before ?? empty) : cell === '' ? empty : cell;
}

function noteOf(row: CsvRow, before: string | null | undefined, complain: Complain): string | null {
  const cell = row.cells.note;
  if (cell === undefined) return before ?? null;
  if (cell !== '') checkText(row, 'note', cell, complain);
  return cell === '' ? null : cell;
}

export class ItemFromRows {
  readonly #patch: Patch;
  readonly #sources: ReadonlySet<string>;
  readonly #complain: Complain;

  constructor(patch: Patch, sources: SourcesOf, complain: Complain) {
    this.#patch = patch;
    this.#sources = sources(patch.parts.estate);
    this.#complain = complain;
  }

  #source(row: CsvRow, source: string): string {
    if (source === '')
      this.#complain(inRow(row, 'source', 'Name a source: there is none to take over.'));
    else if (!this.#sources.has(sourceId(source)))
      this.#complain(
        inRow(
          row,
          'source',
          `${quoted(sourceId(source))} is no source of this estate. Correct it, or add its row.`,
        ),
      );
    else checkText(row, 'source', source, this.#complain);
    return source;
  }

  /** The item without its facts and relations. */
  #head(before: ItemSnapshot | null, usualSource: string): ItemSnapshot {
    const { key, parts, item, first } = this.#patch;
    const row = item ?? first;
    const complain = (column: CsvColumn, says: string): void =>
      this.#complain(inRow(row, column, says));
    const own = parts.type === 'component' ? null : parts.type;
    const kind =
      item === null
        ? (before?.kind ?? own ?? '')
        : cellOr(item, 'kind', before?.kind, before?.kind ?? own ?? '');
    if (before === null && item === null)
      this.#complain(
        inRow(
          first,
          'item',
          `${quoted(key)} is not in the inventory. Correct it, or add a row with its kind and ` +
            'name.',
        ),
      );
    else if (own !== null && kind !== own) complain('kind', `This key is that of an ${own}.`);
    else if (own === null && kindOf(kind) === undefined)
      complain(
        'kind',
        kind === '' ? 'Name its kind.' : `${quoted(kind)} is no kind of component. Correct it.`,
      );
    const usualName =
      before?.name ?? (parts.type === 'environment' ? (parts.environment ?? '') : '');
    const named = item === null ? usualName : cellOr(item, 'name', usualName, usualName);
    // An environment is called as its key says.
    const name = parts.type === 'environment' ? (parts.environment ?? '') : named;
    if (item !== null) {
      if (name === '') complain('name', 'Name it.');
      else checkText(item, 'name', name, this.#complain);
      if (parts.type === 'environment' && named !== name && named !== before?.name)
        complain('name', 'An environment has the name that its key ends with. Leave this empty.');
    }
    const source =
      item === null
        ? (before?.source ?? usualSource)
        : this.#source(item, cellOr(item, 'source', before?.source, before?.source ?? usualSource));
    return {
      ...(before ?? {
        aliases: [],
        isProduction: false,
        profile: null,
        sharedEnvironment: null,
        position: Number.MAX_SAFE_INTEGER,
        facts: [],
        relations: [],
      }),
      key,
      ...parts,
      kind,
      name,
      source,
      ...(item !== null && this.#environment(item, before)),
    };
  }

  #environment(
    row: CsvRow,
    before: ItemSnapshot | null,
  ): Partial<Pick<ItemSnapshot, 'aliases' | 'isProduction' | 'profile' | 'sharedEnvironment'>> {
    const columns = ['profile', 'sharedEnvironment', 'aliases', 'isProduction'] as const;
    if (this.#patch.parts.type !== 'environment') {
      for (const column of columns)
        if (said(row, column) !== '')
          this.#complain(inRow(row, column, 'Only an environment has this. Leave it empty.'));
      return {};
    }
    const { profile, sharedEnvironment, aliases, isProduction } = row.cells;
    for (const column of ['profile', 'sharedEnvironment'] as const)
      if (said(row, column) !== '') checkText(row, column, said(row, column), this.#complain);
    const texts = aliases === undefined ? (before?.aliases ?? []) : textsOfCell(aliases);
    for (const text of texts) checkText(row, 'aliases', text, this.#complain);
    if (texts.length > mostAliases)
      this.#complain(inRow(row, 'aliases', `Write at most ${String(mostAliases)} names.`));
    if (!['', 'yes', 'no', undefined].includes(isProduction))
      this.#complain(inRow(row, 'isProduction', 'Write yes or no.'));
    return {
      ...(profile !== undefined && { profile: profile === '' ? null : profile }),
      ...(sharedEnvironment !== undefined && {
        sharedEnvironment: sharedEnvironment === '' ? null : sharedEnvironment,
      }),
      aliases: texts,
      ...(isProduction !== undefined && { isProduction: isProduction === 'yes' }),
    };
  }

  #recorded(row: CsvRow, kind: ItemSnapshot, attribute: string): RecordedFact | null {
    const complain = (column: CsvColumn, says: string): null => {
      this.#complain(inRow(row, column, says));
      return null;
    };
    const attributes = attributesOf(kind);
    const known = Object.hasOwn(attributes, attribute) ? attributes[attribute] : undefined;
    if (known === undefined)
      return complain(
        'attribute',
        `${quoted(attribute)} is not known of ${kind.kind}. Correct it.`,
      );
    const [stated, cell] = [said(row, 'state'), said(row, 'value')];
    const state = stateOf.get(stated === '' ? 'value' : stated);
    if (state === undefined)
      return complain('state', `Write ${listWords([...stateOf.keys()], 'or')}.`);
    if (state !== 'value')
      return cell === ''
        ? { state }
        : complain('value', `With the state ${stated} there is no value.`);
    const value = isList(known.type) ? textsOfCell(cell) : cell;
    if (value.length === 0) return complain('value', 'Write a value, or a state that has none.');
    for (const text of [value].flat()) checkText(row, 'value', text, this.#complain);
    const why = whyNotOfType(known, value);
    return why === null ? { state, value } : complain('value', `${why}.`);
  }

  #facts(item: ItemSnapshot): Fact[] {
    const facts = new Map(item.facts.map((fact) => [fact.attribute, fact]));
    for (const [attribute, row] of this.#patch.facts) {
      const before = facts.get(attribute);
      if (isYes(row, 'remove')) {
        if (before === undefined)
          this.#complain(
            inRow(row, 'attribute', 'It has no such attribute that could be removed.'),
          );
        facts.delete(attribute);
        continue;
      }
      const recorded = this.#recorded(row, item, attribute);
      if (recorded === null) continue;
      facts.set(attribute, {
        attribute,
        recorded,
        source: this.#source(row, cellOr(row, 'source', before?.source, item.source)),
        note: noteOf(row, before?.note, this.#complain),
      });
    }
    return [...facts.values()];
  }

  #relations(item: ItemSnapshot): RelationFrom[] {
    const idOf = ({ kind, to }: Pick<RelationFrom, 'kind' | 'to'>): string =>
      JSON.stringify([kind, to]);
    const relations = new Map(item.relations.map((relation) => [idOf(relation), relation]));
    for (const row of this.#patch.relations.values()) {
      const [kind, to] = [said(row, 'relation'), said(row, 'to')];
      const id = idOf({ kind, to });
      const before = relations.get(id);
      if (isYes(row, 'remove')) {
        if (before === undefined)
          this.#complain(inRow(row, 'relation', 'It has no such relation that could be removed.'));
        relations.delete(id);
        continue;
      }
      if (relationKind(kind) === undefined)
        this.#complain(
          inRow(row, 'relation', `${quoted(kind)} is no kind of relation. Correct it.`),
        );
      relations.set(id, {
        kind,
        to,
        source: this.#source(row, cellOr(row, 'source', before?.source, item.source)),
        note: noteOf(row, before?.note, this.#complain),
      });
    }
    return [...relations.values()];
  }

  whole(before: ItemSnapshot | null, usualSource: string): ItemSnapshot {
    const item = this.#head(before, usualSource);
    // Of a kind that is not known nothing else can be said.
    if (item.type === 'component' && kindOf(item.kind) === undefined) return item;
    return { ...item, facts: this.#facts(item), relations: this.#relations(item) };
  }
}
