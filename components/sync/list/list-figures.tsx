import Link from 'next/link';
import type { SettledFigures } from '#lib/sync/client.ts';
import { KeyFigure, KeyFigures } from '#components/ui/page/key-figures.tsx';
import { median } from '#lib/kernel/words/numbers.ts';
import { sentences } from '#lib/kernel/words/text.ts';
import { durationWords } from '#lib/kernel/words/times.ts';
import { Time } from '#components/ui/time/time.tsx';

const basisWords = (runs: number): string =>
  `Basis: ${runs === 1 ? '1 settled run' : `the last ${runs} settled runs`}`;

interface EmptyWords {
  readonly value: string;
  readonly detail: string;
}

/** For how long runs have left pages of users empty. */
function emptyWords({
  noneSince,
  untilSwapOf,
  notCountedOf,
}: SettledFigures['emptied']): EmptyWords {
  const uncounted = notCountedOf === null ? '' : `Run ${notCountedOf}: nobody counted it.`;
  const first = untilSwapOf === null ? '' : `Run ${untilSwapOf}: until its swap.`;
  if (noneSince !== null)
    return { value: '0 seconds', detail: sentences(`Since run ${noneSince}`, uncounted, first) };
  if (notCountedOf !== null) return { value: 'Not known', detail: uncounted };
  return untilSwapOf === null
    ? { value: 'None yet', detail: 'No run has settled yet.' }
    : { value: 'Until its swap', detail: `Run ${untilSwapOf}` };
}

/** The last settled run and what a run usually takes; dry runs do not count. */
export function ListFigures({ settled }: { readonly settled: SettledFigures }) {
  const { last, durationsMs, emptied } = settled;
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
      <KeyFigure size="section" label="Pages empty" {...emptyWords(emptied)} />
    </KeyFigures>
  );
}
