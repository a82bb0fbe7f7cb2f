import clsx from 'clsx';
import Link from 'next/link';
import type { Run } from '#lib/sync/client.ts';
import { Empty } from '#components/ui/feedback/empty.tsx';
import { durationShort } from '#lib/kernel/words/times.ts';
import type { Tone } from '#components/ui/feedback/tone.ts';
import { runStateStyle } from '../state-words.ts';

const fills: Readonly<Record<Tone, string>> = {
  ok: 'fill-ok-fill',
  warn: 'fill-warn-fill',
  bad: 'fill-bad-fill',
  run: 'fill-run-fill',
  off: 'fill-off-fill',
  wait: 'fill-off-fill',
};
const strokes: Readonly<Record<Tone, string>> = {
  ok: 'stroke-ok-fill',
  warn: 'stroke-warn-fill',
  bad: 'stroke-bad-fill',
  run: 'stroke-run-fill',
  off: 'stroke-off-fill',
  wait: 'stroke-off-fill',
};
const barHeight = 84;
const shown = 13;
/** So many are 24 px wide at 320 px. */
const shownOnPhones = 10;
/** Words as long as this fit over a bar of any width. */
const shortWords = 5;
/** So few have space for their words on a small screen too: short ones, and longer ones. */
const fewBars = 6;
const fewWideBars = 3;

/**
 * How long each run took, oldest first, coloured by how it ended and hollow where it was dry. The
 * table below has the same figures.
 */
export function DurationBars({ runs }: { readonly runs: readonly Run[] }) {
  const ended = runs
    .filter(({ durationMs }) => durationMs !== null)
    .sort((a, b) => b.number - a.number)
    .slice(0, shown)
    .reverse();
  const longest = Math.max(...ended.map(({ durationMs }) => durationMs ?? 0), 1);
  if (ended.length === 0)
    return <Empty title="No run has ended yet">One bar for each run appears here.</Empty>;
  const areShort = ended.every((run) => tookWords(run).length <= shortWords);
  const areFew = ended.length <= (areShort ? fewBars : fewWideBars);
  const fits = areFew ? '' : areShort ? 'max-l:hidden' : 'hidden';
  return (
    <>
      <ol className="flex h-33 items-end gap-1 pt-2" aria-label="Time taken by each run">
        {ended.map((run, i) => (
          <li
            key={run.run}
            className={clsx(
              'min-w-6 flex-1 text-center text-meta text-muted',
              areFew && !areShort ? 'max-w-20' : 'max-w-13',
              i < ended.length - shownOnPhones && 'max-m:hidden',
            )}
          >
            <Link
              href={`/sync/${run.run}`}
              data-block
              className="block text-muted no-underline"
              title={`Run ${run.number}: ${wordsOf(run)}`}
            >
              <svg aria-hidden="true" width="100%" height={barHeight + 16} className="block">
                <text
                  x="50%"
                  y={barHeight + 12 - heightOf(run, longest)}
                  textAnchor="middle"
                  className={clsx('fill-muted text-meta', fits)}
                >
                  {tookWords(run)}
                </text>
                <rect
                  x="10%"
                  width="80%"
                  y={barHeight + 16 - heightOf(run, longest)}
                  height={heightOf(run, longest)}
                  className={
                    run.dry
                      ? clsx('fill-none stroke-[1.5]', strokes[runStateStyle(run.state).tone])
                      : fills[runStateStyle(run.state).tone]
                  }
                />
              </svg>
              <span className="sr-only">Run </span>
              {run.number}
              <span className="sr-only">: {wordsOf(run)}</span>
            </Link>
          </li>
        ))}
      </ol>
      {fits === 'hidden' && (
        <p className="pt-1 text-meta text-muted">
          The longest of them took {durationShort(longest)}.
        </p>
      )}
    </>
  );
}

const tookWords = ({ durationMs }: Run): string => durationShort(durationMs ?? 0);

const wordsOf = ({ state, dry, durationMs }: Run): string =>
  `${runStateStyle(state).word}${dry ? ' (dry run)' : ''}, ${durationShort(durationMs ?? 0)}`;

const heightOf = (run: Run, longest: number): number =>
  Math.max(3, Math.round(((run.durationMs ?? 0) / longest) * (barHeight - 4)));
