import { describe, expect, test } from 'vitest';
import { conclude, type Conclusion } from './conclude.ts';
import { infer, type Facts, type Inferred } from './infer.ts';

const start = Date.parse('2026-11-26T10:00:00Z');
const titles = ['Trainees', 'GMC doctors', 'Connection logs', 'Hidden discrepancies'];
const limits = { quietMs: 300_000, stallMs: 3_600_000, beginMs: 300_000 };

interface Look {
  readonly minute: number;
  readonly index?: Facts['index'];
  readonly madeAt?: string;
  readonly documents?: number | null;
  readonly marked?: readonly (number | null)[];
  readonly waiting?: readonly (number | null)[];
}

const facts = (look: Look): Facts => {
  const { minute, index = 'made-again', madeAt = 'once', documents = 0, marked, waiting } = look;
  return {
    at: new Date(start + minute * 60_000),
    index,
    madeAt,
    documents,
    stages: titles.map((_, position) => ({
      marked: marked === undefined ? 0 : (marked[position] ?? null),
      waiting: waiting === undefined ? 0 : (waiting[position] ?? null),
    })),
  };
};

function after(
  looks: readonly Look[],
  before: readonly (number | null)[] = [],
): { readonly seen: Inferred; readonly end: Conclusion } {
  const seen = looks.reduce<Inferred | null>((known, look) => infer(known, facts(look)), null);
  if (seen === null) throw new Error('no look');
  const end = conclude(seen, {
    stages: titles.map((title, position) => ({
      title,
      isNeeded: position < 2,
      before: before[position] ?? null,
    })),
    calledAt: new Date(start),
    withinPercent: 5,
    limits,
  });
  return { seen, end };
}
/** Of what was the same at ten minutes past and at this minute. */
const endAt = (
  minute: number,
  look: Omit<Look, 'minute'>,
  before?: readonly (number | null)[],
): Conclusion =>
  after(
    [10, minute].map((at) => ({ ...look, minute: at })),
    before,
  ).end;
const statesOf = ({ stages }: Inferred) => stages.map(({ state }) => state);

describe('whether it has begun', () => {
  test('not while the index is as it was and no message has passed', () => {
    const old = { index: 'as-before', documents: 900, marked: [900, 800, 30, 4] } as const;
    expect(after([{ minute: 1, ...old }])).toMatchObject({
      seen: { hasBegun: false },
      end: { is: 'going-on', then: 'not-begun', until: new Date(start + 5 * 60_000) },
    });
    expect(after([{ minute: 5, ...old }]).end).toEqual({ is: 'not-begun' });
  });

  test.each([
    ['the index is emptied', { minute: 1 }],
    ['the index is deleted', { minute: 1, index: 'gone', documents: null }],
    ['a start marker lies in its queue', { minute: 1, index: 'as-before', waiting: [1, 0, 0, 0] }],
  ] as const)('as soon as %s', (_, look) => {
    expect(after([look]).seen.hasBegun).toBe(true);
  });

  test('not known is no sign', () => {
    const look = { minute: 1, index: null, documents: null, marked: [], waiting: [] };
    expect(after([look]).seen.hasBegun).toBe(false);
  });
});

describe('where it is', () => {
  test('trainees, while their queue is not empty or their documents grow', () => {
    const { seen, end } = after([
      { minute: 1 },
      { minute: 2, documents: 40, marked: [40, 0, 0, 0], waiting: [60, 0, 0, 0] },
    ]);
    expect(statesOf(seen)).toEqual(['running', 'waiting', 'waiting', 'waiting']);
    expect(end).toMatchObject({ is: 'going-on' });
  });

  test('doctors, as soon as one of them is seen', () => {
    const { seen } = after([
      { minute: 2, documents: 100, marked: [100, 0, 0, 0] },
      { minute: 3, documents: 100, marked: [100, 10, 0, 0], waiting: [0, 1, 0, 0] },
    ]);
    expect(statesOf(seen)).toEqual(['done', 'running', 'waiting', 'waiting']);
  });

  test('an earlier stage goes on where its messages lie behind a later one', () => {
    const { seen } = after([
      { minute: 2, documents: 100, marked: [100, 0, 0, 0] },
      { minute: 3, documents: 100, marked: [100, 10, 0, 0], waiting: [5, 1, 0, 0] },
    ]);
    expect(statesOf(seen)).toEqual(['running', 'running', 'waiting', 'waiting']);
  });

  test('a failed look keeps what was known and changes nothing', () => {
    const known = { documents: 100, marked: [100, 50, 0, 0], waiting: [0, 0, 0, 0] };
    const { seen } = after([
      { minute: 2, ...known },
      { minute: 3, index: null, documents: null, marked: [], waiting: [0, 0, 0, 0] },
    ]);
    expect(seen).toMatchObject({ documents: 100, changedAt: '2026-11-26T10:02:00.000Z' });
    expect(seen.stages.map(({ marked }) => marked)).toEqual([100, 50, 0, 0]);
  });
});

