// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { mount } from '#components/ui/testing.tsx';
import { AskedIndexName } from './index-name.tsx';

it('shows of an index that an address names no numbers of doctors', async () => {
  const page = await mount(<AskedIndexName index={'\u202eof 4712345_20261127t120000_1'} />);
  expect(page.text()).toBe('\ufffdof [number]_20261127t120000_1');
});
