import { expect, it } from 'vitest';
import { readWindow } from '#lib/kernel/window.ts';
import { findingOfNewest } from './freshness.ts';

const so = { everyMinutes: 60, within: null, graceMinutes: 5 };
const at = (text: string): Date => new Date(`2026-11-27T${text}:00Z`);

it.each([
  [at('10:55'), 'up'],
  [at('10:54'), 'down'],
  [at('12:05'), 'up'],
  [at('12:06'), 'degraded'],
  [null, 'down'],
  ['2026-11-27', 'down'],
  [new Date(Number.NaN), 'down'],
])('of the newest time %s at midday it finds %s', (newest, outcome) => {
  expect(findingOfNewest(so, newest, at('12:00')).outcome).toBe(outcome);
});

it('is expected within a part of the day as a heartbeat is', () => {
  const within = readWindow('MON-SUN 00:30-03:45 Europe/London');
  const nightly = { everyMinutes: null, within, graceMinutes: 0 };
  expect(findingOfNewest(nightly, at('00:30'), at('04:00')).outcome).toBe('up');
  expect(findingOfNewest(nightly, at('00:29'), at('04:00'))).toEqual({
    outcome: 'down',
    says:
      'Its newest is of 27 November 2026 at 12:29am, and one was expected by 27 November 2026 ' +
      'at 3:45am.',
  });
  expect(findingOfNewest(nightly, at('00:29'), at('03:44')).outcome).toBe('up');
});
