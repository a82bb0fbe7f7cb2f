import type { Condition, Scalar } from '../conditions.ts';
import {
  boundsOf,
  unsupportedCondition,
  checkExact,
  mappingOf,
  nestedFields,
  operandOf,
  type Fields,
} from '../fields.ts';
import type { FieldMapping } from '../port.ts';

/** A query of OpenSearch's language, as JSON. */
export type Dsl = Readonly<Record<string, unknown>>;

interface Scope {
  readonly fields: Fields;
  /** `hiddenDiscrepancies.` inside a nested list, else empty. */
  readonly prefix: string;
}

/**
 * Where the exact values of a field are. An unmapped field is queried where dynamic mapping would
 * put such a value; until then nothing is found there, which is right.
 */
function exactName(
  scope: Scope,
  field: string,
  mapping: FieldMapping | null,
  sample: Scalar | undefined,
): string {
  const isText = mapping === null ? typeof sample === 'string' : mapping.type === 'text';
  return scope.prefix + field + (isText ? '.keyword' : '');
}

function isOneOf(
  scope: Scope,
  field: string,
  values: readonly Scalar[],
): { readonly name: string; readonly operands: readonly Scalar[] } {
  const mapping = mappingOf(scope.fields, field);
  return {
    name: exactName(scope, field, mapping, values[0]),
    operands: values.map((value) => operandOf(mapping, field, value)),
  };
}

function range(scope: Scope, condition: Extract<Condition, { is: 'range' }>): Dsl {
  const mapping = mappingOf(scope.fields, condition.field);
  const bounds = boundsOf(mapping, condition);
  if (bounds.length === 0) return { bool: { must_not: [missing(scope, condition.field)] } };
  const name = exactName(scope, condition.field, mapping, bounds[0]?.value);
  return {
    range: { [name]: Object.fromEntries(bounds.map((bound) => [bound.name, bound.value])) },
  };
}

// The text itself exists even where its keyword is too long to be indexed; the keyword exists even
// where the text has no words.
function missing(scope: Scope, field: string): Dsl {
  const mapping = mappingOf(scope.fields, field);
  const name = scope.prefix + field;
  if (mapping?.type === 'nested')
    return { bool: { must_not: [{ nested: { path: name, query: { match_all: {} } } }] } };
  const names =
    mapping === null || (mapping.type === 'text' && mapping.keyword)
      ? [name, `${name}.keyword`]
      : [name];
  return { bool: { must_not: names.map((one) => ({ exists: { field: one } })) } };
}

/** The script of the existing services, letter for letter (`docs/sync-contract.md` 2.4). */
export function differsScript(a: string, b: string): string {
  return `doc['${a}'] != doc['${b}']`;
}

function differs(scope: Scope, a: string, b: string): Dsl {
  const [left, right] = [a, b].map((field) => {
    const mapping = mappingOf(scope.fields, field);
    checkExact(mapping, field);
    return { field, mapping };
  });
  if (!left || !right) throw unsupportedCondition('Two fields are needed to differ');
  // The script fails on a field that is not mapped; nothing has a value there.
  if (left.mapping === null && right.mapping === null) return { match_none: {} };
  if (left.mapping === null) return { bool: { must_not: [missing(scope, b)] } };
  if (right.mapping === null) return { bool: { must_not: [missing(scope, a)] } };
  const source = differsScript(
    exactName(scope, a, left.mapping, undefined),
    exactName(scope, b, right.mapping, undefined),
  );
  return { script: { script: { source, lang: 'painless' } } };
}

function translate(condition: Condition, scope: Scope): Dsl {
  switch (condition.is) {
    case 'all':
      return { match_all: {} };
    case 'equals': {
      const { name, operands } = isOneOf(scope, condition.field, [condition.value]);
      return { term: { [name]: operands[0] } };
    }
    case 'in': {
      const { name, operands } = isOneOf(scope, condition.field, condition.values);
      return { terms: { [name]: operands } };
    }
    case 'range':
      return range(scope, condition);
    case 'missing':
      return missing(scope, condition.field);
    case 'differs':
      return differs(scope, condition.a, condition.b);
    case 'any-of-nested': {
      const path = scope.prefix + condition.path;
      const fields = nestedFields(mappingOf(scope.fields, condition.path), condition.path);
      return {
        nested: {
          path,
          query: translate(condition.where, { fields, prefix: `${path}.` }),
          ignore_unmapped: true,
        },
      };
    }
    case 'prefix': {
      const { name, operands } = isOneOf(scope, condition.field, [condition.value]);
      return { prefix: { [name]: { value: operands[0], case_insensitive: true } } };
    }
    case 'and':
      return condition.all.length === 0
        ? { match_all: {} }
        : { bool: { filter: condition.all.map((inner) => translate(inner, scope)) } };
    case 'or':
      return condition.any.length === 0
        ? { match_none: {} }
        : {
            bool: {
              should: condition.any.map((inner) => translate(inner, scope)),
              minimum_should_match: 1,
            },
          };
    case 'not':
      return { bool: { must_not: [translate(condition.of, scope)] } };
  }
}

/** A condition in OpenSearch's query language (1.3 to 3.x), for an index with these fields. */
export function conditionToDsl(condition: Condition, fields: Fields): Dsl {
  return translate(condition, { fields, prefix: '' });
}
