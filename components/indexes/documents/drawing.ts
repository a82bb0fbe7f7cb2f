import type { DocumentPoint, DocumentsView } from '#lib/indexes/client.ts';
import { parseRunName } from '#lib/sync/client.ts';

/** A time during which the number was the same. Shares are of the width and of the height. */
export interface Step {
  readonly from: number;
  readonly to: number;
  /** From the top; null: not known. */
  readonly top: number | null;
}

/** A moment at which readers were moved. */
export interface Mark {
  readonly at: Date;
  readonly share: number;
  /** The number of a run; null: not by one. */
  readonly number: number | null;
  readonly run: string | null;
  /** Its number has enough space. */
  readonly isNamed: boolean;
}

export interface Drawing {
  readonly from: Date;
  readonly to: Date;
  /** The number of documents at the upper edge. */
  readonly most: number;
  readonly steps: readonly Step[];
  readonly marks: readonly Mark[];
}

/** Numbers nearer to each other than this part of the width would lie over each other. */
const apart = 0.1;

/** The next round number: 1, 2 or 5 with noughts. */
export function roundUp(number: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, number)));
  return ([1, 2, 5].find((step) => step * power >= number) ?? 10) * power;
}

/** Null where nothing is known to draw. */
export function drawingOf({ points, moves, observedAt }: DocumentsView): Drawing | null {
  const known = points.flatMap(({ documents }) => documents ?? []);
  const [first] = points;
  if (first === undefined || known.length === 0) return null;
  const from = Date.parse(first.at);
  const to = Math.max(Date.parse(observedAt), from + 1);
  const share = (at: number): number => Math.min(1, Math.max(0, (at - from) / (to - from)));
  const most = roundUp(Math.max(...known));
  const steps = points.map(({ at, documents }, place) => {
    const next = points[place + 1];
    return {
      from: share(Date.parse(at)),
      to: next === undefined ? 1 : share(Date.parse(next.at)),
      top: documents === null ? null : 1 - documents / most,
    };
  });
  let lastNamed = Infinity;
  const marks = moves
    .filter(({ at }) => Date.parse(at) >= from)
    .reverse()
    .map(({ at, run }): Mark => {
      const number = run === null ? null : (parseRunName(run)?.number ?? null);
      const place = share(Date.parse(at));
      const isNamed = number !== null && lastNamed - place >= apart;
      if (isNamed) lastNamed = place;
      return { at: new Date(at), share: place, number, run, isNamed };
    });
  return { from: new Date(from), to: new Date(to), most, steps, marks: marks.reverse() };
}

/** One thing that happened: the number became another one, or readers were moved. */
export type Happening =
  | {
      readonly is: 'count';
      readonly at: string;
      readonly documents: number | null;
      /** Since the last number that was known; null: there was none, or it is not known. */
      readonly change: number | null;
    }
  | ({ readonly is: 'move' } & DocumentsView['moves'][number]);

function changesOf(points: readonly DocumentPoint[]): Happening[] {
  let before: number | null = null;
  return points.map(({ at, documents }) => {
    const change = documents === null || before === null ? null : documents - before;
    before = documents ?? before;
    return { is: 'count', at, documents, change };
  });
}

/** The newest first. */
export function happeningsOf({ points, moves }: DocumentsView): Happening[] {
  const [first] = points;
  const moved = moves
    .filter(({ at }) => first !== undefined && at >= first.at)
    .map((move): Happening => ({ is: 'move', ...move }));
  return [...changesOf(points), ...moved].sort((a, b) => b.at.localeCompare(a.at));
}
