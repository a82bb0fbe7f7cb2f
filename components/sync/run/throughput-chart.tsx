'use client';

import { useEffect, useRef } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { count } from '#lib/kernel/words/numbers.ts';
import { timeWithSeconds, timeWords } from '#lib/kernel/words/times.ts';
import { usePaint, type Paint } from '#components/ui/chart/use-paint.ts';
import { ratePoints } from './rate-points.ts';
import type { Rate } from './rates.ts';
import { layOutLabels } from './stage-labels.ts';

const heightPx = 200;
/** So few are drawn as points too, since a stage of one step has no line. */
const fewPoints = 40;
/** Names of stages are above the chart, in as many rows as keep them apart. */
const labelRows = 2;
const labelHeight = 14;
const font = '12px Arial, "Liberation Sans", Helvetica, sans-serif';

interface ThroughputChartProps {
  readonly rates: readonly Rate[];
  readonly titleOf: (stage: string) => string;
}

/** Drawn on a canvas; the sentence and the table beside it carry the same facts. */
export function ThroughputChart({ rates, titleOf }: ThroughputChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<UPlot | null>(null);
  const points = ratePoints(rates);
  const latest = useRef({ points, titleOf });
  const paint = usePaint(box);

  useEffect(() => {
    latest.current = { points, titleOf };
    chart.current?.setData([points.seconds, points.perMinute]);
  });

  useEffect(() => {
    const element = box.current;
    if (element === null || paint === null) return undefined;
    const made = new UPlot(
      optionsOf(paint, element.clientWidth, latest),
      [latest.current.points.seconds, latest.current.points.perMinute],
      element,
    );
    chart.current = made;
    const observer = new ResizeObserver(() =>
      made.setSize({ width: element.clientWidth, height: heightPx }),
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.destroy();
      chart.current = null;
    };
  }, [paint]);

  return (
    <div
      ref={box}
      role="img"
      aria-label={
        'Records written per minute over the time of the run; ' + 'the table below says the same'
      }
      className="mt-2.5 h-50 min-w-0 overflow-hidden"
    />
  );
}

interface Latest {
  readonly current: {
    readonly points: ReturnType<typeof ratePoints>;
    readonly titleOf: (stage: string) => string;
  };
}

function optionsOf(paint: Paint, width: number, latest: Latest): UPlot.Options {
  const axis = {
    stroke: paint.muted,
    font,
    grid: { stroke: paint.grid, width: 1 },
    ticks: { show: false },
  };
  return {
    width,
    height: heightPx,
    padding: [labelRows * labelHeight + 8, 8, 0, 0],
    cursor: { show: false },
    legend: { show: false },
    scales: {
      x: { time: true },
      y: { range: (_chart, _min, max) => [0, Math.max(10, max * 1.1)] },
    },
    axes: [
      {
        ...axis,
        size: 26,
        space: 90,
        values: (_chart, ticks) => ticks.map((second) => axisTime(second, ticks)),
      },
      { ...axis, size: 64, values: (_chart, ticks) => ticks.map(count) },
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
    hooks: { draw: [(chart) => drawStages(chart, paint, latest)] },
  };
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
