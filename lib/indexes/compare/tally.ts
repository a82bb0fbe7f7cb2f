import { maskedGmcNumber, withoutNumbers } from '#lib/kernel/free-text.ts';
import type { Document, FieldMapping, Json } from '#lib/platform/search/port.ts';
import type {
  Both,
  ComparedField,
  ComparedValue,
  ComparisonSample,
  Differences,
  SampledField,
} from './comparison.ts';
import type { MergeSink, SideName } from './merge-scans.ts';
import { isEmpty, isSame } from './same-value.ts';

// However many documents there are, no more than this is kept of them.
const mostFields = 200;
const mostValues = 100;
const mostListed = 25;
const longestValue = 80;
const samplesOfKind = { added: 5, removed: 5, changed: 20 } as const;
/** Of documents in which the same fields differ. */
const samplesAlike = 2;
const mostAlike = 1_000;

interface Count {
  a: number;
  b: number;
}
const nothing = (): Count => ({ a: 0, b: 0 });

interface FieldTally {
  readonly present: Count;
  changed: number;
  gained: number;
  lost: number;
  readonly values: Map<string, Count> | null;
  readonly others: Count;
}

/** What of a field may be shown, and what is counted. */
export interface FieldRules {
  readonly fields: Readonly<Record<string, FieldMapping>>;
  /** Fields whose values say nothing about who somebody is; true and false never do. */
  readonly plainFields: readonly string[];
}

