import { Box } from 'lucide-react';
import { describe, expect, it } from 'vitest';
import { searchGroups } from './search-groups.ts';
import { statusWords } from './shell-search.tsx';

const situation = { environment: 'local', role: 'viewer', facts: undefined } as const;
const broker = {
  title: 'RabbitMQ',
  words: '',
  detail: 'message broker, TIS, production',
  icon: Box,
  effect: { go: '/inventory/tis/rabbitmq%40production' },
};
const found = { state: 'found', commands: [broker] } as const;
const none = { state: 'found', commands: [] } as const;
const names = (text: string, of: Parameters<typeof searchGroups>[2]) =>
  searchGroups(text, situation, of).map(({ value }) => value);

describe('the search box', () => {
  it('has a run by its number first, then the inventory, then pages', () => {
    const [first] = searchGroups('12', situation, found);
    expect(first?.items[0]?.effect).toEqual({ go: '/sync/local-12' });
    expect(names('12', found)).toEqual(['Go to', 'In the inventory']);
    expect(names('inventory', found)[0]).toBe('In the inventory');
    expect(names('inventory', found)).toContain('Pages');
  });

  it('offers nothing before anything is typed, and only what leads somewhere', () => {
    expect(searchGroups('  ', situation, found)).toEqual([]);
    for (const { items } of searchGroups('t', situation, found))
      for (const { effect } of items) expect(effect).toHaveProperty('go');
  });

  it('says that it looks, that it failed and why, and that nothing matches', () => {
    expect(statusWords({ state: 'looking' }, [], 'local')).toBe('Looking in the inventory…');
    expect(
      statusWords(
        { state: 'failed', fault: { kind: 'unavailable', says: 'The database is away' } },
        [],
        'local',
      ),
    ).toBe(
      'The inventory could not be searched. The database is away. ' +
        'Runs and pages are found all the same.',
    );
    expect(statusWords(none, [], 'local')).toMatch(/^Nothing matches\./);
    expect(statusWords(found, searchGroups('rabbit', situation, found), 'local')).toBe(
      '1 to choose from. Arrows choose, Enter goes.',
    );
  });
});
