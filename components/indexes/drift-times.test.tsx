// @vitest-environment jsdom
import { expect, it } from 'vitest';
import type { DriftTime } from '#lib/indexes/client.ts';
import { mount } from '#components/ui/testing.tsx';
import { DriftTimes } from './drift-times.tsx';
import { sampleCheck } from './testing.ts';

const missing: DriftTime = {
  alias: 'discrepancies',
  index: null,
  isUnexpected: false,
  state: 'missing',
  says: 'discrepancies is missing.',
  since: '2026-11-21T15:00:00.000Z',
  until: '2026-11-21T15:02:00.000Z',
  earlier: [],
};

const drawn = async (...drifts: readonly DriftTime[]): Promise<string> =>
  (
    await mount(<DriftTimes seen={{ aliases: [], generationChecks: [], asOf: null, drifts }} />)
  ).text();

it('calls a drift over where it was put right', async () => {
  expect(await drawn(missing)).toContain('Over');
  expect(await drawn({ ...missing, until: null })).not.toContain('Over');
});

it('has one beginning and one end where it changed its form, and says which', async () => {
  const text = await drawn({
    ...missing,
    state: 'different',
    says: 'discrepancies has no filter.',
    earlier: [{ says: 'discrepancies is missing.', since: missing.since }],
  });
  expect(text.match(/Over/g)).toHaveLength(1);
  expect(text).toContain('2 min');
  expect(text).toMatch(
    /discrepancies has no filter\..*Before that, from .*discrepancies is missing/,
  );
});

it.each([
  ['Put right', '2026-11-21T15:05:00.000Z', 'matches'],
  ['Drift', '2026-11-21T15:05:00.000Z', 'missing'],
  ['Drift', '2026-11-21T14:59:00.000Z', 'matches'],
  ['Drift', null, 'matches'],
] as const)('says %s of what goes on where it was read at %s as %s', async (word, asOf, state) => {
  const aliases = [sampleCheck({ name: 'discrepancies', state })];
  const drifts = [{ ...missing, until: null }];
  const { container } = await mount(
    <DriftTimes seen={{ aliases, generationChecks: [], asOf, drifts }} />,
  );
  const cells = [...container.querySelectorAll('td')].map((cell) => cell.textContent);
  expect(cells.includes(word)).toBe(true);
  expect(cells.some((text) => text.includes('so far'))).toBe(word === 'Drift');
});
