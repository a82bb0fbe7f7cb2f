/** Which rule lets one host reach another, from the rules that are recorded. */
import { BlockList, isIPv4 } from 'node:net';
import { listWords } from '#lib/kernel/words/text.ts';

export interface FirewallRule {
  readonly key: string;
  readonly name: string;
  readonly firewall: string | null;
  readonly sources: readonly string[];
  readonly destinations: readonly string[];
  readonly ports: readonly string[];
  readonly protocols: readonly string[];
  /** Keys of the things that its relations let through, whatever its words call them. */
  readonly allowed: readonly string[];
  /** Keys of the things that its relations say are behind it. */
  readonly protects: readonly string[];
}

/** One end of a question. */
export interface ReachEnd {
  /** All that a rule may call it in words. */
  readonly names: readonly string[];
  /** Of the things that it is, if any. */
  readonly keys: readonly string[];
}

const anyWords = new Set(['any', 'anywhere', '0.0.0.0/0', '*']);

/** `python-*` is any name that begins so. As long as the two texts, however many stars. */
function isLike(pattern: string, name: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return pattern === name;
  if (!name.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return name.length - last.length >= at && name.endsWith(last);
}

/** `129.215.180.x` is any address of that network, `10.0.0.0/16` too. */
function isInNetwork(pattern: string, address: string): boolean {
  if (!isIPv4(address)) return false;
  const [, network = '', length = ''] = /^([\d.]+)\/(\d{1,2})$/.exec(pattern) ?? [];
  if (isIPv4(network) && Number(length) <= 32) {
    const subnet = new BlockList();
    subnet.addSubnet(network, Number(length));
    return subnet.check(address);
  }
  const octets = pattern.split('.');
  return (
    octets.length === 4 &&
    octets.includes('x') &&
    address.split('.').every((octet, at) => octets[at] === 'x' || octets[at] === octet)
  );
}

const isAny = (written: string): boolean => anyWords.has(written.toLowerCase());

function isOneOf(written: string, names: readonly string[]): boolean {
  const pattern = written.toLowerCase();
  return names.some((name) => {
    const text = name.toLowerCase();
    return isLike(pattern, text) || isInNetwork(pattern, text);
  });
}

const isNamed = (written: readonly string[], names: readonly string[]): boolean =>
  written.some((one) => isAny(one) || isOneOf(one, names));

/** Whether the words of any rule call something so; what is for any names nothing. */
export const isInRules = (rules: readonly FirewallRule[], name: string): boolean =>
  rules.some(({ sources, destinations }) =>
    [...sources, ...destinations].some((one) => !isAny(one) && isOneOf(one, [name])),
  );

/** `22`, a range such as `8000-8100`, or any; null: it is none of these. */
function portsOf(written: string): { readonly from: number; readonly to: number } | null {
  if (isAny(written)) return { from: 0, to: Infinity };
  const [, from, to = from] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(written.replaceAll(' ', '')) ?? [];
  return from === undefined ? null : { from: Number(from), to: Number(to) };
}

export const isForPort = ({ ports }: FirewallRule, port: number): boolean =>
  ports.some((written) => {
    const range = portsOf(written);
    return range !== null && range.from <= port && port <= range.to;
  });

/** Why it lets nobody through on a port that a number names, in words; null: it may. */
export function whyNoPort({ name, key, ports }: FirewallRule): string | null {
  const words = ports.filter((written) => portsOf(written) === null);
  if (ports.length > 0 && words.length === 0) return null;
  const says =
    words.length === 0 ? 'gives no ports' : `gives its ports in words: ${listWords(words, 'and')}`;
  return `${name} (${key}) is a rule between them that ${says}.`;
}

/**
 * The rules that let `from` reach `to`, on whatever port: by their relations, or by the names that
 * each rule may mean.
 */
export const rulesBetween = <R extends FirewallRule>(
  rules: readonly R[],
  from: (rule: R) => ReachEnd,
  to: (rule: R) => ReachEnd,
): readonly R[] =>
  rules.filter((rule) => {
    const [source, destination] = [from(rule), to(rule)];
    return (
      (source.keys.some((key) => rule.allowed.includes(key)) ||
        isNamed(rule.sources, source.names)) &&
      (destination.keys.some((key) => rule.protects.includes(key)) ||
        isNamed(rule.destinations, destination.names))
    );
  });
