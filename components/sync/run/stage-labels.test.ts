import fc from 'fast-check';
import { expect, it } from 'vitest';
import { layOutLabels } from './stage-labels.ts';

const label = (text: string, line: number, width = 60) => ({ text, line, width });

it('puts a name beside its line, and inside the right edge for a stage that has only begun', () => {
  expect(layOutLabels([label('Trainees', 0), label('Doctors', 390)], 400, 2)).toEqual([
    { text: 'Trainees', left: 4, row: 0 },
    { text: 'Doctors', left: 340, row: 0 },
  ]);
});

it('moves a name that would cover another one a row up, and leaves out what does not fit', () => {
  const labels = layOutLabels(
    [label('Trainees', 0), label('Doctors', 10), label('Derived', 20), label('Swap', 100)],
    400,
    2,
  );
  expect(labels.map(({ text, row }) => [text, row])).toEqual([
    ['Trainees', 0],
    ['Doctors', 1],
    ['Swap', 0],
  ]);
});

it('never cuts a name off at the right, nor lets two names touch', () => {
  const lines = fc.array(
    fc.record({ text: fc.string(), line: fc.nat(800), width: fc.integer({ min: 1, max: 150 }) }),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(lines, (names) => {
      const sorted = [...names].sort((a, b) => a.line - b.line);
      const widths = new Map(sorted.map((one, i) => [String(i), one.width]));
      const labels = layOutLabels(
        sorted.map((one, i) => ({ ...one, text: String(i) })),
        800,
        2,
      ).map((one) => ({ ...one, end: one.left + (widths.get(one.text) ?? 0) }));
      expect(labels.every(({ end }) => end <= 800)).toBe(true);
      for (const row of [0, 1]) {
        const own = labels.filter((one) => one.row === row);
        expect(own.every(({ left }, i) => i === 0 || left >= (own[i - 1]?.end ?? 0))).toBe(true);
      }
    }),
  );
});
