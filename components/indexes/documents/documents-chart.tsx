'use client';

import clsx from 'clsx';
import Link from 'next/link';
import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { DocumentPoint } from '#lib/indexes/client.ts';
import { count, countOf } from '#lib/kernel/words/numbers.ts';
import { dateTimeWords } from '#lib/kernel/words/times.ts';
import { nextPlace } from '#components/ui/chart/next-place.ts';
import { timeTicks } from '#components/ui/chart/time-ticks.ts';
import type { Drawing, Step } from './drawing.ts';

/** Of the drawing inside; it is stretched to what it gets. */
const inner = 1_000;
const height = 140;
const headHeight = 24;
/** Of the number of a run, so that a finger finds it. */
const markWidth = 28;
const nearEdge = 0.9;

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;
const scaled = (share: number): number => Math.round(share * inner);

/** A line for each time without a gap. */
function linesOf(steps: readonly Step[]): string[] {
  const lines: string[] = [];
  let isOpen = false;
  for (const { from, to, top } of steps) {
    if (top !== null) {
      const start = `${isOpen ? 'V' : `M${scaled(from)},`}${scaled(top)}`;
      if (isOpen) lines.push(`${lines.pop() ?? ''}${start}H${scaled(to)}`);
      else lines.push(`${start}H${scaled(to)}`);
    }
    isOpen = top !== null;
  }
  return lines;
}

function pointWords({ at, documents }: DocumentPoint): string {
  const what = documents === null ? 'not known' : countOf(documents, 'document');
  return `From ${dateTimeWords(new Date(at))}: ${what}`;
}

interface DocumentsChartProps {
  readonly drawing: Drawing;
  /** Oldest first, as in the drawing. */
  readonly points: readonly DocumentPoint[];
  readonly hrefOf: (run: string) => string;
}

/**
 * A line of steps; the table below says the same. Each of them says its number to whoever points at
 * it, or walks along the chart by keyboard; the runs above it are links.
 */
export function DocumentsChart({ drawing, points, hrefOf }: DocumentsChartProps) {
  const [chosen, setChosen] = useState<number | null>(null);
  const last = points.length - 1;
  const place = Math.min(chosen ?? last, last);
  const point = points[place];
  const words = point === undefined ? '' : pointWords(point);
  const { steps, marks, most, from, to } = drawing;
  const ticks = timeTicks(from, to, 6).map(({ at, words: tick }) => ({
    share: (at.getTime() - from.getTime()) / (to.getTime() - from.getTime()),
    tick,
  }));

  const pointAt = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - box.left) / Math.max(1, box.width);
    setChosen(
      Math.max(
        0,
        steps.findLastIndex((step) => step.from <= share),
      ),
    );
  };
  const walk = (event: KeyboardEvent) => {
    const next = nextPlace(event.key, place, last);
    if (next === null) return;
    event.preventDefault();
    setChosen(next);
  };

  return (
    <div className="mt-2.5 grid grid-cols-[max-content_minmax(0,1fr)] gap-x-2 text-meta text-muted">
      <svg aria-hidden="true" width="56" height={headHeight + height + 8}>
        {[0, 0.5, 1].map((share) => (
          <text
            key={share}
            x="100%"
            y={headHeight + share * height + 4}
            textAnchor="end"
            className="fill-muted"
          >
            {count((1 - share) * most)}
          </text>
        ))}
      </svg>
      <div>
        <div className="h-6">
          <svg width="100%" height={headHeight} className="block overflow-visible">
            {marks.map(
              ({ at, share, number, run, isNamed }) =>
                isNamed &&
                run !== null && (
                  <Link
                    key={at.getTime()}
                    href={hrefOf(run)}
                    aria-label={`Run ${String(number)}, which moved users on ${dateTimeWords(at)}`}
                    className="fill-link underline"
                  >
                    <rect
                      x={percent(share)}
                      transform={`translate(${share > nearEdge ? -markWidth : -markWidth / 2} 0)`}
                      width={markWidth}
                      height={headHeight}
                      className="fill-transparent"
                    />
                    <text
                      x={percent(share)}
                      y="16"
                      textAnchor={share > nearEdge ? 'end' : 'middle'}
                    >
                      {number}
                    </text>
                  </Link>
                ),
            )}
          </svg>
        </div>
        <div
          role="slider"
          tabIndex={0}
          aria-label="Documents over time; the table below says the same"
          aria-orientation="horizontal"
          aria-valuemin={0}
          aria-valuemax={Math.max(0, last)}
          aria-valuenow={Math.max(0, place)}
          aria-valuetext={words}
          onKeyDown={walk}
          onPointerMove={pointAt}
          onPointerLeave={() => setChosen(null)}
          onBlur={() => setChosen(null)}
        >
          <svg aria-hidden="true" width="100%" height={height + 24} className="block">
            {[0, 0.5, 1].map((share) => (
              <line
                key={share}
                x1="0"
                x2="100%"
                y1={share * height}
                y2={share * height}
                className="stroke-chart-grid"
              />
            ))}
            {ticks.map(({ share, tick }, at) => (
              <text
                key={tick}
                x={percent(share)}
                y={height + 16}
                textAnchor={share < 0.06 ? 'start' : share > nearEdge ? 'end' : 'middle'}
                className={clsx('fill-muted', ticks.length > 3 && at % 2 === 1 && 'max-m:hidden')}
              >
                {tick}
              </text>
            ))}
            {steps.map(
              ({ from: start, to: end, top }) =>
                top === null && (
                  <rect
                    key={start}
                    x={percent(start)}
                    width={percent(end - start)}
                    y="0"
                    height={height}
                    className="fill-off-bg"
                  />
                ),
            )}
            {marks.map(({ at, share }) => (
              <line
                key={at.getTime()}
                x1={percent(share)}
                x2={percent(share)}
                y1="0"
                y2={height}
                className="stroke-control [stroke-dasharray:3_3]"
              />
            ))}
            <svg
              width="100%"
              height={height}
              viewBox={`0 0 ${inner} ${inner}`}
              preserveAspectRatio="none"
              className="overflow-visible"
            >
              {linesOf(steps).map((line) => (
                <path
                  key={line}
                  d={line}
                  vectorEffect="non-scaling-stroke"
                  strokeWidth="2"
                  className="fill-none stroke-series"
                />
              ))}
            </svg>
            {chosen !== null && steps[place] !== undefined && (
              <line
                x1={percent(steps[place].from)}
                x2={percent(steps[place].from)}
                y1="0"
                y2={height}
                className="stroke-ink"
              />
            )}
          </svg>
        </div>
        <p className="min-h-9 print:hidden" aria-hidden="true">
          {chosen === null
            ? 'Point at the chart for the number at a moment, or use the arrow keys in it.' +
              (steps.some(({ top }) => top === null) ? ' Grey: not known.' : '')
            : words}
        </p>
      </div>
    </div>
  );
}
