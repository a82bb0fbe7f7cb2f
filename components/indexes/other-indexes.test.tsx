// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { mount } from '#components/ui/testing.tsx';
import { sampleAdopting } from './testing.ts';
import { OtherIndexes } from './other-indexes.tsx';

it('shows what is known of indexes that no run has made', async () => {
  const other = { bytes: 2_000, createdAt: '2026-11-21T15:05:30.000Z' };
  await mount(
    <OtherIndexes
      adopting={{ ...sampleAdopting, bases: [] }}
      others={[
        { ...other, name: 'theirs', documents: 12_345, health: 'green', aliases: ['a', 'b'] },
        { ...other, name: 'shut', documents: null, health: 'closed', aliases: [] },
      ]}
    />,
  );
  const [, theirs, shut] = [...document.querySelectorAll('tr')].map((row) => row.textContent);
  expect(theirs).toMatch(/theirs.*a, b.*12,345.*2 KB.*Green/);
  expect(shut).toMatch(/shut.*none.*Not known.*Closed/);
});
