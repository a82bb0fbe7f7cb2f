'use client';

import clsx from 'clsx';
import type { Stage } from '#lib/sync/client.ts';
import { Meter } from '#components/ui/chart/meter.tsx';
import { Elapsed, Time } from '#components/ui/time/time.tsx';
import { toneIcon, toneText } from '#components/ui/feedback/tone.ts';
import { stageStateStyle, movesRecords } from '../state-words.ts';
import { shareOf } from '../totals.ts';
import { useIsHeldUp } from './waits.ts';

const lines: Readonly<Record<Stage['state'], string>> = {
  waiting: 'after:border-rule-strong',
  running: 'after:border-dashed after:border-run-fill',
  done: 'after:border-ok-fill',
  failed: 'after:border-rule-strong',
  skipped: 'after:border-rule-strong',
};

/**
 * One stop of the stage line: its node, its name and its state. The line is solid up to where
 * the run has come.
 */
export function StageHead({
  stage,
  number,
  isLast,
}: {
  readonly stage: Stage;
  readonly number: number;
  readonly isLast: boolean;
}) {
  const isHeldUp = useIsHeldUp(stage);
  const { tone } = isHeldUp ? heldUp : stageStateStyle(stage);
  const isMoving = stage.state === 'running' && !isHeldUp;
  const Icon = toneIcon[tone];
  return (
    <th
      scope="col"
      className={clsx(
        'border-b border-rule-strong px-2.5 pb-2 text-left align-top text-meta font-normal',
        !movesRecords(stage) && 'w-38 print:w-auto',
        isMoving && 'bg-run-bg',
      )}
    >
      <span
        aria-hidden="true"
        className={clsx(
          'relative mb-1.5 flex h-6.5 items-center after:absolute after:top-3',
          'after:right-[-20px] after:left-6.5 after:border-t-2',
          isLast ? 'after:hidden' : lines[stage.state],
        )}
      >
        <Icon
          className={clsx('size-5.5', toneText[tone], isMoving && 'motion-safe:animate-turn')}
        />
      </span>
      <b className="block text-body leading-[18px]">
        {number} {stage.title}
      </b>
      <StageProgress stage={stage} />
      {stage.state === 'running' && (
        <Meter
          label={`Progress of stage ${stage.title}`}
          share={shareOf(stage)}
          tone={isHeldUp ? 'warn' : 'run'}
          className="mt-1.5 mr-2"
        />
      )}
    </th>
  );
}

/** A stage that does nothing until something is back. */
export const heldUp = { word: 'Waiting', tone: 'warn' } as const;

/** `Done 4:51pm, 1 h 46 min`, `Running 51 s`, `Waiting`. */
export function StageProgress({ stage }: { readonly stage: Stage }) {
  const isHeldUp = useIsHeldUp(stage);
  const { word, tone } = isHeldUp ? heldUp : stageStateStyle(stage);
  const { startedAt, endedAt, attempt } = stage;
  return (
    <span
      className={clsx(
        stage.state === 'waiting' ? 'text-muted' : toneText[tone],
        stage.state === 'failed' && 'font-bold',
      )}
    >
      {word}
      {startedAt !== null && endedAt !== null && (
        <>
          {' '}
          <Time at={endedAt} as="clock" />,
        </>
      )}
      {startedAt !== null && (
        <>
          {' '}
          <Elapsed from={startedAt} to={endedAt} />
        </>
      )}
      {attempt > 1 && <>, attempt {attempt}</>}
    </span>
  );
}
