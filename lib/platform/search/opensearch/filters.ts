import {
  and,
  anyOfNested,
  differs,
  equals,
  isIn,
  missing,
  not,
  or,
  prefix,
  range,
  type Condition,
  type Scalar,
} from '../conditions.ts';
import { boundNames, type Fields } from '../fields.ts';
import type { FieldMapping } from '../port.ts';

// What clients write beside a query, at its default: it changes nothing.
const defaults: Readonly<Record<string, unknown>> = {
  boost: 1,
  adjust_pure_negative: true,
  score_mode: 'avg',
  case_insensitive: false,
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
// No JSON has a number that is not finite: it would be kept as nothing.
const isScalar = (value: unknown): value is Scalar =>
  typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);

/** Without what is at its default, and without `_name`, which only labels the answer. */
function entriesOf(value: unknown): [string, unknown][] {
  if (!isObject(value)) return [];
  return Object.entries(value).filter(
    ([key, content]) =>
      defaults[key] !== content && !(key === '_name' && typeof content === 'string'),
  );
}

/** The only entry, or null when there is another number of them. */
function onlyEntry(value: unknown): [string, unknown] | null {
  const entries = entriesOf(value);
  return entries.length === 1 ? (entries[0] ?? null) : null;
}

interface Scope {
  readonly prefix: string;
  /** Null: the mapping is not known, and a name is taken for what it says. */
  readonly fields: Fields | null;
}

/**
 * `hidden.reason.keyword` inside `hidden` is the field `reason`. Null: a field of somewhere else.
 */
function fieldName(name: string, scope: Scope): string | null {
  if (!name.startsWith(scope.prefix)) return null;
  const field = name.slice(scope.prefix.length).replace(/\.keyword$/, '');
  return field.includes('.') ? null : field;
}

const mappingIn = ({ fields }: Scope, field: string): FieldMapping | null =>
  fields !== null && Object.hasOwn(fields, field) ? (fields[field] ?? null) : null;

/**
 * The same where whole values are compared: of a text field only its keyword has them, and words of
 * it are something else. An unmapped text would get a keyword, and nothing else would.
 */
function exactField(name: string, scope: Scope, isText: boolean): string | null {
  const field = fieldName(name, scope);
  if (field === null || scope.fields === null) return field;
  const mapping = mappingIn(scope, field);
  const hasKeyword = mapping === null ? isText : mapping.type === 'text' && mapping.keyword;
  const isWords = mapping?.type === 'text' && !mapping.keyword;
  return !isWords && hasKeyword === name.endsWith('.keyword') ? field : null;
}

const isText = (value: unknown): boolean => typeof value === 'string';

/** `sampleOf` gives a value out of what the field is compared with. */
function readLeaf(
  content: unknown,
  scope: Scope,
  sampleOf: (value: unknown) => unknown,
  make: (field: string, value: unknown) => Condition | null,
): Condition | null {
  const entry = onlyEntry(content);
  const field = entry === null ? null : exactField(entry[0], scope, isText(sampleOf(entry[1])));
  return entry === null || field === null ? null : make(field, entry[1]);
}

const termValue = (value: unknown): unknown => (isObject(value) ? value['value'] : value);
const firstValue = (value: unknown): unknown =>
  isObject(value) ? Object.values(value).find(isScalar) : Array.isArray(value) ? value[0] : value;

function readTerm(field: string, value: unknown): Condition | null {
  const bare = isScalar(value) ? value : onlyEntry(value);
  if (isScalar(bare)) return equals(field, bare);
  return bare?.[0] === 'value' && isScalar(bare[1]) ? equals(field, bare[1]) : null;
}

// The older spelling of a range, as the Java client still writes it.
const olderBounds = [
  { bound: 'from', flag: 'include_lower', included: 'gte', excluded: 'gt' },
  { bound: 'to', flag: 'include_upper', included: 'lte', excluded: 'lt' },
] as const;

