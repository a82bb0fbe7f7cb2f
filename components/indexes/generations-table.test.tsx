// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { mount } from '#components/ui/testing.tsx';
import { GenerationsTable } from './generations-table.tsx';

const drawn = async (isKnown: boolean): Promise<string> => {
  const page = await mount(
    <GenerationsTable
      generations={[]}
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
