'use client';

import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { nextPlace } from '#components/ui/chart/next-place.ts';
import { useDrawing } from '#components/ui/chart/use-drawing.ts';
import { usePaint } from '#components/ui/chart/use-paint.ts';
import { ratePoints, secondOf } from './rate-points.ts';
import type { Rate, ShortStage } from './rates.ts';
import { columnsOf, heightPx, optionsOf } from './throughput-drawing.ts';
import { bandsOf, momentWords, type EarlierRates } from './usual-rates.ts';

interface ThroughputChartProps {
  /** The same array as long as nothing has changed. */
  readonly rates: readonly Rate[];
  /** Likewise. */
  readonly shortStages: readonly ShortStage[];
  readonly earlier: EarlierRates;
  readonly titleOf: (stage: string) => string;
}

/**
 * Drawn on a canvas; the table beside it carries the same facts. Each moment says its values to
 * whoever points at it, or walks along the chart by keyboard.
 */
export function ThroughputChart({ rates, shortStages, earlier, titleOf }: ThroughputChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const points = useMemo(() => ratePoints(rates, shortStages), [rates, shortStages]);
  const bands = useMemo(() => bandsOf(rates, earlier), [rates, earlier]);
  const latest = useRef({ points, bands, titleOf });
  const paint = usePaint(box);
  /** Epoch seconds of the moment that is looked at. */
  const [second, setSecond] = useState<number | null>(null);
  const last = rates.length - 1;
  const place =
    second === null
      ? last
      : Math.max(
          0,
          rates.findLastIndex((rate) => secondOf(rate) <= second),
        );
  const moment = rates[place];
  const words = moment === undefined ? '' : momentWords(moment, titleOf(moment.stage), earlier);

  useEffect(() => {
    latest.current = { points, bands, titleOf };
  });

  const chart = useDrawing(box, paint, heightPx, (element, colours) => {
    const pointAt = (at: number | null) => {
      const { seconds, rates: all } = latest.current.points;
      // In a gap it is the first rate after it.
      const after = at === null ? -1 : all.findIndex((rate, place) => place >= at && rate !== null);
      const found = after === -1 ? null : after;
      setSecond(found === null ? null : (seconds[found] ?? null));
    };
    return new UPlot(
      optionsOf(colours, element.clientWidth, latest, pointAt),
      columnsOf(points),
      element,
    );
  });

  useEffect(() => {
    chart.current?.setData(columnsOf(points));
  }, [chart, points, bands]);

  const walk = (event: KeyboardEvent) => {
    const next = rates[nextPlace(event.key, place, last) ?? -1];
    if (next === undefined || chart.current === null) return;
    event.preventDefault();
    const at = secondOf(next);
    setSecond(at);
    chart.current.setCursor({ left: chart.current.valToPos(at, 'x'), top: 0 }, false);
  };
  const leave = () => {
    setSecond(null);
    chart.current?.setCursor({ left: -10, top: -10 }, false);
  };

  return (
    <div data-live>
      <div
        ref={box}
        role="slider"
        tabIndex={0}
        aria-label={
          'Records written per minute over the time of the run; the table below says the same'
        }
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
        {second === null
          ? 'Point at the chart for the values of a moment, or use the arrow keys in it.'
          : words}
      </p>
    </div>
  );
}