/** Keeps what two generations have in common and in what they differ, in bounded memory. */
export class Tally implements MergeSink {
  readonly #rules: FieldRules;
  readonly #plain: ReadonlySet<string>;
  readonly #fields = new Map<string, FieldTally>();
  readonly #documents = nothing();
  readonly #withoutKey = nothing();
  readonly #repeated = nothing();
  readonly #counts = { added: 0, removed: 0, changed: 0, same: 0 };
  readonly #samples: Record<ComparisonSample['change'], ComparisonSample[]> = {
    added: [],
    removed: [],
    changed: [],
  };
  readonly #alike = new Map<string, number>();
  #hasMoreFields = false;

  constructor(rules: FieldRules) {
    this.#rules = rules;
    this.#plain = new Set(rules.plainFields);
  }

  seen(side: SideName, document: Document): void {
    this.#documents[side] += 1;
    for (const field of Object.keys(document)) {
      const value = document[field];
      if (isEmpty(value)) continue;
      const tally = this.#of(field);
      if (tally === null) continue;
      tally.present[side] += 1;
      if (tally.values !== null) countValue(tally.values, tally.others, side, value);
    }
  }

  withoutKey(side: SideName): void {
    this.#withoutKey[side] += 1;
  }

  repeated(side: SideName): void {
    this.#repeated[side] += 1;
  }

  only(side: SideName, key: string, document: Document): void {
    const change = side === 'a' ? 'removed' : 'added';
    this.#counts[change] += 1;
    if (this.#samples[change].length >= samplesOfKind[change]) return;
    const names = Object.keys(document).filter((field) => this.#isPlain(field));
    const [before, after] = side === 'a' ? [document, {}] : [{}, document];
    this.#keep(change, key, names, before, after);
  }

  both(key: string, a: Document, b: Document): void {
    const changed: string[] = [];
    for (const field of Object.keys(a)) if (!isSame(a[field], b[field])) changed.push(field);
    for (const field of Object.keys(b))
      if (!Object.hasOwn(a, field) && !isEmpty(b[field])) changed.push(field);
    if (changed.length === 0) {
      this.#counts.same += 1;
      return;
    }
    this.#counts.changed += 1;
    for (const field of changed) {
      const tally = this.#of(field);
      if (tally === null) continue;
      tally.changed += 1;
      if (isEmpty(a[field])) tally.gained += 1;
      else if (isEmpty(b[field])) tally.lost += 1;
    }
    if (this.#isWorthShowing(changed)) this.#keep('changed', key, changed, a, b);
  }

  /** A few of each kind of change rather than twenty of the first. */
  #isWorthShowing(changed: readonly string[]): boolean {
    if (this.#samples.changed.length >= samplesOfKind.changed) return false;
    const kind = changed.toSorted().join(' ');
    const known = this.#alike.get(kind) ?? 0;
    if (known >= samplesAlike || (known === 0 && this.#alike.size >= mostAlike)) return false;
    this.#alike.set(kind, known + 1);
    return true;
  }

  #isPlain(field: string): boolean {
    return this.#plain.has(field) || this.#mapping(field)?.type === 'boolean';
  }

  #mapping(field: string): FieldMapping | undefined {
    const { fields } = this.#rules;
    return Object.hasOwn(fields, field) ? fields[field] : undefined;
  }

  /** Days and numbers hardly repeat. */
  #isCounted(field: string): boolean {
    const type = this.#mapping(field)?.type;
    return this.#isPlain(field) && (type === 'boolean' || type === 'text' || type === 'keyword');
  }

  #of(field: string): FieldTally | null {
    const known = this.#fields.get(field);
    if (known !== undefined) return known;
    if (this.#fields.size >= mostFields) {
      this.#hasMoreFields = true;
      return null;
    }
    const made: FieldTally = {
      present: nothing(),
      changed: 0,
      gained: 0,
      lost: 0,
      values: this.#isCounted(field) ? new Map<string, Count>() : null,
      others: nothing(),
    };
    this.#fields.set(field, made);
    return made;
  }

  #keep(
    change: ComparisonSample['change'],
    key: string,
    fields: readonly string[],
    before: Document,
    after: Document,
  ): void {
    const sampled = fields
      .filter((field) => !isEmpty(before[field]) || !isEmpty(after[field]))
      .map((field): SampledField => {
        const isMasked = !this.#isPlain(field);
        const shown = (value: Json | undefined): string | null =>
          isMasked || isEmpty(value) ? null : textOf(value);
        return {
          field: nameOf(field),
          change: isEmpty(before[field]) ? 'gained' : isEmpty(after[field]) ? 'lost' : 'changed',
          isMasked,
          before: shown(before[field]),
          after: shown(after[field]),
        };
      });
    this.#samples[change].push({
      document: maskedGmcNumber(key),
      change,
      fields: sampled.toSorted((x, y) => (x.field < y.field ? -1 : 1)).slice(0, mostListed),
    });
  }

  differences(): Differences {
    const documents = { ...this.#documents };
    const fields = [...this.#fields].map(([field, tally]) => fieldOf(field, tally, documents));
    const { added, removed, changed } = this.#counts;
    const [keyless, repeated] = [{ ...this.#withoutKey }, { ...this.#repeated }];
    const differs =
      added + removed + changed > 0 || keyless.a !== keyless.b || repeated.a !== repeated.b;
    const isWhole = keyless.a + repeated.a === 0;
    return {
      state: differs ? 'different' : isWhole ? 'equal' : 'not-known',
      documents,
      ...this.#counts,
      withoutKey: keyless,
      repeated,
      fields: fields.toSorted((x, y) => y.changed - x.changed || (x.field < y.field ? -1 : 1)),
      hasMoreFields: this.#hasMoreFields,
      samples: [...this.#samples.changed, ...this.#samples.added, ...this.#samples.removed],
    };
  }
}

function countValue(
  values: Map<string, Count>,
  others: Count,
  side: SideName,
  value: Json | undefined,
): void {
  const isText = typeof value === 'string' || typeof value === 'boolean';
  const text = isText ? String(value) : '';
  const known = values.get(text);
  if (known !== undefined) known[side] += 1;
  else if (!isText || text.length > longestValue || values.size >= mostValues) others[side] += 1;
  else values.set(text, { ...nothing(), [side]: 1 });
}

/** A damaged document may have a person where it should have a body. */
const nameOf = (text: string): string => withoutNumbers(text, longestValue);

function textOf(value: Json): string {
  if (typeof value === 'object') return Array.isArray(value) ? 'a list' : 'an object';
  return nameOf(String(value));
}

const rateOf = (empty: number, documents: number): number | null =>
  documents === 0 ? null : empty / documents;

function fieldOf(field: string, tally: FieldTally, documents: Both<number>): ComparedField {
  const { present, changed, gained, lost, values, others } = tally;
  const empty = { a: documents.a - present.a, b: documents.b - present.b };
  return {
    field: nameOf(field),
    nullRate: { a: rateOf(empty.a, documents.a), b: rateOf(empty.b, documents.b) },
    empty,
    changed,
    gained,
    lost,
    values: values === null ? null : valuesOf(values, others),
  };
}

/** The most frequent first; what is beyond the list is among the others. */
function valuesOf(values: ReadonlyMap<string, Count>, others: Count): ComparedField['values'] {
  const shown = new Map<string, Count>();
  for (const [raw, { a, b }] of values) {
    const value = nameOf(raw);
    const count = shown.get(value) ?? nothing();
    shown.set(value, { a: count.a + a, b: count.b + b });
  }
  const all = [...shown].map(([value, documents]): ComparedValue => ({ value, documents }));
  const size = ({ documents }: ComparedValue): number => documents.a + documents.b;
  const sorted = all.toSorted((x, y) => size(y) - size(x) || (x.value < y.value ? -1 : 1));
  const rest = sorted.slice(mostListed);
  const sum = (side: SideName): number =>
    rest.reduce((total, { documents }) => total + documents[side], others[side]);
  return { listed: sorted.slice(0, mostListed), others: { a: sum('a'), b: sum('b') } };
}
