import fc from 'fast-check';
import { expect, it } from 'vitest';
import { stageOf } from '#components/sync/testing.ts';
import { layOutSegments } from './weigh.ts';

it('fills the bar, leaves space for each name, and makes larger stages wider', () => {
  const stages = fc.array(
    fc.record({ expected: fc.option(fc.integer({ min: 0, max: 10 ** 7 })) }),
    { minLength: 1, maxLength: 8 },
  );
  fc.assert(
    fc.property(stages, (drawnStages) => {
      const segments = layOutSegments(
        drawnStages.map(({ expected }, i) => stageOf({ name: `s${i}`, expected })),
      );
      expect(segments.reduce((sum, { width }) => sum + width, 0)).toBeLessThanOrEqual(100.001);
      for (const { width } of segments)
        expect(width).toBeGreaterThanOrEqual(Math.min(12, 100 / drawnStages.length) - 0.001);
    }),
  );
  const [small, large] = layOutSegments([stageOf({ expected: 10 }), stageOf({ expected: 1000 })]);
  expect(large?.width).toBeGreaterThan(small?.width ?? 0);
});
