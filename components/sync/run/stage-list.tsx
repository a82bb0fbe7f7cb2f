import clsx from 'clsx';
import type { Stage } from '#lib/sync/client.ts';
import { Meter } from '#components/ui/chart/meter.tsx';
import { toneIcon, toneText } from '#components/ui/feedback/tone.ts';
import { BalanceStatus, Figure } from './ledger-table.tsx';
import { ledgerRows } from './ledger-rows.ts';
import { heldUp, StageProgress } from './stage-head.tsx';
import { stageStateStyle, movesRecords } from '../state-words.ts';
import { shareOf } from '../totals.ts';
import { useIsHeldUp } from './waits.ts';

/** Under 700 px the ledger table becomes a list of stages. */
export function StageList({ stages }: { readonly stages: readonly Stage[] }) {
  return (
    <ol className="m:hidden">
      {stages.map((stage, i) => (
        <StageItem key={stage.name} stage={stage} number={i + 1} />
      ))}
    </ol>
  );
}

function StageItem({ stage, number }: { readonly stage: Stage; readonly number: number }) {
  const isHeldUp = useIsHeldUp(stage);
  const { tone } = isHeldUp ? heldUp : stageStateStyle(stage);
  const Icon = toneIcon[tone];
  const isRunning = stage.state === 'running';
  const hasLedger = movesRecords(stage) && stage.startedAt !== null;
  return (
    <li
      className={clsx(
        'relative border-b border-rule py-3 pl-8.5',
        isRunning && !isHeldUp && '-mx-4 bg-run-bg pr-4 pl-12.5',
      )}
    >
      <Icon
        className={clsx(
          'absolute top-3 size-5.5',
          isRunning && !isHeldUp ? 'left-4 motion-safe:animate-turn' : 'left-0',
          toneText[tone],
        )}
      />
      <b>
        {number} {stage.title}
      </b>{' '}
      <StageProgress stage={stage} />
      {isRunning && (
        <Meter
          label={`Progress of ${stage.title}`}
          share={shareOf(stage)}
          tone={isHeldUp ? 'warn' : 'run'}
          className="my-2"
        />
      )}
      {hasLedger && (
        <dl
          className={clsx(
            'mt-1.5 grid grid-cols-[repeat(auto-fill,minmax(6rem,1fr))] gap-x-2.5 gap-y-1.5',
            'text-dense',
          )}
        >
          {ledgerRows([stage]).map((row) => (
            <div key={row.title}>
              <dt className="text-meta text-muted">{row.title}</dt>
              <dd className="font-bold">
                <Figure stage={stage} row={row} />
              </dd>
            </div>
          ))}
          <div className="col-span-full">
            <dt className="text-meta text-muted">Balance</dt>
            <dd>
              <BalanceStatus stage={stage} />
            </dd>
          </div>
        </dl>
      )}
    </li>
  );
}
