import type { Condition, Scalar } from '../conditions.ts';
import {
  boundsOf,
  checkedField,
  checkExact,
  foldCase,
  mappingOf,
  nestedFields,
  operandOf,
  type Fields,
} from '../fields.ts';
import type { FieldMapping } from '../port.ts';

/** Collects the values of one statement; the text only ever gets their numbers. */
export class SqlParams {
  readonly values: unknown[];
  constructor(first: readonly unknown[] = []) {
    this.values = [...first];
  }
  add(value: unknown, type: string): string {
    this.values.push(value);
    return `$${String(this.values.length)}::${type}`;
  }
}

interface Scope {
  readonly fields: Fields;
  /** SQL of the jsonb object that the fields belong to. */
  readonly object: string;
  readonly params: SqlParams;
  readonly depth: number;
}

// Every leaf is made true or false here, never null, so that `not` and `or` mean what they say.
const isTrue = (sql: string): string => `((${sql}) is true)`;

const json = (scope: Scope, field: string): string => `(${scope.object}->'${checkedField(field)}')`;
const text = (scope: Scope, field: string): string =>
  `(${scope.object}->>'${checkedField(field)}')`;

/** Tests a scalar directly and each item of a list; `test` gets the SQL of one value as text. */
function anyValue(scope: Scope, field: string, test: (value: string) => string): string {
  const value = json(scope, field);
  const item = `v${String(scope.depth)}`;
  return isTrue(`case jsonb_typeof(${value})
    when 'array' then exists (
      select 1 from jsonb_array_elements_text(${value}) ${item}(value)
      where ${test(`${item}.value`)})
    when 'object' then false
    else ${test(text(scope, field))} end`);
}

// OpenSearch takes "12" for a long and "true" for a boolean; a document keeps what it was given.
function spellings(value: Scalar): string[] {
  if (typeof value === 'string') return [JSON.stringify(value)];
  const written = [JSON.stringify(value), JSON.stringify(String(value))];
  return value === false ? [...written, '""'] : written;
}

// PostgreSQL hashes the list of `any` from nine on.
const manyTexts = 9;

function isOneOf(scope: Scope, field: string, values: readonly Scalar[]): string {
  const mapping = mappingOf(scope.fields, field);
  const operands = values.map((value) => operandOf(mapping, field, value));
  if (operands.length === 0) return 'false';
  const value = json(scope, field);
  if (operands.every((operand) => typeof operand === 'string')) {
    const wanted = scope.params.add(operands, 'text[]');
    // Text is found in a scalar and in a list alike by the existence operators, which try one
    // wanted text after the other; `any` hashes many.
    if (operands.length < manyTexts) return isTrue(`${value} ?| ${wanted}`);
    return isTrue(`case jsonb_typeof(${value})
      when 'string' then ${text(scope, field)} = any(${wanted})
      when 'array' then ${value} ?| ${wanted}
      else false end`);
  }
  return isTrue(`${value} @> any(${scope.params.add(operands.flatMap(spellings), 'jsonb[]')})`);
}

const comparison = { gte: '>=', gt: '>', lte: '<=', lt: '<' } as const;

function isNumeric(mapping: FieldMapping | null, bounds: readonly Scalar[]): boolean {
  return (
    mapping?.type === 'long' ||
    (mapping === null && bounds.every((bound) => typeof bound === 'number'))
  );
}

function isInRange(scope: Scope, condition: Extract<Condition, { is: 'range' }>): string {
  const mapping = mappingOf(scope.fields, condition.field);
  const bounds = boundsOf(mapping, condition);
  if (bounds.length === 0) return `not ${isMissing(scope, condition.field)}`;
  const asNumber = isNumeric(
    mapping,
    bounds.map((bound) => bound.value),
  );
  const type = asNumber ? 'numeric' : 'text';
  const placeholders = bounds.map(({ name, value }) => ({
    name,
    placeholder: scope.params.add(asNumber ? value : String(value), type),
  }));
  return anyValue(scope, condition.field, (value) => {
    const compared = asNumber ? `${value}::numeric` : `${value} collate "C"`;
    const compare = placeholders
      .map(({ name, placeholder }) => `${compared} ${comparison[name]} ${placeholder}`)
      .join(' and ');
    // What the mapping does not name may hold anything.
    return asNumber
      ? `case when ${value} ~ '^-?[0-9]+([.][0-9]+)?$' then ${compare} else false end`
      : compare;
  });
}

