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
import { boundNames } from '../fields.ts';

// What the Java client writes beside a query, at its default: it changes nothing.
const defaults: Readonly<Record<string, unknown>> = {
  boost: 1,
  adjust_pure_negative: true,
  ignore_unmapped: true,
  score_mode: 'avg',
  lang: 'painless',
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isScalar = (value: unknown): value is Scalar =>
  ['string', 'number', 'boolean'].includes(typeof value);

function entriesOf(value: unknown): [string, unknown][] {
  if (!isObject(value)) return [];
  return Object.entries(value).filter(([key, content]) => defaults[key] !== content);
}

/** The only entry, or null when there is another number of them. */
function onlyEntry(value: unknown): [string, unknown] | null {
  const entries = entriesOf(value);
  return entries.length === 1 ? (entries[0] ?? null) : null;
}

interface Scope {
  readonly prefix: string;
}

/**
 * `hidden.reason.keyword` inside `hidden` is the field `reason`. Null: a field of somewhere else.
 */
function fieldName(name: string, scope: Scope): string | null {
  if (!name.startsWith(scope.prefix)) return null;
  const field = name.slice(scope.prefix.length).replace(/\.keyword$/, '');
  return field.includes('.') ? null : field;
}

function readLeaf(
  content: unknown,
  scope: Scope,
  make: (field: string, value: unknown) => Condition | null,
): Condition | null {
  const entry = onlyEntry(content);
  const field = entry === null ? null : fieldName(entry[0], scope);
  return entry === null || field === null ? null : make(field, entry[1]);
}

function readTerm(field: string, value: unknown): Condition | null {
  const bare = isScalar(value) ? value : onlyEntry(value);
  if (isScalar(bare)) return equals(field, bare);
  return bare?.[0] === 'value' && isScalar(bare[1]) ? equals(field, bare[1]) : null;
}

function readRange(field: string, value: unknown): Condition | null {
  const entries = entriesOf(value);
  const isPlain =
    entries.length > 0 &&
    entries.every(([name, bound]) => boundNames.some((known) => known === name) && isScalar(bound));
  return isPlain ? range(field, Object.fromEntries(entries)) : null;
}

function readPrefix(field: string, value: unknown): Condition | null {
  if (!isObject(value) || value['case_insensitive'] !== true || typeof value['value'] !== 'string')
    return null;
  return entriesOf(value).length === 2 ? prefix(field, value['value']) : null;
}

const comparison = /^doc\['([A-Za-z0-9_.]+)'\] != doc\['([A-Za-z0-9_.]+)'\]$/;

function readScript(content: unknown, scope: Scope): Condition | null {
  const script = onlyEntry(content);
  if (script?.[0] !== 'script') return null;
  const source = typeof script[1] === 'string' ? script[1] : onlyEntry(script[1])?.[1];
  const names = typeof source === 'string' ? comparison.exec(source) : null;
  const [a, b] = [names?.[1], names?.[2]].map((name) =>
    name === undefined ? null : fieldName(name, scope),
  );
  return a && b ? differs(a, b) : null;
}

function readNested(content: unknown, scope: Scope): Condition | null {
  if (!isObject(content) || typeof content['path'] !== 'string' || entriesOf(content).length !== 2)
    return null;
  const path = fieldName(content['path'], scope);
  const where = read(content['query'], { prefix: `${content['path']}.` });
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

function readBool(content: unknown, scope: Scope): Condition | null {
  const entries = entriesOf(content).filter(([key]) => key !== 'minimum_should_match');
  const [entry] = entries;
  if (entry === undefined || entries.length !== 1) return null;
  const [kind, clauses] = entry;
  const conditions = readAll(clauses, scope);
  if (kind === 'must_not') {
    const list: readonly unknown[] = Array.isArray(clauses) ? clauses : [clauses];
    const asMissing = readMissing(list, scope);
    if (asMissing !== null) return asMissing;
    return conditions?.length === 1 && conditions[0] !== undefined ? not(conditions[0]) : null;
  }
  if (conditions === null) return null;
  if (kind === 'filter' || kind === 'must') return and(...conditions);
  return kind === 'should' ? or(...conditions) : null;
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
      return readLeaf(content, scope, readTerm);
    case 'terms':
      return readLeaf(content, scope, (field, values) =>
        Array.isArray(values) && values.every(isScalar) ? isIn(field, values) : null,
      );
    case 'range':
      return readLeaf(content, scope, readRange);
    case 'prefix':
      return readLeaf(content, scope, readPrefix);
    case 'exists': {
      const found = readMissing([query], scope);
      return found === null ? null : not(found);
    }
    case 'script':
      return readScript(content, scope);
    case 'nested':
      return readNested(content, scope);
    case 'bool':
      return readBool(content, scope);
    default:
      return null;
  }
}

/**
 * An alias' filter as the engine gives it back, as a condition; `foreign` when the closed language
 * has no such condition.
 */
export function filterFromDsl(filter: unknown): Condition | 'foreign' {
  return read(filter, { prefix: '' }) ?? 'foreign';
}
