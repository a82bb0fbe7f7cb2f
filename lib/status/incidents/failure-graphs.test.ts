import { expect, it } from 'vitest';
import { nextHealth, type Health } from '../next-health.ts';
import { gatherFailures, type Gathering } from './gather-failures.ts';
import { planIncidents, type UnresolvedIncident } from './plan-incidents.ts';

const everyMs = 20_000;
const patience = { attempts: 3, recoveries: 2 };
/** A state is believed after so many askings, and one interval passes before the first of them. */
const withinMs = (patience.attempts + 1) * everyMs;
const start = Date.UTC(2026, 10, 28, 9);

/** Numbers from 0 to 1, the same again for the same seed. */
function seeded(seed: number): () => number {
  let state = seed * 2_654_435_761 + 1;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) >>> 0;
    const mixed = Math.imul(state ^ (state >>> 13), 3_266_489_917) >>> 0;
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
}

type Shape = 'single' | 'two' | 'missing' | 'flapping';
const shapes: readonly Shape[] = ['single', 'two', 'missing', 'flapping'];

/** Things that need earlier ones, of which some fail; each asked at a moment of its own. */
function graphOf(seed: number, shape: Shape) {
  const next = seeded(seed);
  const below = (limit: number): number => Math.floor(next() * limit);
  const size = 4 + below(20);
  const edges = Array.from({ length: size * 2 }, () => [below(size), below(size)] as const).filter(
    ([a, b]) => a > b,
  );
  const roots = new Map<number, number>([[below(size), below(60_000)]]);
  if (shape === 'two') roots.set(below(size), below(60_000));
  // What needs something that has failed fails with it at once.
  const failsAt = new Map<number, number>();
  for (let i = 0; i < size; i++) {
    const all = edges.flatMap(([a, b]) => (a === i ? [failsAt.get(b) ?? Infinity] : []));
    const at = Math.min(roots.get(i) ?? Infinity, ...all);
    if (at < Infinity) failsAt.set(i, at);
    if (at < (roots.get(i) ?? -1)) roots.delete(i);
  }
  // Something else that needs what works one moment and not the next fails on its own.
  const children = [...failsAt.keys()].filter(
    (i) => !roots.has(i) && !edges.some(([, needed]) => needed === i),
  );
  const reaches = (from: number, to: number): boolean =>
    edges.some(([a, b]) => a === from && (b === to || reaches(b, to)));
  // What fails by itself and needs what fails by itself too is gathered there.
  const ends = [...roots.keys()].filter(
    (root) => ![...roots.keys()].some((other) => reaches(root, other)),
  );
  const missing = shape === 'missing' ? below(Math.max(edges.length, 1)) : null;
  return {
    edges: edges.filter((_, at) => at !== missing),
    isWhole: missing === null,
    roots: new Set(roots.keys()),
    ends,
    failsAt,
    flapping: shape === 'flapping' ? (children[below(Math.max(children.length, 1))] ?? null) : null,
    phases: Array.from({ length: size }, () => below(everyMs)),
  };
}

it.each(shapes)('names the root or none, in time and once, where %s', (shape) => {
  let named = 0;
  for (let seed = 1; seed <= 50; seed++) {
    const { edges, isWhole, roots, ends, failsAt, flapping, phases } = graphOf(seed, shape);
    // Never down for long enough, or down and up again and again.
    const isUpNow = (n: number): boolean => (seed % 2 === 0 ? n % 3 === 0 : n % 7 < 3);
    const at = (ms: number): Date => new Date(start + ms);
    const health = new Map<number, Health>(
      phases.map((_, i) => [i, { state: 'up', since: at(-3_600_000), streak: null }]),
    );
    const lastFailsAt = Math.max(...failsAt.values());
    let open: UnresolvedIncident[] = [];
    let opened = 0;
    let gatherings: readonly Gathering[] = [];
    const asked = phases
      .flatMap((phase, i) =>
        Array.from({ length: 14 }, (_, n) => ({ i, ms: phase + n * everyMs, n })),
      )
      .sort((a, b) => a.ms - b.ms);
    for (const { i, ms, n } of asked) {
      const before = health.get(i);
      if (before === undefined) continue;
      const isDown = ms >= (failsAt.get(i) ?? Infinity) && !(i === flapping && isUpNow(n));
      const after = nextHealth(before, isDown ? 'down' : 'up', at(ms), patience);
      health.set(i, after);
      if (after.state === before.state) continue;
      gatherings = gatherFailures(
        [...health].map(([id, { state, since }]) => ({
          id: String(id),
          environment: 'live',
          state,
          since,
          everyMs,
          dependsOn: edges.flatMap(([a, b]) => (a === id ? [String(b)] : [])),
        })),
      );
      const stateOf = (id: string) => health.get(Number(id))?.state;
      const plan = planIncidents(gatherings, open, stateOf);
      const ended = new Set([...plan.resolve, ...plan.join.map(({ id }) => id)]);
      open = open
        .filter(({ id }) => !ended.has(id))
        .map((one) => {
          const now = plan.goOn.find(({ id }) => id === one.id)?.gathering;
          return now === undefined
            ? one
            : { ...one, holder: now.id, parts: [...one.parts, now.id, ...now.followers] };
        });
      for (const one of plan.open) {
        opened += 1;
        open.push({ id: opened, holder: one.id, parts: [one.id, ...one.followers] });
      }
    }
    // All that fails was asked so often that it is believed.
    expect(asked.at(-1)?.ms).toBeGreaterThan(lastFailsAt + withinMs);
    for (const { root } of gatherings) {
      if (root === null) continue;
      named += 1;
      expect([...roots].map(String), `seed ${String(seed)}`).toContain(root);
    }
    for (const root of ends) {
      const since = health.get(root)?.since.getTime() ?? Infinity;
      expect(since + (patience.attempts - 1) * everyMs - start).toBeLessThanOrEqual(
        (failsAt.get(root) ?? 0) + withinMs,
      );
      expect(open.filter(({ holder }) => holder === String(root))).toHaveLength(1);
    }
    if (isWhole) expect(open).toHaveLength(ends.length);
    if (isWhole && roots.size === 1)
      expect(gatherings.map(({ root }) => root)).toEqual([...roots].map(String));
  }
  expect(named).toBeGreaterThan(10);
});
