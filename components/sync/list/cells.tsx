import clsx from 'clsx';
import { Sparkline } from '#components/ui/chart/sparkline.tsx';
import { NotKnown } from '#components/ui/feedback/status.tsx';
import { count } from '#lib/kernel/words/numbers.ts';
import { isObserved, type ListedRun, type PagesEmpty } from '#lib/sync/client.ts';
import { totalsOf } from '../totals.ts';
import { changeOf } from './change.ts';

/** The share for those who compare, the number in words for those who explain it. */
export function ChangeCell({ run }: { readonly run: ListedRun }) {
  const { percent, words, isLoss } = changeOf(run);
  return (
    <span className={clsx(isLoss && 'font-bold text-bad-fg')}>
      {percent !== null && <>{percent} </>}
      <span className={clsx(!isLoss && 'text-muted')}>{words}</span>
    </span>
  );
}

const emptyWords: Readonly<Record<PagesEmpty, string>> = {
  none: 'No page of a user was empty because of this run.',
  'until-swap': 'Some alias had no index before: its pages were empty until this run swapped.',
  'not-known': 'Its aliases may be moving just now, or it was not seen whether it began.',
  'not-counted':
    'The Integration service emptied the index that users read: their pages were empty or wrong ' +
    'until it was filled again. For how long is not counted.',
};

export const emptySays = (pagesEmpty: PagesEmpty | null): string =>
  pagesEmpty === null ? 'A dry run touches nothing that users read.' : emptyWords[pagesEmpty];

export function PagesEmptyCell({ pagesEmpty }: Pick<ListedRun, 'pagesEmpty'>) {
  switch (pagesEmpty) {
    case null:
      return '–';
    case 'none':
      return '0 s';
    case 'until-swap':
      return 'until its swap';
    case 'not-counted':
      return 'while it ran';
    case 'not-known':
      return <NotKnown />;
  }
}

/** Records written a second over the whole of an ended run; null where nothing was. */
export function averageRate(run: ListedRun): number | null {
  const { written } = totalsOf(run);
  const { durationMs } = run;
  if (durationMs === null || durationMs === 0 || written === 0) return null;
  return Math.round((written / durationMs) * 10_000) / 10;
}

/** What the line does not say in figures. */
export function rateSays(run: ListedRun): string | undefined {
  const average = averageRate(run);
  return average === null
    ? undefined
    : `On average ${count(Math.round(average))} records written a second`;
}

/** Fewer points are no line. */
const fewestPoints = 3;

export function RateCell({ run }: { readonly run: ListedRun }) {
  const { rates, startedAt, endedAt } = run;
  const average = averageRate(run);
  if (startedAt === null) return '–';
  const isDrawn = rates !== null && rates.length >= fewestPoints && rates.some((rate) => rate > 0);
  if (!isDrawn && average === null)
    return (
      <span className="text-muted">
        {endedAt === null ? '–' : isObserved(run) ? 'not recorded' : 'nothing written'}
      </span>
    );
  const onAverage =
    average === null ? '' : `On average ${count(Math.round(average))} records a second.`;
  const most = isDrawn ? Math.round(Math.max(...rates)) : null;
  return (
    <>
      {isDrawn ? (
        <>
          {/* At the right edge of the last cell, words out of sight would widen the table. */}
          <span className="sr-only">
            At most {count(most ?? 0)} records a second. {onAverage}
          </span>
          <Sparkline values={rates} />
        </>
      ) : (
        <>
          <span className="text-muted">not recorded</span>
          <span className="sr-only"> from moment to moment. {onAverage}</span>
        </>
      )}
    </>
  );
}
