'use client';

import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { nextPlace } from '#components/ui/chart/next-place.ts';
import { useDrawing } from '#components/ui/chart/use-drawing.ts';
import { usePaint } from '#components/ui/chart/use-paint.ts';
import { dateTimeWords } from '#lib/kernel/words/times.ts';
import type { LatencyPoint } from '#lib/status/client.ts';
import { columnsOf, heightPx, optionsOf, secondOf } from './latency-drawing.ts';
import { msWords } from './ms-words.ts';

interface LatencyChartProps {
  /** The same array as long as nothing has changed. */
  readonly points: readonly LatencyPoint[];
}

function momentWords({ at, medianMs, percentile95Ms }: LatencyPoint): string {
  const from = `From ${dateTimeWords(new Date(at))}`;
  return medianMs === null
    ? `${from}: no answer.`
    : `${from}: median ${msWords(medianMs)}, 95th ${msWords(percentile95Ms)}.`;
}

/**
 * How long answers took, drawn on a canvas; the table below it carries the same facts. Each moment
 * says its values to whoever points at it, or walks along the chart by keyboard.
 */
export function LatencyChart({ points }: LatencyChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const paint = usePaint(box);
  const [pointed, setPointed] = useState<number | null>(null);
  const columns = useMemo(() => columnsOf(points), [points]);
  const last = points.length - 1;
  const place = Math.min(pointed ?? last, last);
  const moment = points[place];
  const words = moment === undefined ? '' : momentWords(moment);

  const chart = useDrawing(
    box,
    paint,
    heightPx,
    (element, colours) =>
      new UPlot(optionsOf(colours, element.clientWidth, setPointed), columns, element),
  );

  useEffect(() => {
    chart.current?.setData(columns);
  }, [chart, columns]);

  const walk = (event: KeyboardEvent) => {
    const next = nextPlace(event.key, place, last);
    const point = points[next ?? -1];
    if (next === null || point === undefined || chart.current === null) return;
    event.preventDefault();
    setPointed(next);
    const left = chart.current.valToPos(secondOf(point.at), 'x');
    chart.current.setCursor({ left, top: 0 }, false);
  };
  const leave = () => {
    setPointed(null);
    chart.current?.setCursor({ left: -10, top: -10 }, false);
  };

  return (
    <div data-live>
      <div
        ref={box}
        role="slider"
        tabIndex={0}
        aria-label="How long answers took, over time; the table below says the same"
        aria-orientation="horizontal"
        aria-valuemin={0}
        aria-valuemax={Math.max(0, last)}
        aria-valuenow={Math.max(0, place)}
        aria-valuetext={words}
        onKeyDown={walk}
        onBlur={leave}
        className="mt-2.5 h-50 min-w-0 overflow-hidden"
      />
      <p className="min-h-9 text-meta text-muted print:hidden" aria-hidden="true">
        {pointed === null
          ? 'Filled: the median. Dashed: the 95th. Point at the chart for the values of a ' +
            'moment, or use the arrow keys in it.'
          : words}
      </p>
    </div>
  );
}
