import fc from 'fast-check';
import { expect, it } from 'vitest';
import { burnUp, countStatuses } from './burn-up.ts';
import { recordedStatuses } from './migration-item.ts';

it('has a point for each decision, whatever it changed', () => {
  const points = burnUp([
    { batch: 'a', at: '2026-11-01T10:00:00Z', from: null, to: 'not-recorded' },
    { batch: 'a', at: '2026-11-01T10:00:00Z', from: null, to: 'parallel run' },
    { batch: 'b', at: '2026-11-08T10:00:00Z', from: 'parallel run', to: 'cut over' },
    { batch: 'c', at: '2026-11-09T10:00:00Z', from: 'not-recorded', to: null },
  ]);
  expect(points.map(({ at, total, moved }) => [at.slice(0, 10), total, moved])).toEqual([
    ['2026-11-01', 2, 0],
    ['2026-11-08', 2, 1],
    ['2026-11-09', 1, 1],
  ]);
});

it('ends where the items are', () => {
  const moves = fc.array(fc.tuple(fc.nat(4), fc.constantFrom(...recordedStatuses)));
  fc.assert(
    fc.property(moves, (all) => {
      const now = new Map<number, (typeof recordedStatuses)[number]>();
      const changes = all.map(([key, to], at) => {
        const from = now.get(key) ?? null;
        now.set(key, to);
        return { batch: String(at), at: '2026-11-01T10:00:00Z', from, to };
      });
      const last = burnUp(changes).at(-1);
      if (all.length > 0) expect(last?.counts).toEqual(countStatuses([...now.values()]));
      expect(last?.total ?? 0).toBe(now.size);
    }),
  );
});
