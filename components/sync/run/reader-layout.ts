/**
 * Where the lines of "What users are reading" go: plain geometry in pixels, so that text is never
 * scaled.
 */
import { parseIndexName } from '#lib/indexes/client.ts';
import type { ReaderLine, RunDetail } from '#lib/sync/client.ts';

export interface GenerationBox {
  /** `12`, or null for an index that no run made. */
  readonly runNumber: number | null;
  readonly role: 'live' | 'building';
  readonly indexes: readonly { readonly index: string; readonly documents: number | null }[];
  readonly top: number;
  readonly height: number;
}

export interface ReaderRow {
  readonly alias: string;
  /** What it shows of its index, in words; null: everything. */
  readonly filter: string | null;
  /** What is not as the contract has it, in words. */
  readonly drift: string | null;
  readonly isBuilt: boolean;
  readonly middle: number;
  /** Middle of the box it points at; null while it points at nothing. */
  readonly target: number | null;
  /** The run that made what it points at; null where none did, or it points at nothing. */
  readonly targetRun: number | null;
}

export interface ReaderLayout {
  readonly rows: readonly ReaderRow[];
  readonly boxes: readonly GenerationBox[];
  /**
   * Where the swap comes from, under the aliases it moves, and where it goes to; null while nothing
   * is being built, and in a dry run, which has none.
   */
  readonly swap: { readonly from: number; readonly to: number; readonly run: number | null } | null;
  readonly height: number;
}

export const rowHeight = 28;
const headHeight = 44;
const lineHeight = 20;
const footHeight = 10;
const gap = 16;

/** Null for an index that no run made; generation 0 is the copy of one. */
export const runNumberOf = (index: string): number | null => {
  const { generation } = parseIndexName(index);
  return generation === 0 ? null : generation;
};

const heightOf = (indexes: number): number => headHeight + indexes * lineHeight + footHeight;

export function layOutReaders({
  readers,
  documents,
  run,
}: Pick<RunDetail, 'readers' | 'documents'> & {
  readonly run: Pick<RunDetail['run'], 'dry'>;
}): ReaderLayout {
  const withDocuments = (index: string) => ({ index, documents: documents[index] ?? null });
  const live = groupByRun(readers.flatMap(({ live: index }) => (index === null ? [] : [index])));
  const building = groupByRun(
    readers.flatMap(({ building: index, live: current }) =>
      index === null || index === current ? [] : [index],
    ),
  );

  let top = 0;
  const boxAt =
    (role: GenerationBox['role']) =>
    ([runNumber, indexes]: readonly [number | null, readonly string[]]): GenerationBox => {
      const height = heightOf(indexes.length);
      const box = { runNumber, role, indexes: indexes.map(withDocuments), top, height };
      top += height + gap;
      return box;
    };
  const boxes = [...live.map(boxAt('live')), ...building.map(boxAt('building'))];
  const isBefore = readers.every(({ live: index }) => index === null);
  const rows = readers.map((line, i) => {
    const { alias, live: index, building: next } = line;
    const box = boxes.find(
      ({ role, runNumber }) =>
        role === 'live' && index !== null && runNumber === runNumberOf(index),
    );
    return {
      alias,
      filter: index === null ? line.filter : line.observedFilter,
      drift: isBefore ? null : driftOf(line),
      isBuilt: next !== null && next !== index,
      middle: i * rowHeight + rowHeight / 2,
      target: box === undefined ? null : box.top + headHeight / 2,
      targetRun: box?.runNumber ?? null,
    };
  });
  const next = boxes.find(({ role }) => role === 'building');
  const swap =
    next === undefined || run.dry
      ? null
      : {
          from: (readers.length + 0.5) * rowHeight,
          to: next.top + headHeight / 2,
          run: next.runNumber,
        };
  const left = (readers.length + (swap === null ? 0 : 1)) * rowHeight;
  return { rows, boxes, swap, height: Math.max(left, top - gap, rowHeight) };
}

function driftOf({ state, filter, observedFilter }: ReaderLine): string | null {
  if (state === 'missing' || state === 'unreadable') return state;
  if (state !== 'different') return null;
  if (filter !== null && observedFilter === null) return 'has lost its filter';
  return filter === observedFilter ? 'not as the contract says' : 'another filter';
}

/** Unique indexes by the run that made them, newest run first. */
function groupByRun(indexes: readonly string[]): (readonly [number | null, readonly string[]])[] {
  const unique = [...new Set(indexes)];
  const numbers = [...new Set(unique.map(runNumberOf))].sort((a, b) => (b ?? 0) - (a ?? 0));
  return numbers.map(
    (number) => [number, unique.filter((index) => runNumberOf(index) === number)] as const,
  );
}
