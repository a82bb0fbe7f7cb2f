import { done, type Result } from '#lib/kernel/result.ts';
import {
  isForPort,
  isInRules,
  rulesBetween,
  whyNoPort,
  type FirewallRule,
  type ReachEnd,
} from './firewall.ts';
import type { ReachView } from './item-view.ts';
import { sourceView, type InventoryWorld } from './list-items.ts';
import { partsOfKey } from './model.ts';
import { readRules, type RuleRow } from './beside-store.ts';
import { readNames } from './store.ts';

interface KnownRule extends FirewallRule {
  readonly row: RuleRow;
}

interface Named {
  readonly key: string;
  readonly names: readonly string[];
}

const textsOf = ({ facts }: RuleRow, attribute: string): readonly string[] =>
  [facts[attribute] ?? []].flat();

const knownRule = (row: RuleRow): KnownRule => ({
  row,
  key: row.key,
  name: row.name,
  firewall: textsOf(row, 'firewall')[0] ?? null,
  sources: textsOf(row, 'sources'),
  destinations: textsOf(row, 'destinations'),
  ports: textsOf(row, 'ports'),
  protocols: textsOf(row, 'protocols'),
  allowed: row.allowed,
  protects: row.protects,
});

/**
 * What a rule may mean by an end: by its relations the things that are called so, by its words
 * those of its own estate and environment; what nothing is called, as it was given.
 */
function endFor({ row }: KnownRule, given: string, called: readonly Named[]): ReachEnd {
  if (called.length === 0) return { names: [given], keys: [] };
  return {
    keys: called.map(({ key }) => key),
    names: called.flatMap(({ key, names }) => {
      const { estate, environment } = partsOfKey(key);
      const isHere =
        estate === row.estate &&
        (environment === null || row.environment === null || environment === row.environment);
      return isHere ? names : [];
    }),
  };
}

/**
 * Whether `from` may reach `to` on a port, by the firewall rules of all estates. What no rule says
 * is *no rule recorded*, never *no*. Two statements.
 */
export async function showReach(
  { database }: InventoryWorld,
  { from, to, port }: { readonly from: string; readonly to: string; readonly port: number },
): Promise<Result<ReachView>> {
  const [rows, named] = await Promise.all([readRules(database), readNames(database, [from, to])]);
  const calledBy = (given: string): Named[] =>
    named.filter(({ names }) => names.some((one) => one.toLowerCase() === given.toLowerCase()));
  const [sources, destinations] = [calledBy(from), calledBy(to)];
  const rules = rows.map(knownRule);
  const between = rulesBetween(
    rules,
    (one) => endFor(one, from, sources),
    (one) => endFor(one, to, destinations),
  );
  const rule = between.find((one) => isForPort(one, port)) ?? null;
  const where = rule?.row.environment ?? null;
  const known = [...(sources.length > 0 ? [from] : []), ...(destinations.length > 0 ? [to] : [])];
  const notKnown = [...new Set([from, to])].filter(
    (given) => !known.includes(given) && !isInRules(rules, given),
  );
  return done({
    from,
    to,
    port,
    reachable: rule === null ? 'no rule recorded' : 'yes',
    rule:
      rule === null
        ? null
        : {
            key: rule.key,
            name: rule.name,
            firewall: rule.firewall,
            ports: rule.ports,
            protocols: rule.protocols,
            source: sourceView(rule.row),
          },
    notKnown: rule === null ? notKnown : [],
    notes: [
      ...(rule === null ? between.flatMap((one) => whyNoPort(one) ?? []) : []),
      ...(sources.length === 0 ? [`${from} itself is not in the inventory.`] : []),
      ...(destinations.length === 0 ? [`${to} itself is not in the inventory.`] : []),
      ...(where !== null && [...sources, ...destinations].some(({ key }) => isElsewhere(key, where))
        ? [`Things of several environments are called so; the rule is of ${where}.`]
        : []),
    ],
  });
}

function isElsewhere(key: string, environment: string): boolean {
  const own = partsOfKey(key).environment;
  return own !== null && own !== environment;
}
