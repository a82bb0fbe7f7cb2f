'use client';

import type { RunDetail } from '#lib/sync/client.ts';
import { KeyFigure } from '#components/ui/page/key-figures.tsx';
import { useNow } from '#components/ui/time/now.tsx';
import { durationShort, durationWords, rangeWords, timeWords } from '#lib/kernel/words/times.ts';
import { Time } from '#components/ui/time/time.tsx';
import { basisWords, estimateOf, needsMoreRuns, progressOf } from './estimate.ts';

/** Under this much left a clock time says less than a duration. */
const shortMs = 5 * 60_000;
/** Under this much left a figure would be gone before it is read. */
const momentMs = 2_000;

/** When users may get the new generation: a range with its basis, or plainly none. */
export function EstimateFigure({
  detail: { run, earlierDurationsMs, previous },
}: {
  readonly detail: RunDetail;
}) {
  const now = useNow();
  if (run.endedAt !== null) {
    return (
      <KeyFigure
        size="hero"
        label="Ended"
        value={<Time at={run.endedAt} as="clock" />}
        detail={<Time at={run.endedAt} as="day-ago" />}
      />
    );
  }
  if (run.startedAt === null)
    return (
      <KeyFigure
        size="section"
        label="Ready"
        value="Waiting for a worker"
        detail="The run is queued. Nothing has changed for users."
      />
    );
  const progress = progressOf(run.stages, previous);
  const estimate = estimateOf(run.startedAt, earlierDurationsMs, now, progress);
  if (estimate.kind === 'none')
    return (
      <KeyFigure size="section" label="Ready" value="No estimate yet" detail={needsMoreRuns} />
    );
  if (estimate.kind === 'late') {
    const { basis, toMs } = estimate.range;
    return (
      <KeyFigure
        size="section"
        label="Ready"
        value="Later than usual"
        detail={`The last ${basis} settled runs took at most ${durationWords(toMs)}.`}
      />
    );
  }
  const { likely, from, to, range } = estimate;
  const left = (at: Date): number => at.getTime() - now.getTime();
  if (left(to) < momentMs)
    return (
      <KeyFigure size="section" label="Ready" value="Any moment now" detail={basisWords(range)} />
    );
  if (left(to) < shortMs) {
    return (
      <KeyFigure
        size="hero"
        label="Ready in about"
        value={durationShort(left(likely))}
        detail={`${durationShort(left(from))} to ${durationShort(left(to))}. ${basisWords(range)}`}
      />
    );
  }
  return (
    <KeyFigure
      size="hero"
      label="Ready about"
      value={timeWords(likely)}
      detail={`${rangeWords(from, to)}. ${basisWords(range)}`}
    />
  );
}
