import { useId } from 'react';
import type { Piece, ProbeView } from '#lib/status/client.ts';
import { CellPicture } from '#components/ui/chart/cell-picture.tsx';

const width = 360;
const gap = 1;
const height = 20;

/** A piece of time is drawn as the worst that is more than a moment of it. */
function drawnAs({ up, degraded, down, off }: Piece): keyof Piece | 'notKnown' {
  if (down > 0) return 'down';
  if (degraded > 0) return 'degraded';
  if (up > 0) return 'up';
  return off > 0 ? 'off' : 'notKnown';
}

const looks: Readonly<
  Record<ReturnType<typeof drawnAs>, { readonly height: number; readonly className: string }>
> = {
  up: { height: 14, className: 'fill-ok-fill' },
  degraded: { height: 9, className: 'fill-warn-fill' },
  down: { height: 20, className: 'fill-bad-fill' },
  off: { height: 3, className: 'fill-muted' },
  notKnown: { height: 14, className: '' },
};

/** Dots, so that what is not known differs by more than its colour. */
function NotKnownPattern({ id }: { readonly id: string }) {
  return (
    <pattern id={id} width="3" height="3" patternUnits="userSpaceOnUse">
      <rect width="1" height="1" className="fill-muted" />
    </pattern>
  );
}

interface BarProps {
  readonly kind: keyof typeof looks;
  readonly x: number;
  readonly width: number;
  /** Of the pattern of what is not known. */
  readonly patternId: string;
}

function Bar({ kind, x, width: barWidth, patternId }: BarProps) {
  const look = looks[kind];
  return (
    <rect
      x={x}
      y={height - look.height}
      width={barWidth}
      height={look.height}
      className={look.className}
      fill={kind === 'notKnown' ? `url(#${patternId})` : undefined}
    />
  );
}

interface UptimeBarsProps extends Pick<ProbeView, 'pieces'> {
  /** As wide as what it is in, and not as a cell. */
  readonly isWide?: boolean;
}

/** The course of a probe's state; a picture alone, with the share of time beside it in words. */
export function UptimeBars({ pieces, isWide = false }: UptimeBarsProps) {
  const patternId = useId();
  const step = width / pieces.length;
  return (
    <CellPicture
      width={width}
      height={height}
      className={isWide ? 'h-10 w-full' : 'max-w-full'}
      preserveAspectRatio="none"
    >
      <NotKnownPattern id={patternId} />
      {pieces.map((piece, i) => (
        <Bar
          // Pieces have no other name than their position.
          key={i}
          kind={drawnAs(piece)}
          x={i * step}
          width={step - gap}
          patternId={patternId}
        />
      ))}
    </CellPicture>
  );
}

const legend: readonly (readonly [keyof typeof looks, string])[] = [
  ['up', 'up'],
  ['degraded', 'degraded'],
  ['down', 'down'],
  ['off', 'off on purpose'],
  ['notKnown', 'not known'],
];

/** What the bars mean. */
export function UptimeLegend() {
  const patternId = useId();
  return (
    <ul aria-label="What the bars mean" className="my-2 flex flex-wrap gap-x-4 gap-y-1 text-dense">
      {legend.map(([kind, word]) => (
        <li key={kind} className="inline-flex items-center gap-1.5">
          <svg aria-hidden="true" width={4} height={height} className="inline-block">
            <NotKnownPattern id={`${patternId}${kind}`} />
            <Bar kind={kind} x={0} width={4} patternId={`${patternId}${kind}`} />
          </svg>
          {word}
        </li>
      ))}
    </ul>
  );
}
