import { expect, it } from 'vitest';
import type { DocumentsView } from '#lib/indexes/client.ts';
import { drawingOf, happeningsOf, roundUp } from './drawing.ts';

const at = (hour: number): string => new Date(Date.UTC(2026, 10, 21, hour)).toISOString();
const view: DocumentsView = {
  environment: 'local',
  observedAt: at(10),
  of: { about: 'index', name: 'masterdoctorindex' },
  series: [],
  points: [
    { at: at(0), documents: 40 },
    { at: at(2), documents: null },
    { at: at(4), documents: 50 },
    { at: at(5), documents: 45 },
  ],
  moves: [
    { at: at(1), kind: 'swap', actor: 'local-11', run: 'local-11' },
    { at: at(5), kind: 'swap', actor: 'local-12', run: 'local-12' },
    { at: at(6), kind: 'rollback', actor: 'anna@example.org', run: null },
  ],
};

it.each([
  [0, 1],
  [1, 1],
  [3, 5],
  [70_914, 100_000],
  [100_000, 100_000],
  [100_001, 200_000],
])('%i fits below %i', (number, most) => {
  expect(roundUp(number)).toBe(most);
});

it('is a line of steps with a gap where the number was not known', () => {
  const drawing = drawingOf(view);
  expect(drawing?.most).toBe(50);
  const rounded = (number: number | null) => number && Math.round(number * 100) / 100;
  expect(drawing?.steps.map(({ from, to, top }) => [from, to, rounded(top)])).toEqual([
    [0, 0.2, 0.2],
    [0.2, 0.4, null],
    [0.4, 0.5, 0],
    [0.5, 1, 0.1],
  ]);
});

it('marks the runs, with a number where it has enough space', () => {
  const marks = drawingOf(view)?.marks;
  expect(marks).toMatchObject([
    { share: 0.1, number: 11, isNamed: true },
    { share: 0.5, number: 12, isNamed: true },
    { share: 0.6, number: null, isNamed: false },
  ]);
  const [first, second] = view.moves;
  if (first === undefined || second === undefined) throw new Error('no moves');
  const near = { ...view, moves: [first, { ...second, at: at(1.5) }] };
  expect(drawingOf(near)?.marks.map(({ isNamed }) => isNamed)).toEqual([false, true]);
});

it('draws nothing where nothing is known', () => {
  expect(drawingOf({ ...view, points: [] })).toBeNull();
  expect(drawingOf({ ...view, points: [{ at: at(1), documents: null }] })).toBeNull();
});

it('is a list of what happened, newest first, each number with its change', () => {
  const short = (one: ReturnType<typeof happeningsOf>[number]) =>
    one.is === 'count' ? [one.documents, one.change] : [one.actor];
  expect(happeningsOf(view).map(short)).toEqual([
    ['anna@example.org'],
    [45, -5],
    ['local-12'],
    [50, 10],
    [null, null],
    ['local-11'],
    [40, null],
  ]);
});