/** `from`, `to`, `include_lower`, `include_upper` as the bounds that they are; null for neither. */
function boundsFrom(entries: readonly [string, unknown][]): [string, unknown][] | null {
  const given = new Map(entries);
  const bounds: [string, unknown][] = [];
  for (const { bound, flag, included, excluded } of olderBounds) {
    const value = given.get(bound);
    const isIncluded = given.get(flag) ?? true;
    if (typeof isIncluded !== 'boolean') return null;
    if (value !== undefined && value !== null)
      bounds.push([isIncluded ? included : excluded, value]);
    given.delete(bound);
    given.delete(flag);
  }
  bounds.push(...given);
  return new Set(bounds.map(([name]) => name)).size === bounds.length ? bounds : null;
}

function readRange(field: string, value: unknown): Condition | null {
  const bounds = boundsFrom(entriesOf(value));
  const isPlain =
    bounds !== null &&
    bounds.length > 0 &&
    bounds.every(([name, bound]) => boundNames.some((known) => known === name) && isScalar(bound));
  return isPlain ? range(field, Object.fromEntries(bounds)) : null;
}

function readPrefix(field: string, value: unknown): Condition | null {
  if (!isObject(value) || value['case_insensitive'] !== true || typeof value['value'] !== 'string')
    return null;
  return entriesOf(value).length === 2 ? prefix(field, value['value']) : null;
}

