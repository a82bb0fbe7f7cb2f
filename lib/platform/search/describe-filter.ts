import type { Condition } from './conditions.ts';

const boundWords = { gte: 'from', gt: 'after', lte: 'to', lt: 'before' } as const;

function describeRange(condition: Extract<Condition, { is: 'range' }>): string {
  const bounds = (['gte', 'gt', 'lte', 'lt'] as const).flatMap((bound) =>
    condition[bound] === undefined ? [] : [`${boundWords[bound]} ${String(condition[bound])}`],
  );
  return [`${condition.field} is`, ...bounds].join(' ');
}

const inBrackets = (condition: Condition): string =>
  (condition.is === 'and' && condition.all.length > 1) ||
  (condition.is === 'or' && condition.any.length > 1)
    ? `(${describeFilter(condition)})`
    : describeFilter(condition);

/**
 * A condition in words for people: `existsInGmc is true`, `tcsDesignatedBody and designatedBody
 * differ`.
 */
export function describeFilter(condition: Condition): string {
  switch (condition.is) {
    case 'all':
      return 'everything';
    case 'equals':
      return `${condition.field} is ${String(condition.value)}`;
    case 'in':
      return `${condition.field} is one of ${condition.values.map(String).join(', ')}`;
    case 'range':
      return describeRange(condition);
    case 'missing':
      return `${condition.field} is missing`;
    case 'differs':
      return `${condition.a} and ${condition.b} differ`;
    case 'any-of-nested':
      return `any of ${condition.path} where ${describeFilter(condition.where)}`;
    case 'prefix':
      return `${condition.field} begins with ${condition.value}`;
    case 'and':
      return condition.all.length === 0
        ? 'everything'
        : condition.all.map(inBrackets).join(' and ');
    case 'or':
      return condition.any.length === 0 ? 'nothing' : condition.any.map(inBrackets).join(' or ');
    case 'not':
      return condition.of.is === 'missing'
        ? `${condition.of.field} is present`
        : `not (${describeFilter(condition.of)})`;
  }
}
