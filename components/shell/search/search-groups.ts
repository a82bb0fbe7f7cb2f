/** What the search box offers for what was typed. Pure. */
import type { CommandSituation } from '../contribution.ts';
import { commandsFor, type CommandGroup } from '../palette/commands.ts';
import type { Found } from './use-found.ts';

/** Runs first, then what the inventory has, then pages; never what only turns something here. */
export function searchGroups(
  text: string,
  situation: CommandSituation,
  found: Found,
): readonly CommandGroup[] {
  if (text.trim() === '') return [];
  const known = commandsFor(text, { ...situation, theme: 'system', others: [], path: '/' })
    .map(({ value, items }) => ({ value, items: items.filter(({ effect }) => 'go' in effect) }))
    .filter(({ items }) => items.length > 0);
  const [runs, pages] = [
    known.filter(({ value }) => value === 'Go to'),
    known.filter(({ value }) => value !== 'Go to'),
  ];
  const components =
    found.state === 'found' && found.commands.length > 0
      ? [{ value: 'In the inventory', items: found.commands }]
      : [];
  return [...runs, ...components, ...pages];
}