function isMissing(scope: Scope, field: string): string {
  return `(coalesce(${json(scope, field)}, 'null') = any(array['null', '[]', '[null]']::jsonb[]))`;
}

// OpenSearch compares the sorted distinct values of both fields; a list is rare, so two scalars
// take the short way.
function differ(scope: Scope, a: string, b: string): string {
  for (const field of [a, b]) checkExact(mappingOf(scope.fields, field), field);
  const values = (field: string): string => {
    const value = json(scope, field);
    return `(
      select coalesce(
        array_agg(distinct v.value collate "C" order by v.value collate "C"), '{}')
      from jsonb_array_elements_text(
        case jsonb_typeof(${value}) when 'array' then ${value}
          else jsonb_build_array(${value}) end
      ) v(value) where v.value is not null)`;
  };
  const typeOf = (field: string): string => `coalesce(jsonb_typeof(${json(scope, field)}), '')`;
  // Most are alike, and then nothing further is looked at.
  return `(case when ${text(scope, a)} is not distinct from ${text(scope, b)} then false
    when 'array' in (${typeOf(a)}, ${typeOf(b)}) then ${values(a)} <> ${values(b)}
    else true end)`;
}

function anyOfNested(scope: Scope, path: string, where: Condition): string {
  const mapping = mappingOf(scope.fields, path);
  const value = json(scope, path);
  const item = `n${String(scope.depth)}`;
  const inside = translate(where, {
    ...scope,
    fields: nestedFields(mapping, path),
    object: `${item}.value`,
    depth: scope.depth + 1,
  });
  return `(exists (select 1 from jsonb_array_elements(
    case jsonb_typeof(${value}) when 'array' then ${value}
      when 'object' then jsonb_build_array(${value}) else '[]' end
  ) ${item}(value) where ${inside}))`;
}

function translate(condition: Condition, scope: Scope): string {
  switch (condition.is) {
    case 'all':
      return 'true';
    case 'equals':
      return isOneOf(scope, condition.field, [condition.value]);
    case 'in':
      return isOneOf(scope, condition.field, condition.values);
    case 'range':
      return isInRange(scope, condition);
    case 'missing':
      return isMissing(scope, condition.field);
    case 'differs':
      return differ(scope, condition.a, condition.b);
    case 'any-of-nested':
      return anyOfNested(scope, condition.path, condition.where);
    case 'prefix': {
      operandOf(mappingOf(scope.fields, condition.field), condition.field, condition.value);
      const wanted = scope.params.add(foldCase(condition.value), 'text');
      return anyValue(
        scope,
        condition.field,
        (value) => `starts_with(lower(${value} collate "C"), ${wanted})`,
      );
    }
    case 'and':
      return condition.all.length === 0
        ? 'true'
        : `(${condition.all.map((part) => translate(part, scope)).join(' and ')})`;
    case 'or':
      return condition.any.length === 0
        ? 'false'
        : `(${condition.any.map((part) => translate(part, scope)).join(' or ')})`;
    case 'not':
      return `(not ${translate(condition.of, scope)})`;
  }
}

/**
 * A condition as SQL over the jsonb column `object`. Values travel as parameters; field names are
 * checked.
 */
export function conditionToSql(
  condition: Condition,
  fields: Fields,
  object: string,
  params: SqlParams,
): string {
  return translate(condition, { fields, object, params, depth: 0 });
}

/** Refuses what the closed language does not allow on these fields, without a query. */
export function checkCondition(condition: Condition, fields: Fields): void {
  conditionToSql(condition, fields, 'source', new SqlParams());
}
