import { expect, it } from 'vitest';
import type { ItemView } from '#lib/inventory/index.ts';
import { showInventory } from './inventory-commands.ts';
import { silentConsole } from './testing.ts';

const live: ItemView = {
  id: 7,
  key: 'north@LIVE',
  type: 'environment',
  estate: 'north',
  estateTitle: 'North',
  environment: 'LIVE',
  isProduction: true,
  profile: 'live',
  sharedEnvironment: 'prod',
  aliases: ['production'],
  kind: 'environment',
  kindTitle: 'environment',
  name: 'LIVE',
  summary: null,
  owner: null,
  cloud: null,
  ownerFrom: null,
  cloudFrom: null,
  missing: 0,
  source: { title: 'The document', evidence: 'document', asOf: null, readOn: '2026-11-26' },
  version: 1,
  facts: [],
  relations: [],
  relationCount: 0,
  history: { changes: [], hasMore: false },
};

async function shown(item: ItemView): Promise<readonly string[]> {
  const console = {
    ...silentConsole,
    // What the test has written.
    get: <T>(): Promise<T> => Promise.resolve(item as T),
  };
  return (await showInventory(console, item.key)).says?.split('\n') ?? [];
}

it('says what makes an environment the one that it is', async () => {
  const lines = await shown(live);
  expect(lines.map((line) => line.replaceAll(/\s+/g, ' ').trim())).toEqual([
    'LIVE, environment, North LIVE',
    'north@LIVE, from The document (as of undated, read on 2026-11-26)',
    'Also called production',
    'Estate North',
    'Name LIVE',
    'Profile live',
    'Shared environment prod',
    'Production yes',
  ]);
});

it('leaves out what an environment does not have, and all of it of anything else', async () => {
  const bare = await shown({ ...live, profile: null, sharedEnvironment: null, aliases: [] });
  expect(bare.join('\n')).not.toMatch(/Profile|Shared|Also called/);
  expect((await shown({ ...live, type: 'component' })).join('\n')).not.toContain('Profile');
});
