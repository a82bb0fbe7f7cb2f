import { CellPicture } from './cell-picture.tsx';

const width = 90;
const height = 20;
const edge = 3;

type Point = readonly [number, number];

/**
 * Lines over the whole width, from nought at the bottom to the largest at the top; what has never
 * changed is in the middle, so that no cell of a row is lower than the others. A value that is null
 * is a gap between two of them.
 */
export function sparkLines(values: readonly (number | null)[]): readonly (readonly Point[])[] {
  const most = Math.max(...values.map((value) => value ?? 0), 0);
  const isFlat = new Set(values.filter((value) => value !== null)).size === 1;
  const across = (width - 2 * edge) / Math.max(1, values.length - 1);
  const up = height - 2 * edge;
  const round = (n: number): number => Math.round(n * 10) / 10;
  const lines: Point[][] = [[]];
  values.forEach((value, i) => {
    if (value === null) lines.push([]);
    else
      lines
        .at(-1)
        ?.push([
          round(edge + i * across),
          round(height - edge - (isFlat ? 0.5 : value / most) * up),
        ]);
  });
  return lines.filter((line) => line.length > 0);
}

/** The course of something in a cell, null: not known. A picture alone: the words are beside it. */
export function Sparkline({ values }: { readonly values: readonly (number | null)[] }) {
  const lines = sparkLines(values);
  const [x, y] = lines.at(-1)?.at(-1) ?? [edge, height - edge];
  const isNow = (values.at(-1) ?? null) !== null;
  return (
    <CellPicture width={width} height={height}>
      {lines.map((points) => (
        <polyline
          key={String(points[0])}
          points={points.map((point) => point.join(',')).join(' ')}
          className="fill-none stroke-series"
          strokeWidth="1.5"
          strokeLinejoin="round"
          // A single point is a dot.
          strokeLinecap="round"
        />
      ))}
      {isNow && <circle cx={x} cy={y} r="2.5" className="fill-series" />}
    </CellPicture>
  );
}
