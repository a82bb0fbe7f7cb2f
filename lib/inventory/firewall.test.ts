import { expect, it } from 'vitest';
import {
  isForPort,
  isInRules,
  rulesBetween,
  whyNoPort,
  type FirewallRule,
  type ReachEnd,
} from './firewall.ts';

const rule = (
  key: string,
  sources: readonly string[],
  destinations: readonly string[],
  ports: readonly string[],
): FirewallRule => ({
  key,
  name: key,
  firewall: 'Central firewall',
  sources,
  destinations,
  ports,
  protocols: [],
  allowed: [],
  protects: [],
});
const end = (...names: readonly string[]): ReachEnd => ({ names, keys: [] });
const thing = (key: string): ReachEnd => ({ names: ['called otherwise'], keys: [key] });
const firstFor = (rules: readonly FirewallRule[], from: ReachEnd, to: ReachEnd, port: number) =>
  rulesBetween(
    rules,
    () => from,
    () => to,
  ).find((one) => isForPort(one, port))?.key ?? null;

const rules = [
  rule('diagnosis', ['129.215.180.x'], ['python-*'], ['22', '80', '443']),
  rule('dev', ['python-kb1-dev.is', 'python-at1-dev.is'], ['sitsdb-devkb.is'], ['1832']),
  rule('network', ['10.0.0.0/16'], ['core'], ['443']),
  rule('out', ['ECS'], ['any'], ['80', '443', '8000-8100']),
];

it.each([
  ['129.215.180.7', 'python-kb1-live.is', 22, 'diagnosis'],
  ['129.215.180.7', 'python-kb1-live.is', 25, null],
  ['129.215.181.7', 'python-kb1-live.is', 22, null],
  ['129.215.180.999', 'python-kb1-live.is', 22, null],
  ['10.0.7.1', 'core', 443, 'network'],
  ['10.1.7.1', 'core', 443, null],
  ['129.215.180.7', 'sitsdb-devkb.is', 22, null],
  ['PYTHON-KB1-DEV.is', 'sitsdb-devkb.is', 1832, 'dev'],
  ['python-kb1-test.is', 'sitsdb-devkb.is', 1832, null],
  ['ecs', 'anything', 8050, 'out'],
  ['ecs', 'anything', 8101, null],
  // A dot is a dot, and not any letter.
  ['python-kb1-devxis', 'sitsdb-devkb.is', 1832, null],
])('%s to %s on %i: %s', (from, to, port, expected) => {
  expect(firstFor(rules, end(from), end(to), port)).toBe(expected);
});

it('knows a host by any of its names', () => {
  const host = end('spqs/x', 'python-at1-dev.is');
  expect(firstFor(rules, host, end('sitsdb-devkb.is'), 1832)).toBe('dev');
});

it('goes by its relations where its words call a thing otherwise', () => {
  const related = {
    ...rule('related', ['ECS'], ['RDS'], ['5432']),
    allowed: ['core/cluster@A'],
    protects: ['core/database@A'],
  };
  const [cluster, database] = [thing('core/cluster@A'), thing('core/database@A')];
  expect(firstFor([related], cluster, database, 5432)).toBe('related');
  expect(firstFor([related], end('ecs'), database, 5432)).toBe('related');
  expect(firstFor([related], cluster, database, 5433)).toBeNull();
  expect(firstFor([related], database, cluster, 5432)).toBeNull();
  expect(firstFor([related], thing('core/cluster@B'), database, 5432)).toBeNull();
});

it.each([
  [['22', '80 - 90', 'any'], null],
  [['22', 'HTTPS', '1-2-3'], 'gives its ports in words: HTTPS and 1-2-3'],
  [[], 'gives no ports'],
])('tells that ports %j cannot be compared with a number', (ports, why) => {
  expect(whyNoPort(rule('odd', [], [], ports))).toBe(
    why === null ? null : `odd (odd) is a rule between them that ${why}.`,
  );
});

it('takes no longer for a pattern of many stars', () => {
  const stars = rule('stars', ['*a'.repeat(100)], ['any'], ['any']);
  expect(firstFor([stars], end('a'.repeat(99)), end('b'), 1)).toBeNull();
});

it('knows by the words of rules what they name, and not what any may be', () => {
  const known = (name: string): boolean => isInRules(rules, name);
  expect(['python-kb1-dev.is', 'PYTHON-KB1-DEV.is', '129.215.180.7', 'ecs'].filter(known)).toEqual([
    'python-kb1-dev.is',
    'PYTHON-KB1-DEV.is',
    '129.215.180.7',
    'ecs',
  ]);
  expect(['pyhton-kb1-dev.is', '192.0.2.1', 'any'].filter(known)).toEqual([]);
});
