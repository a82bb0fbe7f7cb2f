'use client';

import type { Run, RunDetail } from '#lib/sync/client.ts';
import { KeyFigure, KeyFigures } from '#components/ui/page/key-figures.tsx';
import { count, countOf } from '#lib/kernel/words/numbers.ts';
import { useNow } from '#components/ui/time/now.tsx';
import { durationShort, durationWords } from '#lib/kernel/words/times.ts';
import { Time } from '#components/ui/time/time.tsx';
import { progressOf } from './estimate.ts';
import { EstimateFigure } from './estimate-figure.tsx';
import { LedgerBalance, QuarantinedCount } from '../run-tags.tsx';
import { currentRate, ratesOf } from './rates.ts';
import { totalsOf, type Totals } from '../totals.ts';
import { conflictWords } from './record-words.ts';
import { spreadWords, usualRateOf } from './usual-rates.ts';

/** What a person asks first: when, how much, how fast, does it balance, who and why. */
export function RunFigures({ detail }: { readonly detail: RunDetail }) {
  const { run } = detail;
  const totals = totalsOf(run);
  return (
    <KeyFigures>
      <EstimateFigure detail={detail} />
      <KeyFigure
        label={run.endedAt === null ? 'Written so far' : 'Written'}
        value={count(totals.written)}
        detail={<WrittenShare detail={detail} />}
      />
      {run.endedAt === null ? <RateFigure detail={detail} /> : <RecordsFigure detail={detail} />}
      <LedgerFigure run={run} totals={totals} />
      <StartedFigure detail={detail} />
    </KeyFigures>
  );
}

function LedgerFigure({ run, totals }: { readonly run: Run; readonly totals: Totals }) {
  const detail = `${count(totals.rejected)} rejected, ${count(totals.dead)} dead`;
  return (
    <KeyFigure label="Ledger" size="section" value={<LedgerBalance run={run} />} detail={detail} />
  );
}

function WrittenShare({ detail }: { readonly detail: RunDetail }) {
  const { accounted, expected, isExpected, stages } = totalsOf(detail.run);
  const progress = progressOf(detail.run.stages, detail.previous);
  if (expected === null && progress !== null && detail.previous !== null)
    return (
      <>
        about {Math.floor(progress * 100)}%, going by run {detail.previous.number}
      </>
    );
  if (expected === null)
    return (
      <>
        {detail.run.endedAt === null ? 'how many in all is not known yet' : 'before the run ended'}
      </>
    );
  if (expected === 0) return <>nothing expected</>;
  return accounted === expected ? (
    <>
      all {countOf(expected, 'record')} of {countOf(stages, 'stage')} accounted for
    </>
  ) : (
    <>
      {Math.floor((accounted / expected) * 100)}% of {count(expected)}{' '}
      {isExpected ? 'expected' : 'sent or counted'} in {countOf(stages, 'stage')}
    </>
  );
}

function RateFigure({ detail }: { readonly detail: RunDetail }) {
  const rates = ratesOf(detail.samples);
  const rate = currentRate(rates, useNow());
  const usual = usualRateOf(rates.at(-1)?.stage ?? '', detail.earlierRates);
  return (
    <KeyFigure
      label="Now"
      value={rate === null ? '–' : count(rate)}
      detail={
        rate === null
          ? 'no rate at this moment'
          : 'records written per minute' +
            (usual === null ? '' : `; usual here: ${spreadWords(usual)}`)
      }
    />
  );
}

function RecordsFigure({ detail: { run, records } }: { readonly detail: RunDetail }) {
  return (
    <KeyFigure
      label="Quarantined"
      value={<QuarantinedCount run={run} />}
      detail={conflictWords(run, records)}
    />
  );
}

function StartedFigure({ detail: { run } }: { readonly detail: RunDetail }) {
  const at = run.startedAt ?? run.queuedAt;
  return (
    <KeyFigure
      size="section"
      label={
        <>
          {run.startedAt === null ? 'Queued' : 'Started'} <Time at={at} as="near" /> by{' '}
          {run.startedBy}
        </>
      }
      value={
        run.durationMs === null ? (
          <Time at={at} as="ago" />
        ) : (
          `Took ${(run.durationMs < 60_000 ? durationShort : durationWords)(run.durationMs)}`
        )
      }
      detail={run.reason === '' ? 'No reason was given' : `“${run.reason}”`}
    />
  );
}
