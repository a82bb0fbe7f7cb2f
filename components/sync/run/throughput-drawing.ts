import UPlot from 'uplot';
import { count } from '#lib/kernel/words/numbers.ts';
import { timeWithSeconds, timeWords } from '#lib/kernel/words/times.ts';
import type { Paint } from '#components/ui/chart/use-paint.ts';
import type { RatePoints } from './rate-points.ts';
import { layOutLabels } from './stage-labels.ts';
import type { Band } from './usual-rates.ts';

export const heightPx = 200;
/** So few are drawn as points too, since a stage of one step has no line. */
const fewPoints = 40;
/** Names of stages are above the chart, in as many rows as keep them apart. */
const labelRows = 2;
const labelHeight = 14;
const tickHeight = 8;
const font = '12px Arial, "Liberation Sans", Helvetica, sans-serif';

/** What is drawn; looked up at each drawing, since it changes while the chart stays. */
export interface Latest {
  readonly current: {
    readonly points: RatePoints;
    readonly bands: readonly Band[];
    readonly titleOf: (stage: string) => string;
  };
}

export const columnsOf = ({ seconds, rates }: RatePoints): UPlot.AlignedData => [
  [...seconds],
  rates.map((rate) => rate?.perMinute ?? null),
];

/** `onPoint` is told the place of the point under the pointer, null where there is none. */
export function optionsOf(
  paint: Paint,
  width: number,
  latest: Latest,
  onPoint: (place: number | null) => void,
): UPlot.Options {
  const axis = {
    stroke: paint.muted,
    font,
    grid: { stroke: paint.grid, width: 1 },
    ticks: { show: false },
  };
  return {
    width,
    height: heightPx,
    // Half of a time at the last tick is beside the plot.
    padding: [labelRows * labelHeight + 8, 36, 0, 0],
    cursor: {
      y: false,
      drag: { x: false, y: false },
      points: { size: 7, fill: paint.series, stroke: paint.series },
    },
    legend: { show: false },
    scales: {
      x: { time: true },
      y: { range: (_chart, _min, max) => [0, Math.max(10, highest(latest, max) * 1.1)] },
    },
    axes: [
      {
        ...axis,
        size: 26,
        space: 90,
        values: (_chart, ticks) => ticks.map((second) => axisTime(second, ticks)),
      },
      { ...axis, size: 72, values: (_chart, ticks) => ticks.map(count) },
    ],
    series: [
      {},
      {
        stroke: paint.series,
        fill: paint.band,
        width: 1.5,
        points: {
          show: (chart) => (chart.data[0]?.length ?? 0) < fewPoints,
          size: 5,
          fill: paint.series,
        },
      },
    ],
    hooks: {
      draw: [
        (chart) => {
          drawBands(chart, paint, latest);
          drawRejected(chart, paint, latest);
          drawStages(chart, paint, latest);
        },
      ],
      setCursor: [(chart) => onPoint(chart.cursor.idx ?? null)],
    },
  };
}

const highest = ({ current: { bands } }: Latest, max: number): number =>
  Math.max(max, ...bands.map(({ to }) => to));

/** The usual range of each stage, dashed over its time; one that was always the same is a line. */
function drawBands(chart: UPlot, paint: Paint, { current: { bands } }: Latest): void {
  const { ctx } = chart;
  ctx.save();
  ctx.strokeStyle = paint.muted;
  ctx.lineWidth = UPlot.pxRatio;
  ctx.setLineDash([4 * UPlot.pxRatio, 3 * UPlot.pxRatio]);
  for (const { from, to, fromSecond, toSecond } of bands) {
    const [left, right] = [fromSecond, toSecond].map((at) => chart.valToPos(at, 'x', true));
    const [top, bottom] = [to, from].map((rate) => chart.valToPos(rate, 'y', true));
    if (left === undefined || right === undefined || top === undefined || bottom === undefined)
      continue;
    ctx.strokeRect(left, top, right - left, bottom - top);
  }
  ctx.restore();
}

/** A red tick on the axis wherever records were rejected. */
function drawRejected(chart: UPlot, paint: Paint, { current: { points } }: Latest): void {
  const { ctx, bbox } = chart;
  ctx.save();
  ctx.fillStyle = paint.bad;
  for (const [place, rate] of points.rates.entries()) {
    if (rate === null || rate.rejected === 0) continue;
    const at = chart.valToPos(points.seconds[place] ?? 0, 'x', true);
    const height = tickHeight * UPlot.pxRatio;
    ctx.fillRect(at - UPlot.pxRatio, bbox.top + bbox.height - height, 2 * UPlot.pxRatio, height);
  }
  ctx.restore();
}

/** Seconds only where the ticks are closer than a minute. */
function axisTime(second: number, ticks: readonly number[]): string {
  const [first = 0, next = 60] = ticks;
  const at = new Date(second * 1000);
  return next - first < 60 ? timeWithSeconds(at) : timeWords(at);
}

function drawStages(chart: UPlot, paint: Paint, latest: Latest): void {
  const { ctx, bbox } = chart;
  const { points, titleOf } = latest.current;
  ctx.save();
  ctx.strokeStyle = paint.muted;
  ctx.fillStyle = paint.muted;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'alphabetic';
  ctx.font = `${12 * UPlot.pxRatio}px Arial, "Liberation Sans", sans-serif`;
  const names = points.stageStarts.map(({ stage, second }) => {
    const text = titleOf(stage);
    return {
      text,
      line: Math.round(chart.valToPos(second, 'x', true)),
      width: Math.ceil(ctx.measureText(text).width),
    };
  });
  const labels = layOutLabels(names, ctx.canvas.width, labelRows);
  const rowTop = (row: number): number => bbox.top - (4 + (row + 1) * labelHeight) * UPlot.pxRatio;
  for (const { text, line } of names) {
    const label = labels.find((one) => one.text === text);
    ctx.beginPath();
    // Up to the name that begins at it; a name that had to begin before its line is over the
    // end of it.
    ctx.moveTo(line, label !== undefined && label.left > line ? rowTop(label.row) : bbox.top);
    ctx.lineTo(line, bbox.top + bbox.height);
    ctx.stroke();
  }
  for (const { text, left, row } of labels) {
    // The line of a later stage may pass through here on its way up to its own name.
    ctx.clearRect(
      left - 2,
      rowTop(row),
      ctx.measureText(text).width + 4,
      labelHeight * UPlot.pxRatio,
    );
    ctx.fillText(text, left, rowTop(row) + (labelHeight - 3) * UPlot.pxRatio);
  }
  ctx.restore();
}
