import { describe, expect, it } from 'vitest';
import { readerOf } from '../testing.ts';
import { layOutReaders as layOut } from './reader-layout.ts';

const layOutReaders = (facts: Omit<Parameters<typeof layOut>[0], 'run'>, dry = false) =>
  layOut({ ...facts, run: { dry } });
const reader = (alias: string, live: string | null, building: string | null) =>
  readerOf({ alias, live, building });

describe('what users are reading', () => {
  it('draws the live generation and the one being built as two things', () => {
    const { boxes, rows, swap, height } = layOutReaders({
      readers: [
        reader('a', 'm_20261121t100000_1', 'm_20261121t100000_2'),
        reader('b', 'm_20261121t100000_1', 'm_20261121t100000_2'),
        reader('c', 'r_20261121t100000_1', 'r_20261121t100000_2'),
      ],
      documents: { m_20261121t100000_1: 10, r_20261121t100000_1: 5, m_20261121t100000_2: 0 },
    });
    expect(boxes.map(({ role, runNumber, indexes }) => [role, runNumber, indexes.length])).toEqual([
      ['live', 1, 2],
      ['building', 2, 2],
    ]);
    expect(boxes[1]?.indexes).toEqual([
      { index: 'm_20261121t100000_2', documents: 0 },
      { index: 'r_20261121t100000_2', documents: null },
    ]);
    expect(new Set(rows.map(({ target }) => target)).size).toBe(1);
    // Words say the same where no lines are drawn.
    expect([...rows.map(({ targetRun }) => targetRun), swap?.run]).toEqual([1, 1, 1, 2]);
    // The swap leaves from below the aliases it moves, and arrives at the box that is being built.
    expect(swap?.from).toBeGreaterThan(rows.at(-1)?.middle ?? 0);
    expect(swap?.to).toBeGreaterThan(boxes[1]?.top ?? 0);
    expect(swap?.from).toBeLessThan(height);
    expect(boxes[1]?.top).toBeGreaterThan((boxes[0]?.top ?? 0) + (boxes[0]?.height ?? 0));
  });

  it('draws no swap of a dry run', () => {
    const readers = [reader('a', 'm_20261121t100000_1', 'm_20261121t100000_2')];
    const { boxes, swap } = layOutReaders({ readers, documents: {} }, true);
    expect(boxes).toHaveLength(2);
    expect(swap).toBeNull();
  });

  it('takes an index that no run made for no run, whatever its name ends in', () => {
    const readers = [
      reader('a', 'recommendationindex_20221209103000', null),
      reader('b', 'm_20261121t100000_0', null),
    ];
    expect(layOutReaders({ readers, documents: {} }).boxes.map((box) => box.runNumber)).toEqual([
      null,
    ]);
  });

  it('has no line for an alias that points at nothing', () => {
    const { boxes, rows } = layOutReaders({
      readers: [reader('a', null, 'm_20261121t100000_1')],
      documents: {},
    });
    expect(rows[0]?.target).toBeNull();
    expect(boxes).toHaveLength(1);
  });

  it('draws one thing after the swap, and several when aliases disagree', () => {
    const after = layOutReaders({
      readers: [reader('a', 'm_20261121t100000_2', 'm_20261121t100000_2')],
      documents: {},
    });
    expect(after.boxes).toHaveLength(1);
    expect(after.swap).toBeNull();
    expect(
      layOutReaders({
        readers: [
          reader('a', 'm_20261121t100000_2', null),
          reader('b', 'm_20261121t100000_1', null),
        ],
        documents: {},
      }).boxes,
    ).toHaveLength(2);
  });
});
