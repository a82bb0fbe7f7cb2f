import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { RateSample } from '#lib/sync/client.ts';
import { detailOf, runOf, stageOf } from '../testing.ts';
import { Throughput } from './throughput.tsx';

const at = (second: number): string => `2026-11-21T15:04:0${second}.000Z`;
const sample = (second: number, written: number): RateSample => ({
  at: at(second),
  stage: 'long',
  written,
  rejected: 0,
});
const stages = [
  stageOf({ name: 'short', title: 'Short', startedAt: at(0), endedAt: at(1), rejected: 2 }),
  stageOf({ name: 'long', title: 'Long', startedAt: at(1), endedAt: at(5) }),
];

const rowsOf = (samples: readonly RateSample[]): string[] =>
  [
    ...renderToStaticMarkup(
      <Throughput detail={detailOf({ run: runOf({ stages }), samples })} />,
    ).matchAll(/<tr>(.*?)<\/tr>/g),
  ].map(([, cells = '']) =>
    cells
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  );

it('has a line for a stage that was too short to measure, in its place', () => {
  const [, short, long] = rowsOf([sample(1, 0), sample(3, 100)]);
  expect(short).toMatch(/^Short .*too short to measure too short to measure not known 2$/);
  expect(long).toMatch(/^Long .*3,000 3,000 not known 0$/);
});

it('has no line once no sample is kept', () => {
  expect(rowsOf([])).toEqual([]);
});
