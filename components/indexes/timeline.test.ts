import { expect, it } from 'vitest';
import type { GenerationView } from '#lib/indexes/client.ts';
import { timelineOf } from './timeline.ts';

const generation = (runNumber: number, changes: Partial<GenerationView>): GenerationView => ({
  index: `masterdoctorindex_20261121t100000_${runNumber}`,
  base: 'masterdoctorindex',
  runNumber,
  run: `local-${runNumber}`,
  role: 'previous',
  documents: 10,
  bytes: 10,
  health: 'green',
  createdAt: '2026-11-21T10:00:00.000Z',
  liveFrom: null,
  liveUntil: null,
  isKeptCopy: false,
  isInPlace: false,
  isSeen: true,
  ...changes,
});

const now = new Date('2026-11-21T14:00:00.000Z');
const previous = { liveFrom: '2026-11-21T11:00:00.000Z', liveUntil: '2026-11-21T13:00:00.000Z' };
const live = {
  role: 'live',
  createdAt: '2026-11-21T12:00:00.000Z',
  liveFrom: '2026-11-21T13:00:00.000Z',
} as const;

it('draws what users read, what they read before and what is being built, newest first', () => {
  const building = generation(3, { role: 'building', createdAt: '2026-11-21T13:00:00.000Z' });
  expect(
    timelineOf([generation(1, previous), generation(2, live), building], now)?.rows,
  ).toMatchObject([
    { name: 'Generation 3', role: 'building', spans: [{ kind: 'built', from: 0.75, to: 1 }] },
    {
      name: 'Generation 2',
      role: 'live',
      spans: [
        { kind: 'built', from: 0.5, to: 0.75 },
        { kind: 'read', from: 0.75, to: 1 },
      ],
    },
    {
      name: 'Generation 1',
      role: 'previous',
      spans: [
        { kind: 'built', from: 0, to: 0.25 },
        { kind: 'was-read', from: 0.25, to: 0.75 },
        { kind: 'kept', from: 0.75, to: 1 },
      ],
    },
  ]);
});

it('draws what is recorded and could not be seen as nothing that users read now', () => {
  const rows = timelineOf([generation(2, { ...live, isSeen: false })], now)?.rows;
  expect(rows?.[0]).toMatchObject({ isSeen: false, role: 'live' });
  expect(rows?.[0]?.spans.map(({ kind }) => kind)).toEqual(['built', 'recorded']);
});

it('has one row for the indexes that one run made', () => {
  const rows = timelineOf(
    [
      generation(1, previous),
      generation(1, { ...previous, base: 'connectedindex', index: 'connectedindex_1' }),
    ],
    now,
  )?.rows;
  expect(rows).toHaveLength(1);
});

it('draws nothing where there is nothing, and one moment without a fault', () => {
  expect(timelineOf([], now)).toBeNull();
  expect(
    timelineOf([generation(1, { role: 'building', createdAt: now.toISOString() })], now)?.rows[0]
      ?.spans,
  ).toEqual([{ kind: 'built', from: 0, to: 1 }]);
});

it('says of a generation that was never read what became of it', () => {
  expect(timelineOf([generation(1, { role: 'abandoned' })], now)?.rows[0]?.spans[0]?.kind).toBe(
    'abandoned',
  );
  expect(
    timelineOf([generation(1, { runNumber: null, run: null, isKeptCopy: true })], now)?.rows[0],
  ).toMatchObject({
    name: 'Kept copy',
    spans: [{ kind: 'kept' }],
  });
});

it('says who rolled users back, and has each note once at its time', () => {
  const note = { at: '2026-11-21T12:00:00.000Z', by: 'anna@example.org', text: 'Kept for Monday' };
  const move = { at: '2026-11-21T13:00:00.000Z', is: 'came', by: 'bert@example.org', run: null };
  const returned = generation(2, {
    ...live,
    createdAt: '2026-11-21T10:00:00.000Z',
    moves: [
      { ...move, is: 'came', kind: 'repair', by: 'carl@example.org' },
      { ...move, is: 'came', kind: 'rollback' },
    ],
    notes: [note],
  });
  const rows = timelineOf([returned, { ...returned, index: 'another', notes: [note] }], now)?.rows;
  expect(rows).toMatchObject([
    { rolledBackBy: 'bert@example.org', notes: [{ at: 0.5, by: note.by, text: note.text }] },
  ]);
  expect(timelineOf([generation(1, previous)], now)?.rows[0]).toMatchObject({
    rolledBackBy: null,
    notes: [],
  });
});

it('draws each time that users read what they were rolled back to', () => {
  const move = (hour: number, is: 'came' | 'left', kind: 'swap' | 'rollback') => ({
    at: `2026-11-21T${String(hour)}:00:00.000Z`,
    is,
    kind,
    by: 'local-1',
    run: null,
  });
  const returned = generation(1, {
    role: 'live',
    liveFrom: '2026-11-21T13:00:00.000Z',
    moves: [move(13, 'came', 'rollback'), move(12, 'left', 'swap'), move(11, 'came', 'swap')],
  });
  expect(timelineOf([returned], now)?.rows[0]?.spans).toEqual([
    { kind: 'built', from: 0, to: 0.25 },
    { kind: 'was-read', from: 0.25, to: 0.5 },
    { kind: 'kept', from: 0.5, to: 0.75 },
    { kind: 'read', from: 0.75, to: 1 },
  ]);
});

it('ends the life of one that was dropped, and says who did it', () => {
  const gone = { run: 'local-1', runNumber: 1, isKeptCopy: false, liveUntil: null } as const;
  const dropped = [
    {
      ...gone,
      index: 'b_1',
      createdAt: '2026-11-21T10:00:00.000Z',
      liveFrom: null,
      droppedAt: '2026-11-21T12:00:00.000Z',
      droppedBy: 'operator@example.test',
    },
    {
      ...gone,
      index: 'a_1',
      createdAt: '2026-11-21T10:00:00.000Z',
      liveFrom: '2026-11-21T11:00:00.000Z',
      droppedAt: '2026-11-21T12:00:00.000Z',
      droppedBy: null,
    },
  ];
  const timeline = timelineOf([generation(2, live)], now, dropped);
  expect(timeline?.rows.map(({ name, role }) => [name, role])).toEqual([
    ['Generation 2', 'live'],
    ['Generation 1', 'dropped'],
  ]);
  expect(timeline?.rows[1]).toMatchObject({
    dropped: { at: '2026-11-21T12:00:00.000Z', by: 'operator@example.test' },
    spans: [
      { kind: 'built', from: 0, to: 0.25 },
      { kind: 'was-read', from: 0.25, to: 0.5 },
      { kind: 'kept', from: 0.5, to: 0.5 },
    ],
  });
});
