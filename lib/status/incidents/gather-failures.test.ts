import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../model.ts';
import { gatherFailures, type Watched } from './gather-failures.ts';

const everyMs = 20_000;
const at = (ms: number): Date => new Date(Date.UTC(2026, 10, 27, 17) + ms);
const one = (
  id: string,
  state: Outcome,
  dependsOn: readonly string[] = [],
  sinceMs = 0,
  environment = 'live',
): Watched => ({ id, environment, state, since: at(sinceMs), everyMs, dependsOn });

describe('what fails at the same time', () => {
  it('is one incident of what the others need, with what was ruled out', () => {
    const found = gatherFailures([
      one('broker', 'down', ['host'], 5_000),
      one('host', 'up'),
      one('sync', 'down', ['broker', 'search'], 25_000),
      one('search', 'up'),
      one('page', 'degraded', ['sync'], 45_000),
    ]);
    expect(found).toEqual([
      {
        id: 'broker',
        root: 'broker',
        doubts: [],
        ruledOut: ['host'],
        followers: ['sync', 'page'],
        since: at(5_000),
        isDown: true,
      },
    ]);
  });

  it('has no named root where what it needs could not be asked', () => {
    const [found] = gatherFailures([one('sync', 'down', ['broker']), one('broker', 'not-known')]);
    expect(found).toMatchObject({
      id: 'sync',
      root: null,
      doubts: [{ id: 'broker', why: 'not-known' }],
    });
  });

  it('is followed through what could not be asked, and not through what works', () => {
    const chain = (middle: Outcome) =>
      gatherFailures([one('a', 'down', ['b']), one('b', middle, ['c']), one('c', 'down', [], 100)]);
    expect(chain('not-known').map(({ id, root }) => [id, root])).toEqual([['c', 'c']]);
    expect(chain('up').map(({ id, root }) => [id, root])).toEqual([
      ['a', null],
      ['c', null],
    ]);
  });

  it('has no named root where two need each other', () => {
    expect(
      gatherFailures([one('a', 'down', ['b']), one('b', 'down', ['a'], 90_000)]),
    ).toMatchObject([
      { id: 'a', root: null, doubts: [{ id: 'b', why: 'needs-each-other' }], followers: ['b'] },
    ]);
  });

  it('is several incidents where nothing relates it, and only a clear first one is named', () => {
    const roots = (laterMs: number, environment = 'live') =>
      gatherFailures([one('a', 'down'), one('b', 'down', [], laterMs, environment)]).map(
        ({ root }) => root,
      );
    expect(roots(0)).toEqual([null, null]);
    expect(roots(everyMs)).toEqual([null, null]);
    expect(roots(everyMs + 1)).toEqual(['a', null]);
    expect(roots(15 * 60_000 + 1)).toEqual(['a', 'b']);
    expect(roots(0, 'preprod')).toEqual(['a', 'b']);
  });

  it('is not down where something is degraded alone, and is where something is for it', () => {
    expect(gatherFailures([one('a', 'degraded')])).toMatchObject([{ id: 'a', isDown: false }]);
    expect(gatherFailures([one('a', 'degraded'), one('b', 'down', ['a'])])).toMatchObject([
      { id: 'a', root: 'a', followers: ['b'], isDown: true },
    ]);
  });
});

describe('what is down after something was degraded for long', () => {
  const long = 15 * 60_000 + 1;
  it('is an incident of its own, whose root nobody knows', () => {
    const found = gatherFailures([
      one('login', 'degraded'),
      one('front', 'down', ['login'], long),
      one('page', 'down', ['front'], long + 1_000),
    ]);
    expect(found.filter(({ id }) => id !== 'login')).toEqual([
      {
        id: 'front',
        root: null,
        doubts: [{ id: 'login', why: 'degraded-before' }],
        ruledOut: [],
        followers: ['page'],
        since: at(long),
        isDown: true,
      },
    ]);
  });

  it('follows from what that needs and what fails now, and from what it was down for', () => {
    expect(
      gatherFailures([
        one('host', 'down', [], long),
        one('login', 'degraded', ['host']),
        one('front', 'down', ['login'], long + 1_000),
      ]),
    ).toMatchObject([{ id: 'host', root: 'host', followers: ['login', 'front'] }]);
    expect(
      gatherFailures([one('login', 'down'), one('front', 'down', ['login'], long)]),
    ).toMatchObject([{ id: 'login', root: 'login', followers: ['front'] }]);
  });
});

