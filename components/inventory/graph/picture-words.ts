/** Words of a picture: its groups, its columns. Pure. */
import type { GraphNode, Side } from '#lib/inventory/client.ts';
import { count, countOf } from '#lib/kernel/words/numbers.ts';

const theOne = <T>(values: readonly T[]): T | undefined => {
  const [first, ...others] = new Set(values);
  return others.length === 0 ? first : undefined;
};

/** `48 queues`; `7 things` where they are of several kinds. */
export const groupWords = (members: readonly GraphNode[]): string =>
  `${count(members.length)} ${theOne(members.map(({ kindPlural }) => kindPlural)) ?? 'things'}`;

/** `TIS, production`, `TIS, 3 environments`, `4 estates`. */
export function groupWhereWords(members: readonly GraphNode[]): string {
  const estates = new Set(members.map(({ estate }) => estate));
  const title = theOne(members.map(({ estateTitle }) => estateTitle));
  if (title === undefined || estates.size > 1) return countOf(estates.size, 'estate');
  const environments = members.flatMap(({ environment }) => environment ?? []);
  const one = theOne(members.map(({ environment }) => environment));
  if (environments.length === 0) return title;
  return `${title}, ${one ?? countOf(new Set(environments).size, 'environment')}`;
}

/** `Chosen`, `Needed, 2 steps away: 31 things`. */
export function columnWords(column: number, things: number): string {
  if (column === 0) return 'Chosen';
  const away = `${countOf(Math.abs(column), 'step')} away: ${countOf(things, 'thing')}`;
  return `${column < 0 ? 'Needed' : 'Stops'}, ${away}`;
}

/** On which side a group is: in a circle where all of it is. */
export const sideOf = (members: readonly GraphNode[]): Side =>
  theOne(members.map(({ side }) => side)) ?? 'needed-by';