// More than any comparison of two fields needs: whoever writes one may be anybody.
const longestScript = 500;
// One comparison of two fields; blanks, the kind of quotes and a written `return` change nothing.
const comparison =
  /^\s*(?:return\s+)?doc\s*\[\s*(['"])([\w.]+)\1\s*\]\s*!=\s*doc\s*\[\s*(['"])([\w.]+)\3\s*\]\s*(?:;\s*)?$/;

/** The text of a script that is written out; never the name of a stored one. */
function sourceOf(script: unknown): string | null {
  if (typeof script === 'string') return script;
  const entries = entriesOf(script).filter(
    ([key, content]) =>
      !(key === 'lang' && content === 'painless') &&
      !(
        (key === 'params' || key === 'options') &&
        isObject(content) &&
        Object.keys(content).length === 0
      ),
  );
  const [entry] = entries;
  return entries.length === 1 && entry?.[0] === 'source' && typeof entry[1] === 'string'
    ? entry[1]
    : null;
}

function readScript(content: unknown, scope: Scope): Condition | null {
  const script = onlyEntry(content);
  const source = script?.[0] === 'script' ? sourceOf(script[1]) : null;
  const names = source === null || source.length > longestScript ? null : comparison.exec(source);
  const [a, b] = [names?.[2], names?.[4]].map((name) =>
    name === undefined ? null : exactField(name, scope, true),
  );
  return a && b ? differs(a, b) : null;
}

function readNested(content: unknown, scope: Scope): Condition | null {
  if (!isObject(content) || typeof content['path'] !== 'string') return null;
  // Where the path is not mapped nothing is found either way, or the query fails altogether.
  const entries = entriesOf(content).filter(([key]) => key !== 'ignore_unmapped');
  if (entries.length !== 2) return null;
  const path = fieldName(content['path'], scope);
  const nested = path === null ? null : mappingIn(scope, path);
  const fields = scope.fields === null ? null : nested?.type === 'nested' ? nested.fields : {};
  const where = read(content['query'], { prefix: `${content['path']}.`, fields });
  return path === null || where === null ? null : anyOfNested(path, where);
}

function readAll(content: unknown, scope: Scope): readonly Condition[] | null {
  const conditions = (Array.isArray(content) ? content : [content]).map((clause: unknown) =>
    read(clause, scope),
  );
  return conditions.every((clause) => clause !== null) ? conditions : null;
}

// A missing field: neither it nor its keyword exists.
function readMissing(conditions: readonly unknown[], scope: Scope): Condition | null {
  const fields = conditions.map((clause) => {
    const exists = onlyEntry(clause);
    const field = exists?.[0] === 'exists' ? onlyEntry(exists[1]) : null;
    return field?.[0] === 'field' && typeof field[1] === 'string'
      ? fieldName(field[1], scope)
      : null;
  });
  const [field] = fields;
  return field !== null && field !== undefined && fields.every((other) => other === field)
    ? missing(field)
    : null;
}

const listOf = (clauses: unknown): readonly unknown[] =>
  Array.isArray(clauses) ? clauses : clauses === undefined ? [] : [clauses];

function readNone(clauses: readonly unknown[], scope: Scope): readonly Condition[] | null {
  const asMissing = readMissing(clauses, scope);
  if (asMissing !== null) return [asMissing];
  return readAll(clauses, scope)?.map((condition) => not(condition)) ?? null;
}

/**
 * How many of the `should` clauses must hold: at least one, or none that matter. Null: another
 * number, which this language cannot say.
 */
function neededOf(minimum: unknown, isAlone: boolean): 0 | 1 | null {
  if (minimum === undefined || minimum === null) return isAlone ? 1 : 0;
  const number = typeof minimum === 'string' && minimum !== '' ? Number(minimum) : minimum;
  // Of clauses that are alone at least one must hold, even where none is asked for.
  if (number === 0) return isAlone ? 1 : 0;
  return number === 1 ? 1 : null;
}

const boolKeys = ['must', 'filter', 'must_not', 'should'] as const;

function readBool(content: unknown, scope: Scope): Condition | null {
  const given = new Map(entriesOf(content));
  const minimum = given.get('minimum_should_match');
  given.delete('minimum_should_match');
  if ([...given.keys()].some((key) => !boolKeys.some((one) => one === key))) return null;
  const must = readAll([...listOf(given.get('must')), ...listOf(given.get('filter'))], scope);
  const none = given.has('must_not') ? readNone(listOf(given.get('must_not')), scope) : [];
  const should = readAll(listOf(given.get('should')), scope);
  if (must === null || none === null || should === null) return null;
  const needed = neededOf(minimum, must.length === 0);
  if (needed === null || (needed === 1 && minimum !== undefined && should.length === 0))
    return null;
  const parts = [...must, ...none];
  if (should.length > 0 && needed === 1) parts.push(or(...should));
  const [only] = parts;
  const isOneClause = given.size === 1 && !given.has('must') && !given.has('filter');
  return isOneClause && parts.length === 1 && only !== undefined ? only : and(...parts);
}

function readFiltered(content: unknown, scope: Scope): Condition | null {
  const entry = onlyEntry(content);
  return entry?.[0] === 'filter' ? read(entry[1], scope) : null;
}

function read(query: unknown, scope: Scope): Condition | null {
  const entry = onlyEntry(query);
  if (entry === null) return null;
  const [kind, content] = entry;
  switch (kind) {
    case 'match_all':
      return { is: 'all' };
    case 'match_none':
      return or();
    case 'term':
      return readLeaf(content, scope, termValue, readTerm);
    case 'terms':
      return readLeaf(content, scope, firstValue, (field, values) =>
        Array.isArray(values) && values.every(isScalar) ? isIn(field, values) : null,
      );
    case 'range':
      return readLeaf(content, scope, firstValue, readRange);
    case 'prefix':
      return readLeaf(content, scope, termValue, readPrefix);
    case 'exists': {
      const found = readMissing([query], scope);
      return found === null ? null : not(found);
    }
    case 'script':
      return readScript(content, scope);
    case 'nested':
      return readNested(content, scope);
    case 'constant_score':
      return readFiltered(content, scope);
    case 'bool':
      return readBool(content, scope);
    default:
      return null;
  }
}

/**
 * An alias' filter as the engine gives it back, as a condition; `foreign` when the closed language
 * has no such condition. `fields` are those of the index: without them a text field and its keyword
 * are not told apart.
 */
export function filterFromDsl(filter: unknown, fields: Fields | null): Condition | 'foreign' {
  return read(filter, { prefix: '', fields }) ?? 'foreign';
}
