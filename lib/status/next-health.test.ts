import fc from 'fast-check';
import { expect, it } from 'vitest';
import { outcomes, type Outcome } from './model.ts';
import { afterSilence, nextHealth, type Health } from './next-health.ts';

const patience = { attempts: 3, recoveries: 2 };
const at = (second: number): Date => new Date(second * 1_000);
const after = (found: readonly Outcome[], begin: Outcome = 'up'): readonly Health[] => {
  const all: Health[] = [];
  let now: Health = { state: begin, since: at(0), streak: null };
  found.forEach((outcome, i) => all.push((now = nextHealth(now, outcome, at(i + 1), patience))));
  return all;
};
const statesOf = (found: readonly Outcome[], begin?: Outcome) =>
  after(found, begin).map(({ state }) => state);

it('is down after several failures in a row, since the first of them', () => {
  const all = after(['down', 'down', 'down']);
  expect(all.map(({ state }) => state)).toEqual(['up', 'up', 'down']);
  expect(all[2]?.since).toEqual(at(1));
});

it('takes one failure for nothing, and begins to count anew after an answer', () => {
  expect(statesOf(['down', 'up', 'down', 'down', 'up'])).toEqual(Array(5).fill('up'));
});

it('is up again after several answers in a row', () => {
  expect(statesOf(['up', 'down', 'up', 'up'], 'down')).toEqual(['down', 'down', 'down', 'up']);
});

it('counts bad and worse together, and is what was found last', () => {
  expect(statesOf(['degraded', 'down', 'degraded'])).toEqual(['up', 'up', 'degraded']);
});

it('is not known at once where it could not ask, and what it finds then counts at once', () => {
  expect(statesOf(['not-known', 'up'])).toEqual(['not-known', 'up']);
  expect(statesOf(['not-known', 'down', 'down', 'down'])).toEqual([
    'not-known',
    'not-known',
    'not-known',
    'down',
  ]);
});

it('is never better than all of the last found, nor worse, whatever comes', () => {
  const rank = (outcome: Outcome): number => outcomes.indexOf(outcome);
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...outcomes), { minLength: 1 }), (found) => {
      const states = statesOf(found);
      states.forEach((state, i) => {
        const last = found.slice(Math.max(0, i - patience.attempts + 1), i + 1);
        if (last.length === patience.attempts && new Set(last).size === 1)
          expect(state).toBe(last[0]);
        // A state that is not the one before was found just now.
        const before = i === 0 ? 'up' : states[i - 1];
        if (state !== before) expect(state).toBe(found[i]);
        if (found[i] === 'not-known') expect(rank(state)).toBe(rank('not-known'));
      });
    }),
  );
});

it('knows nothing of a time in which nobody asked', () => {
  const up: Health = { state: 'up', since: at(0), streak: null };
  expect(afterSilence(up, at(100), at(150), 20_000)).toBe(up);
  expect(afterSilence(up, at(100), at(161), 20_000)).toEqual({
    state: 'not-known',
    since: at(100),
    streak: null,
  });
  expect(afterSilence(up, null, at(161), 20_000)).toBe(up);
});
