import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Outcome } from '../model.ts';
import type { Gathering } from './gather-failures.ts';
import { planIncidents, type UnresolvedIncident } from './plan-incidents.ts';

const since = new Date('2026-11-27T17:00:00Z');
const gathering = (id: string, ...followers: string[]): Gathering => ({
  id,
  root: id,
  doubts: [],
  ruledOut: [],
  followers,
  since,
  isDown: true,
});
const incident = (id: number, holder: string, ...others: string[]): UnresolvedIncident => ({
  id,
  holder,
  parts: [holder, ...others],
});
const states =
  (known: Readonly<Record<string, Outcome>>) =>
  (id: string): Outcome | undefined =>
    known[id];

it('opens what is new, and lets go on what is known', () => {
  const [broker, search] = [gathering('broker', 'sync'), gathering('search')];
  expect(planIncidents([broker, search], [incident(7, 'broker')], states({}))).toEqual({
    open: [search],
    goOn: [{ id: 7, gathering: broker }],
    join: [],
    resolve: [],
    wait: [],
  });
});

it('goes on under a root that failed after what needs it', () => {
  const broker = gathering('broker', 'sync', 'page');
  expect(planIncidents([broker], [incident(7, 'sync'), incident(9, 'page')], states({}))).toEqual({
    open: [],
    goOn: [{ id: 7, gathering: broker }],
    join: [{ id: 9, into: 7 }],
    resolve: [],
    wait: [],
  });
});

it('is not resolved by what could not be asked, and is by what nobody watches any more', () => {
  const open = [incident(7, 'broker', 'sync')];
  const resolve = (known: Readonly<Record<string, Outcome>>) =>
    planIncidents([], open, states(known)).resolve;
  expect(resolve({ broker: 'not-known', sync: 'up' })).toEqual([]);
  expect(resolve({ broker: 'degraded', sync: 'up' })).toEqual([]);
  expect(resolve({ broker: 'up', sync: 'up' })).toEqual([7]);
  expect(resolve({ broker: 'up' })).toEqual([7]);
  expect(planIncidents([], open, states({ broker: 'not-known', sync: 'up' })).wait).toEqual([7]);
});

it('opens nothing for what is only degraded, and goes on with it', () => {
  const degraded = { ...gathering('sync'), isDown: false };
  const plan = (...open: readonly UnresolvedIncident[]) =>
    planIncidents([degraded], open, states({ search: 'up', sync: 'degraded' }));
  expect(plan()).toMatchObject({ open: [], goOn: [] });
  expect(plan(incident(7, 'search', 'sync'))).toMatchObject({
    goOn: [{ id: 7, gathering: degraded }],
  });
});

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const;
const some = fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 8 });

it('has one incident for each gathering, and leaves none out', () => {
  fc.assert(
    fc.property(
      fc.array(some, { maxLength: 5 }),
      fc.array(some, { maxLength: 5 }),
      fc.func(fc.constantFrom<Outcome>('up', 'down', 'degraded', 'not-known')),
      (gathered, opened, stateOf) => {
        const gatherings = gathered
          .filter(([id], i) => gathered.findIndex(([other]) => other === id) === i)
          .map(([id = 'a', ...followers]) => gathering(id, ...followers));
        const openOnes = opened.map(([holder = 'a', ...others], i) =>
          incident(i + 1, holder, ...others),
        );
        const plan = planIncidents(gatherings, openOnes, stateOf);
        expect([...plan.open, ...plan.goOn.map((one) => one.gathering)]).toHaveLength(
          gatherings.length,
        );
        const ids = [...plan.goOn, ...plan.join].map(({ id }) => id).concat(plan.resolve);
        expect(new Set(ids).size).toBe(ids.length);
        for (const { into } of plan.join) expect(plan.goOn.map(({ id }) => id)).toContain(into);
        // Only what shares nothing that fails is neither.
        for (const one of openOnes.filter(({ id }) => !ids.includes(id)))
          expect(one.parts.some((part) => stateOf(part) !== 'up')).toBe(true);
      },
    ),
  );
});
