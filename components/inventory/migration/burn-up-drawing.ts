import type UPlot from 'uplot';
import type { BurnUpPoint } from '#lib/inventory/client.ts';
import type { Paint } from '#components/ui/chart/use-paint.ts';
import { count } from '#lib/kernel/words/numbers.ts';
import { dateWords } from '#lib/kernel/words/times.ts';

export const heightPx = 180;
const shortestSeconds = 7 * 86_400;
const font = '12px Arial, "Liberation Sans", Helvetica, sans-serif';

export const secondOf = (at: string): number => Date.parse(at) / 1000;

/** In all, cut over or in parallel run, cut over; each from its moment on, and up to `until`. */
export function columnsOf(points: readonly BurnUpPoint[], until: number): UPlot.AlignedData {
  const last = points.at(-1);
  const all = last === undefined ? [] : [...points, last];
  return [
    [...points.map(({ at }) => secondOf(at)), ...(last === undefined ? [] : [until])],
    all.map(({ total }) => total),
    all.map(({ moved, counts }) => moved + counts['parallel run']),
    all.map(({ moved }) => moved),
  ];
}

/** So few are drawn as points too: a curve of a moment has no line. */
const isShort = (chart: UPlot): boolean => (chart.data[0]?.length ?? 0) < 40;

/** `stepped` draws what holds until the next moment; `onPoint` is told the place pointed at. */
export function optionsOf(
  paint: Paint,
  width: number,
  stepped: UPlot.Series.PathBuilder | undefined,
  onPoint: (place: number | null) => void,
): UPlot.Options {
  const axis = {
    stroke: paint.muted,
    font,
    grid: { stroke: paint.grid, width: 1 },
    ticks: { show: false },
  };
  const line = {
    ...(stepped !== undefined && { paths: stepped }),
    points: { show: isShort, size: 5 },
  };
  return {
    width,
    height: heightPx,
    padding: [8, 58, 0, 0],
    cursor: {
      y: false,
      drag: { x: false, y: false },
      points: { size: 7, fill: paint.series, stroke: paint.series },
    },
    legend: { show: false },
    scales: {
      // A curve of a day would have the same day at every tick.
      x: { time: true, range: (_chart, min, max) => [Math.min(min, max - shortestSeconds), max] },
      y: { range: (_chart, _min, max) => [0, Math.max(1, max * 1.1)] },
    },
    axes: [
      {
        ...axis,
        size: 26,
        space: 110,
        values: (_chart, ticks) => ticks.map((second) => dateWords(new Date(second * 1000))),
      },
      {
        ...axis,
        // Half of a date at the first tick is over it.
        size: 58,
        // Items are whole.
        values: (_chart, ticks) => ticks.map((tick) => (Number.isInteger(tick) ? count(tick) : '')),
      },
    ],
    series: [
      {},
      { ...line, stroke: paint.muted, width: 1.5, dash: [4, 3] },
      { ...line, stroke: paint.series, width: 1.5, dash: [2, 2] },
      { ...line, stroke: paint.series, fill: paint.band, width: 2 },
    ],
    hooks: { setCursor: [(chart) => onPoint(chart.cursor.idx ?? null)] },
  };
}
