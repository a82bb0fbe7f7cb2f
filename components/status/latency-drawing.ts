import type UPlot from 'uplot';
import type { Paint } from '#components/ui/chart/use-paint.ts';
import { count } from '#lib/kernel/words/numbers.ts';
import { dateWords, timeWords } from '#lib/kernel/words/times.ts';
import type { LatencyPoint } from '#lib/status/client.ts';

export const heightPx = 200;
const font = '12px Arial, "Liberation Sans", Helvetica, sans-serif';
/** Below it a scale would show noise as if it were news. */
const leastMs = 10;
const daySeconds = 86_400;

export const secondOf = (at: string): number => Date.parse(at) / 1000;

/** Median and 95th, with a gap where no answer came. */
export const columnsOf = (points: readonly LatencyPoint[]): UPlot.AlignedData => [
  points.map(({ at }) => secondOf(at)),
  points.map(({ medianMs }) => medianMs),
  points.map(({ percentile95Ms }) => percentile95Ms),
];

/** `onPoint` is told the place of the point under the pointer, null where there is none. */
export function optionsOf(
  paint: Paint,
  width: number,
  onPoint: (place: number | null) => void,
): UPlot.Options {
  const axis = {
    stroke: paint.muted,
    font,
    grid: { stroke: paint.grid, width: 1 },
    ticks: { show: false },
  };
  // A moment between two gaps has no line.
  const points = { show: (chart: UPlot) => (chart.data[0]?.length ?? 0) < 40, size: 5 };
  return {
    width,
    height: heightPx,
    // Half of a time at the last tick is beside the plot.
    padding: [8, 36, 0, 0],
    cursor: {
      y: false,
      drag: { x: false, y: false },
      points: { size: 7, fill: paint.series, stroke: paint.series },
    },
    legend: { show: false },
    scales: {
      x: { time: true },
      y: { range: (_chart, _min, max) => [0, Math.max(leastMs, max * 1.1)] },
    },
    axes: [
      {
        ...axis,
        size: 26,
        space: 90,
        values(_chart, ticks) {
          const isOfDays = (ticks[1] ?? 0) - (ticks[0] ?? 0) >= daySeconds;
          return ticks.map((second) => {
            const at = new Date(second * 1000);
            return isOfDays ? dateWords(at) : timeWords(at);
          });
        },
      },
      { ...axis, size: 72, values: (_chart, ticks) => ticks.map((tick) => `${count(tick)} ms`) },
    ],
    series: [
      {},
      { stroke: paint.series, fill: paint.band, width: 1.5, points },
      { stroke: paint.muted, width: 1.5, dash: [4, 3], points },
    ],
    hooks: { setCursor: [(chart) => onPoint(chart.cursor.idx ?? null)] },
  };
}
