'use client';

import clsx from 'clsx';
import type { DroppedGeneration, GenerationView } from '#lib/indexes/client.ts';
import { useNow } from '#components/ui/time/now.tsx';
import { Time } from '#components/ui/time/time.tsx';
import { countOf } from '#lib/kernel/words/numbers.ts';
import { Status } from '#components/ui/feedback/status.tsx';
import { timeTicks } from '#components/ui/chart/time-ticks.ts';
import { RoleStatus } from './role-status.tsx';
import {
  timelineOf,
  type Span,
  type SpanKind,
  type Timeline,
  type TimelineRow,
} from './timeline.ts';

const headHeight = 24;
const rowHeight = 28;
const barTop = 6;
const barHeight = 16;
/** Narrower spans keep their colour and lose their words; the row says them too. */
const wordsFrom = 0.3;
/** Ticks further right would lie under "now", the latter in a narrow window. */
const lastTick = 0.9;
const lastTickWhereNarrow = 0.7;

const spanStyles: Readonly<
  Record<SpanKind, { readonly words: string; readonly bar: string; readonly text: string }>
> = {
  built: {
    words: 'being built',
    bar: 'fill-run-bg stroke-run-fill [stroke-dasharray:4_3]',
    text: 'fill-run-fg',
  },
  read: { words: 'users read it', bar: 'fill-ok-fill stroke-ok-fill', text: 'fill-page font-bold' },
  recorded: {
    words: 'recorded as live',
    bar: 'fill-page stroke-control [stroke-dasharray:4_3]',
    text: 'fill-muted',
  },
  'was-read': { words: 'users read it then', bar: 'fill-ok-bg stroke-ok-fill', text: 'fill-ok-fg' },
  kept: { words: 'kept, nobody reads it', bar: 'fill-page stroke-control', text: 'fill-muted' },
  abandoned: {
    words: 'abandoned, never read',
    bar: 'fill-off-bg stroke-control [stroke-dasharray:1_3]',
    text: 'fill-muted',
  },
};

/**
 * Which generation users read when. Drawn for the eye; the table below has every moment in words.
 */
export function GenerationsTimeline({
  generations,
  dropped = [],
}: {
  readonly generations: readonly GenerationView[];
  readonly dropped?: readonly DroppedGeneration[] | undefined;
}) {
  const timeline = timelineOf(generations, useNow(), dropped);
  if (timeline === null) return null;
  return (
    <div
      className={clsx(
        'grid grid-cols-[max-content_minmax(0,1fr)] gap-x-5 border-b border-rule pt-2.5 pb-3',
        'max-m:hidden',
      )}
    >
      <ul className="pt-6 text-dense">
        {timeline.rows.map(({ name, role, isSeen, rolledBackBy, notes, dropped: gone }) => (
          <li key={`${name} ${role}`} className="flex h-7 items-center gap-2">
            <b>{name}</b>
            {role === 'dropped' ? (
              <Status tone="off">Dropped</Status>
            ) : (
              <RoleStatus of={{ role, isSeen }} />
            )}
            {gone !== null && (
              <span className="max-w-60 truncate text-meta text-muted" title={gone.by ?? undefined}>
                <Time at={gone.at} as="near" />
                {gone.by !== null && `, by ${gone.by}`}
              </span>
            )}
            {rolledBackBy !== null && (
              <span className="max-w-60 truncate text-meta text-muted" title={rolledBackBy}>
                users moved to it by {rolledBackBy}
              </span>
            )}
            {notes.length > 0 && (
              <span className="text-meta text-muted">{countOf(notes.length, 'note')}</span>
            )}
          </li>
        ))}
      </ul>
      <Drawing timeline={timeline} />
    </div>
  );
}

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;

function Drawing({ timeline: { from, to, rows } }: { readonly timeline: Timeline }) {
  const height = headHeight + rows.length * rowHeight;
  const shareOf = (at: Date): number =>
    (at.getTime() - from.getTime()) / (to.getTime() - from.getTime());
  const ticks = timeTicks(from, to, 7).filter(({ at }) => shareOf(at) <= lastTick);
  return (
    <svg
      role="img"
      aria-label="Timeline of the generations; the table below says when each was made and live"
      width="100%"
      height={height}
      className="block text-meta"
    >
      {ticks.map(({ at, words }, i) => {
        const share = shareOf(at);
        const x = percent(share);
        return (
          <g
            key={at.getTime()}
            className={clsx((i % 2 === 1 || share > lastTickWhereNarrow) && 'max-l:hidden')}
          >
            <line x1={x} x2={x} y1={headHeight - 4} y2={height} className="stroke-chart-grid" />
            <text
              x={x}
              y="14"
              textAnchor={share < 0.06 ? 'start' : 'middle'}
              className="fill-muted"
            >
              {words}
            </text>
          </g>
        );
      })}
      {rows.map((row, i) => (
        <Row key={`${row.name} ${row.role}`} row={row} top={headHeight + i * rowHeight + barTop} />
      ))}
      <line
        x1="100%"
        x2="100%"
        y1={headHeight - 6}
        y2={height}
        className="stroke-ink"
        strokeWidth="3"
      />
      <text x="100%" y="14" textAnchor="end" className="fill-ink font-bold">
        now
      </text>
    </svg>
  );
}

function Row({ row, top }: { readonly row: TimelineRow; readonly top: number }) {
  return (
    <>
      {row.spans.map((span) => (
        <Bar key={`${span.kind} ${span.from}`} span={span} top={top} />
      ))}
      {row.notes.map(({ at, by, text }) => (
        <circle
          key={`${at} ${text}`}
          cx={percent(at)}
          cy={top + barHeight / 2}
          r="4"
          strokeWidth="2"
          className="fill-page stroke-ink"
        >
          <title>{`Note by ${by}: ${text}`}</title>
        </circle>
      ))}
    </>
  );
}

function Bar({ span: { kind, from, to }, top }: { readonly span: Span; readonly top: number }) {
  const { words, bar, text } = spanStyles[kind];
  const [x, width] = [percent(from), percent(Math.max(to - from, 0.002))];
  return (
    <g>
      <title>{words}</title>
      <rect x={x} y={top} width={width} height={barHeight} className={bar} />
      {to - from >= wordsFrom && (
        <text x={x} dx="8" y={top + 12} className={text}>
          {words}
        </text>
      )}
    </g>
  );
}
