import Link from 'next/link';
import type { SettledFigures } from '#lib/sync/client.ts';
import { KeyFigure, KeyFigures } from '#components/ui/page/key-figures.tsx';
import { median } from '#lib/kernel/words/numbers.ts';
import { durationWords } from '#lib/kernel/words/times.ts';
import { Time } from '#components/ui/time/time.tsx';

const basisWords = (runs: number): string =>
  `Basis: ${runs === 1 ? '1 settled run' : `the last ${runs} settled runs`}`;

/** The last settled run and what a run usually takes; dry runs do not count. */
export function ListFigures({ settled }: { readonly settled: SettledFigures }) {
  const { last, durationsMs } = settled;
  const durations = Object.values(durationsMs).flat();
  const middle = median(durations);
  return (
    <KeyFigures>
      <KeyFigure
        size="section"
        label="Last settled"
        value={
          last === null ? (
            'None yet'
          ) : (
            <Link href={`/sync/${last.run}`} className="inline-block min-h-6">
              Run {last.number}
            </Link>
          )
        }
        detail={
          last === null ? (
            'The first settled run makes the indexes readable.'
          ) : (
            <Time at={last.endedAt} as="full-ago" />
          )
        }
      />
      <KeyFigure
        size="section"
        label="Median time"
        value={middle === null ? 'None yet' : durationWords(middle)}
        detail={middle === null ? 'No run has settled yet.' : basisWords(durations.length)}
      />
    </KeyFigures>
  );
}