describe('what is no change', () => {
  const known = { documents: 100, marked: [100, 50, 0, 0] };
  const changedAfter = (waiting: readonly (number | null)[]): string =>
    after(waiting.map((one, at) => ({ minute: 2 + at, ...known, waiting: [0, one, 0, 0] }))).seen
      .changedAt;

  test('a queue that cannot be counted now and then', () => {
    expect(changedAfter([1, null, 1, null])).toBe('2026-11-26T10:02:00.000Z');
  });

  test('and what came or went meanwhile is one', () => {
    expect(changedAfter([5, null, 0])).toBe('2026-11-26T10:04:00.000Z');
    expect(changedAfter([null, 0, null])).toBe('2026-11-26T10:03:00.000Z');
  });
});

describe('whether it has ended', () => {
  const complete = { documents: 120, marked: [100, 110, 30, 4] };

  test('when queues are quiet and nothing has changed for long enough', () => {
    expect(endAt(14, complete)).toMatchObject({
      is: 'going-on',
    });
    expect(endAt(15, complete)).toEqual({
      is: 'ended',
      confidence: 'seen',
    });
  });

  test('likely, where a last stage left no mark or a queue cannot be counted', () => {
    const nobodyHidden = { documents: 120, marked: [100, 110, 30, 0] };
    const uncounted = { ...complete, waiting: [0, 0, 0, null] };
    for (const look of [nobodyHidden, uncounted])
      expect(endAt(15, look)).toEqual({
        is: 'ended',
        confidence: 'likely',
      });
  });

  test('never while doctors have not come: it has stalled', () => {
    const look = { documents: 100, marked: [100, 0, 0, 0] };
    expect(endAt(60, look)).toMatchObject({
      is: 'going-on',
    });
    expect(endAt(70, look)).toEqual({
      is: 'stalled',
      says: '“Trainees” was the last that was seen, and “GMC doctors” has not begun.',
    });
  });

  test.each([
    [
      'the index was emptied and nothing came',
      { documents: 0 },
      'The index was emptied, and no record has come since.',
    ],
    [
      'the index is gone',
      { index: 'gone', documents: null },
      'The index was deleted and has not been made again.',
    ],
    [
      'messages lie there',
      { documents: 100, marked: [100, 10, 0, 0], waiting: [0, 3, 0, 0] },
      '3 messages lie in its queues, and nobody takes them or they come back again and again.',
    ],
  ] as const)('stalled, when %s', (_, look, says) => {
    expect(endAt(70, look)).toEqual({
      is: 'stalled',
      says,
    });
  });
});

describe('by what there was before the call', () => {
  test('a stage that always sent something must send something', () => {
    const look = { documents: 120, marked: [100, 110, 0, 0] };
    expect(endAt(70, look, [100, 110, 0, 0])).toMatchObject({ is: 'ended' });
    expect(endAt(70, look, [100, 110, 30, 4])).toEqual({
      is: 'stalled',
      says: '“GMC doctors” was the last that was seen, and “Connection logs” has not begun.',
    });
  });

  test('a stage that brings much less than it did has not ended', () => {
    const [before, documents] = [[100, 110, 30, 4], 120];
    const end = (marked: readonly number[]) => endAt(70, { documents, marked }, before);
    expect(end([100, 105, 30, 4])).toMatchObject({ is: 'ended' });
    expect(end([100, 50, 30, 4])).toEqual({
      is: 'stalled',
      says: '“GMC doctors” has brought 50 documents, and 110 had its fields before the call.',
    });
  });

  test('an order alone is no record', () => {
    const looks = [
      { minute: 5, documents: 100, marked: [100, 0, 0, 0], waiting: [0, 1, 0, 0] },
      { minute: 6, documents: 100, marked: [100, 0, 0, 0] },
      { minute: 70, documents: 100, marked: [100, 0, 0, 0] },
    ];
    expect(after(looks).end).toEqual({
      is: 'stalled',
      says: '“GMC doctors” was told to begin, and has brought nothing.',
    });
  });
});

describe('another sync under it', () => {
  const first = { minute: 5, documents: 100, marked: [100, 60, 0, 0] };
  const second = { minute: 6, madeAt: 'again', documents: 3, marked: [3, 0, 0, 0] };
  const complete = { madeAt: 'again', documents: 120, marked: [100, 110, 30, 4] };

  test('begins all stages anew', () => {
    const { seen } = after([first, second]);
    expect(seen.timesMade).toBe(2);
    expect(statesOf(seen)).toEqual(['running', 'waiting', 'waiting', 'waiting']);
  });

  test('leaves the end likely at best', () => {
    const looks = [first, second, { minute: 7, ...complete }, { minute: 20, ...complete }];
    expect(after(looks).end).toEqual({ is: 'ended', confidence: 'likely' });
  });

  test('is none where the index is only gone for a moment', () => {
    const gone = { minute: 4, index: 'gone', documents: null } as const;
    expect(after([gone, first]).seen.timesMade).toBe(1);
  });
});
