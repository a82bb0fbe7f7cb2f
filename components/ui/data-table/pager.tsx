import { count, countOf } from '#lib/kernel/words/numbers.ts';
import { Button } from '../form/button.tsx';

interface PagerProps {
  readonly offset: number;
  readonly size: number;
  readonly shown: number;
  readonly total: number;
  /** What is counted. */
  readonly one: string;
  readonly many: string;
  readonly onOffset: (offset: number) => void;
}

/** `26 to 50 of 148 runs`; `5 runs` where all are in sight. */
export const rangeWords = ({
  offset,
  shown,
  total,
  one,
  many,
}: Omit<PagerProps, 'size' | 'onOffset'>): string =>
  shown === 0 || shown === total
    ? countOf(total, one, many)
    : `${count(offset + 1)} to ${count(offset + shown)} of ${countOf(total, one, many)}`;

/** Buttons at an end say so and keep the focus, so that a keyboard is not thrown off the page. */
export function Pager(props: PagerProps) {
  const { offset, size, shown, total, many, onOffset } = props;
  const pages = [
    { words: 'First', to: 0, isThere: offset > size },
    { words: 'Previous', to: Math.max(0, offset - size), isThere: offset > 0 },
    { words: 'Next', to: offset + size, isThere: offset + shown < total },
  ];
  return (
    <div className="flex flex-wrap items-center gap-3 pt-2 text-meta text-muted">
      <span>{rangeWords(props)}</span>
      {(offset > 0 || offset + shown < total) && (
        <nav aria-label={`Pages of ${many}`} className="ml-auto flex gap-2 print:hidden">
          {pages.map(({ words, to, isThere }) => (
            <Button
              key={words}
              small
              aria-disabled={!isThere}
              onClick={() => {
                if (isThere) onOffset(to);
              }}
            >
              {words}
            </Button>
          ))}
        </nav>
      )}
    </div>
  );
}