/** A graph in which what does not work stops what needs it, as it is and as it is recorded. */
const failures = fc.record({
  size: fc.integer({ min: 2, max: 40 }),
  edges: fc.array(fc.tuple(fc.nat(39), fc.nat(39)), { maxLength: 80 }),
  roots: fc.uniqueArray(fc.nat(39), { minLength: 1, maxLength: 2 }),
  startsMs: fc.tuple(fc.nat(60_000), fc.nat(60_000)),
  delays: fc.array(fc.nat(60_000), { minLength: 40, maxLength: 40 }),
  phases: fc.array(fc.nat(everyMs - 1), { minLength: 40, maxLength: 40 }),
  missing: fc.option(fc.nat(79), { nil: null }),
  flapping: fc.option(fc.nat(39), { nil: null }),
  flappingMs: fc.nat(200_000),
  notKnown: fc.option(fc.nat(39), { nil: null }),
});

it('names nothing as the root that is none', () => {
  let named = 0;
  fc.assert(
    fc.property(failures, (drawn) => {
      const { size, startsMs, delays, phases, missing } = drawn;
      // What is neither asked nor related to anything can be no cause that somebody finds.
      const notKnown = missing === null ? drawn.notKnown : null;
      const inside = (n: number): number => n % size;
      // From the later to the earlier, so that nothing needs itself.
      const edges = drawn.edges
        .map(([a, b]) => [inside(a), inside(b)] as const)
        .filter(([a, b]) => a > b);
      const began = new Map<number, number>();
      const truth = new Set(drawn.roots.map(inside));
      [...truth].forEach((root, i) => began.set(root, startsMs[i] ?? 0));
      for (let i = 0; i < size; i++) {
        const from = edges.flatMap(([a, b]) => (a === i ? [began.get(b) ?? []].flat() : []));
        if (from.length === 0) continue;
        const follows = Math.min(...from) + (delays[i] ?? 0);
        // A root that something else would have stopped by then is no root.
        const own = began.get(i);
        if (own !== undefined && own <= follows) continue;
        truth.delete(i);
        began.set(i, follows);
      }
      const flapping = drawn.flapping === null ? null : inside(drawn.flapping);
      if (flapping !== null && !began.has(flapping) && !edges.some(([, b]) => b === flapping)) {
        began.set(flapping, drawn.flappingMs);
        truth.add(flapping);
      }
      const recorded = edges.filter((_, i) => i !== missing);
      const watched = Array.from({ length: size }, (_, i): Watched => {
        const ms = began.get(i);
        const isHidden = notKnown !== null && inside(notKnown) === i;
        const state: Outcome = isHidden ? 'not-known' : ms === undefined ? 'up' : 'down';
        const needs = recorded.flatMap(([a, b]) => (a === i ? [String(b)] : []));
        return one(String(i), state, needs, (ms ?? 0) + (phases[i] ?? 0));
      });
      const found = gatherFailures(watched);
      for (const { root } of found) {
        if (root === null) continue;
        named++;
        expect([...truth].map(String)).toContain(root);
      }
      // Everything that is down is in an incident.
      const gathered = new Set(found.flatMap(({ id, followers }) => [id, ...followers]));
      const down = watched.filter(({ state }) => state === 'down');
      expect(down.filter(({ id }) => !gathered.has(id))).toEqual([]);
      // One root, all relations recorded and everything asked: one incident, and it is named.
      if (truth.size === 1 && recorded.length === edges.length && notKnown === null)
        expect(found.map(({ root }) => root)).toEqual([...truth].map(String));
    }),
    { numRuns: 1_000 },
  );
  expect(named).toBeGreaterThan(100);
});
