'use client';

import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { nextPlace } from '#components/ui/chart/next-place.ts';
import { useDrawing } from '#components/ui/chart/use-drawing.ts';
import { usePaint } from '#components/ui/chart/use-paint.ts';
import type { BurnUpPoint } from '#lib/inventory/client.ts';
import { countOf } from '#lib/kernel/words/numbers.ts';
import { dateWords } from '#lib/kernel/words/times.ts';
import { columnsOf, heightPx, optionsOf, secondOf } from './burn-up-drawing.ts';

interface BurnUpChartProps {
  /** The same array as long as nothing has changed; at least one. */
  readonly points: readonly BurnUpPoint[];
  /** Until when the last of them holds, ISO 8601. */
  readonly until: string;
}

const momentWords = ({ at, total, moved, counts }: BurnUpPoint): string =>
  `From ${dateWords(new Date(at))}: ${countOf(moved, 'item')} of ${String(total)} no longer on ` +
  `Azure, ${String(counts['parallel run'])} in parallel run, ` +
  `${String(counts['not-recorded'])} not recorded.`;

/** Drawn on a canvas; the table below it carries the same facts. */
export function BurnUpChart({ points, until }: BurnUpChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const paint = usePaint(box);
  const [pointed, setPointed] = useState<number | null>(null);
  const columns = useMemo(() => columnsOf(points, secondOf(until)), [points, until]);
  const last = points.length - 1;
  const place = Math.min(pointed ?? last, last);
  const moment = points[place];
  const words = moment === undefined ? '' : momentWords(moment);

  const chart = useDrawing(box, paint, heightPx, (element, colours) => {
    const stepped = UPlot.paths.stepped?.({ align: 1 });
    return new UPlot(
      optionsOf(colours, element.clientWidth, stepped, setPointed),
      columns,
      element,
    );
  });

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
    <div>
      <div
        ref={box}
        role="slider"
        tabIndex={0}
        aria-label="Items that no longer run on Azure, over time; the table below says the same"
        aria-orientation="horizontal"
        aria-valuemin={0}
        aria-valuemax={Math.max(0, last)}
        aria-valuenow={Math.max(0, place)}
        aria-valuetext={words}
        onKeyDown={walk}
        onBlur={leave}
        className="mt-2.5 h-45 min-w-0 overflow-hidden"
      />
      <p className="min-h-9 text-meta text-muted print:hidden" aria-hidden="true">
        {pointed === null
          ? 'Filled: no longer on Azure. Dotted: with what runs in parallel. Dashed: items in all.'
          : words}
      </p>
    </div>
  );
}
