import { CircleDashed, CircleSlash, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Nothing, Recorded } from '#lib/kernel/recorded.ts';
import { NotKnown } from '../feedback/status.tsx';

const styles = {
  none: { icon: Minus, word: 'none', className: '' },
  'not-applicable': { icon: CircleSlash, word: 'not applicable', className: '' },
  // The dotted line: somebody may fill it in.
  'not-recorded': {
    icon: CircleDashed,
    word: 'not recorded',
    className: 'border-b border-dotted border-control',
  },
} as const;

interface RecordedValueProps {
  readonly of: Recorded<ReactNode>;
  /** Another word for this kind of nothing where it is clearer: "never". */
  readonly word?: string | undefined;
}

/** A value, or which kind of nothing: four that look and read differently. */
export function RecordedValue({ of, word }: RecordedValueProps) {
  return of.state === 'value' ? of.value : <NothingWords kind={of.state} word={word} />;
}

function NothingWords({
  kind,
  word,
}: {
  readonly kind: Nothing;
  readonly word: string | undefined;
}) {
  if (kind === 'not-known') return <NotKnown>{word}</NotKnown>;
  const { icon: Icon, word: usual, className } = styles[kind];
  return (
    <span className="inline-flex items-center gap-1 text-muted">
      <Icon className="size-3.5 flex-none" />
      <span className={className}>{word ?? usual}</span>
    </span>
  );
}
