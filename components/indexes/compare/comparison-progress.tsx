import type { Both, GenerationView, ReadSoFar } from '#lib/indexes/client.ts';
import { count } from '#lib/kernel/words/numbers.ts';
import { Meter } from '#components/ui/chart/meter.tsx';
import { Button } from '#components/ui/form/button.tsx';
import { shortName } from './comparable.ts';

interface ComparisonProgressProps {
  readonly pair: Both<GenerationView>;
  /** Null: nothing has been read yet. */
  readonly progress: Both<ReadSoFar> | null;
  readonly onCancel: () => void;
}

function shareOf(progress: Both<ReadSoFar> | null): number | null {
  if (progress === null || progress.a.of === null || progress.b.of === null) return null;
  const all = progress.a.of + progress.b.of;
  return all === 0 ? null : (progress.a.read + progress.b.read) / all;
}

const readWords = ({ read, of }: ReadSoFar): string =>
  of === null ? `${count(read)} documents` : `${count(read)} of ${count(of)} documents`;

/** How far it is, and the way to stop it. */
export function ComparisonProgress({ pair, progress, onCancel }: ComparisonProgressProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
      <div className="min-w-0 flex-1 basis-72">
        <Meter label="Documents read" share={shareOf(progress)} />
        <p className="mt-1.5 text-dense text-muted">
          {progress === null
            ? 'Begins…'
            : `Read ${readWords(progress.a)} of ${shortName(pair.a)} and ` +
              `${readWords(progress.b)} of ${shortName(pair.b)}.`}
        </p>
      </div>
      <Button onClick={onCancel}>Cancel</Button>
    </div>
  );
}
