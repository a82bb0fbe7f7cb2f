import type { Piece, ProbeView } from '#lib/status/client.ts';
import { decimal } from '#lib/kernel/words/numbers.ts';

const barWidth = 3;
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
  notKnown: { height: 14, className: 'fill-transparent stroke-control' },
};

/** `99.98%`: never 100% where there was an outage. */
export function shareWords(share: number): string {
  const percent = share * 100;
  return `${decimal(share < 1 ? Math.min(percent, 99.99) : percent, 2)}%`;
}

/** The course of a probe's state; a picture alone, with the share of time beside it in words. */
export function UptimeBars({ pieces }: Pick<ProbeView, 'pieces'>) {
  const width = pieces.length * (barWidth + gap);
  return (
    <svg
      aria-hidden="true"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      className="-my-px inline-block max-w-full align-top"
      preserveAspectRatio="none"
    >
      {pieces.map((piece, i) => {
        const kind = drawnAs(piece);
        const look = looks[kind];
        return (
          <rect
            // Pieces have no other name than their position.
            key={i}
            x={i * (barWidth + gap) + 0.5}
            y={height - look.height}
            width={barWidth - 1}
            height={look.height}
            className={look.className}
            strokeWidth={kind === 'notKnown' ? 0.5 : 0}
            strokeDasharray={kind === 'notKnown' ? '2 2' : undefined}
          />
        );
      })}
    </svg>
  );
}
