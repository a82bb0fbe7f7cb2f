// @vitest-environment jsdom
import { expect, it } from 'vitest';
import type { GenerationView } from '#lib/indexes/client.ts';
import { mount } from '#components/ui/testing.tsx';
import { indexesOf } from '#components/sync/testing.ts';
import { GenerationsTable } from './generations-table.tsx';

const drawn = async (
  isKnown: boolean,
  generations: readonly GenerationView[] = [],
): Promise<string> => {
  const page = await mount(
    <GenerationsTable
      generations={generations}
      isKnown={isKnown}
      order={[]}
      opened={null}
      onOpen={() => undefined}
      hrefOf={() => ''}
    />,
  );
  return page.text();
};

it('says that there is none only where that is known', async () => {
  expect(await drawn(true)).toContain('No generation yet');
  const unknown = await drawn(false);
  expect(unknown).toContain('Not known');
  expect(unknown).not.toContain('No generation');
});

it('says that there is no note rather than nothing', async () => {
  const [first] = indexesOf().generations;
  if (first === undefined) throw new Error('there is a generation');
  expect(await drawn(true, [{ ...first, notes: [] }])).toMatch(/none$/);
  const note = { at: '2026-11-21T15:00:00.000Z', by: 'admin', text: 'Kept' };
  expect(await drawn(true, [{ ...first, notes: [note] }])).toMatch(/1$/);
});
