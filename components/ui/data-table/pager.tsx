import { Button } from '../form/button.tsx';
import { count } from '#lib/kernel/words/numbers.ts';

interface PagerProps {
  readonly offset: number;
  readonly size: number;
  readonly shown: number;
  readonly total: number;
  /** What is counted, in the plural. */
  readonly things: string;
  readonly onOffset: (offset: number) => void;
}

export function Pager({ offset, size, shown, total, things, onOffset }: PagerProps) {
  const hasBefore = offset > 0;
  const hasAfter = offset + shown < total;
  return (
    <div className="flex flex-wrap items-center gap-3 pt-2 text-meta text-muted">
      <span>
        {shown === 0
          ? `0 of ${count(total)} ${things}`
          : `${count(offset + 1)} to ${count(offset + shown)} of ${count(total)} ${things}`}
      </span>
      {(hasBefore || hasAfter) && (
        <nav aria-label={`Pages of ${things}`} className="ml-auto flex gap-2">
          <Button small disabled={!hasBefore} onClick={() => onOffset(Math.max(0, offset - size))}>
            Previous
          </Button>
          <Button small disabled={!hasAfter} onClick={() => onOffset(offset + size)}>
            Next
          </Button>
        </nav>
      )}
    </div>
  );
}
