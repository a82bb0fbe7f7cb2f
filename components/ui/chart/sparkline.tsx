const width = 90;
const height = 20;
const edge = 3;

/** Points of a line over the whole width, from nought at the bottom to the largest at the top. */
export function sparkPoints(values: readonly number[]): readonly (readonly [number, number])[] {
  const most = Math.max(...values, 0);
  const across = (width - 2 * edge) / Math.max(1, values.length - 1);
  const up = height - 2 * edge;
  const round = (n: number): number => Math.round(n * 10) / 10;
  return values.map((value, i) => [
    round(edge + i * across),
    round(height - edge - (most === 0 ? 0 : (value / most) * up)),
  ]);
}

/** The course of something in a cell. A picture alone: the words are beside it. */
export function Sparkline({ values }: { readonly values: readonly number[] }) {
  const points = sparkPoints(values);
  const [x, y] = points.at(-1) ?? [edge, height - edge];
  return (
    <svg
      aria-hidden="true"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      className="-my-px inline-block align-top"
    >
      <polyline
        points={points.map((point) => point.join(',')).join(' ')}
        className="fill-none stroke-series"
        strokeWidth="1.5"
        strokeLinejoin="round"
      />
      <circle cx={x} cy={y} r="2.5" className="fill-series" />
    </svg>
  );
}
