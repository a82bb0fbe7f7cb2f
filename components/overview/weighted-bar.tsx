import clsx from 'clsx';
import type { Run, Stage } from '#lib/sync/client.ts';
import { stageStateStyle, movesRecords } from '#components/sync/state-words.ts';
import { useWait } from '#components/sync/run/waits.ts';
import { shareOf } from '#components/sync/totals.ts';
import { count } from '#lib/kernel/words/numbers.ts';
import { Status } from '#components/ui/feedback/status.tsx';
import { layOutSegments } from './weigh.ts';

const gapPercent = 0.4;

const fills: Readonly<Record<Stage['state'], string>> = {
  waiting: 'fill-transparent',
  running: 'fill-run-fill',
  done: 'fill-ok-fill',
  failed: 'fill-bad-fill',
  skipped: 'fill-off-fill',
};

/**
 * The run as one bar, each stage as wide as it is large; under 700 px, and for screen readers, a
 * list.
 */
export function WeightedBar({ run }: { readonly run: Run }) {
  const segments = layOutSegments(run.stages);
  const wait = useWait();
  const isHeldUp = ({ name, state }: Stage) => state === 'running' && wait?.stage === name;
  return (
    <div className="pt-3.5">
      <svg
        aria-hidden="true"
        width="100%"
        height="52"
        className="block overflow-visible max-m:hidden"
      >
        {segments.map(({ stage, from, width }) => (
          <svg key={stage.name} x={`${from}%`} width={`${width - gapPercent}%`} height="52">
            <rect
              width="100%"
              height="10"
              className={stage.state === 'running' ? 'fill-rule' : 'fill-none'}
            />
            {stage.state === 'waiting' ? (
              <rect x="0.5" y="0.5" width="99%" height="9" className="fill-none stroke-control" />
            ) : (
              <rect
                width={`${(shareOf(stage) ?? 0) * 100}%`}
                height="10"
                className={isHeldUp(stage) ? 'fill-warn-fill' : fills[stage.state]}
              />
            )}
            <text y="30" className="fill-ink text-dense font-bold">
              {stage.title}
            </text>
            <text y="46" className="fill-muted text-meta">
              {isHeldUp(stage) ? `waiting at ${count(stage.written)}` : statusOf(stage)}
            </text>
          </svg>
        ))}
      </svg>
      <ol className="m:sr-only">
        {run.stages.map((stage) => (
          <li
            key={stage.name}
            className={clsx(
              'flex flex-wrap gap-x-3 border-b border-rule py-1.5 text-dense',
              stage.state === 'waiting' && 'text-muted',
            )}
          >
            <b>{stage.title}</b>
            {movesRecords(stage) && <span>{statusOf(stage)}</span>}
            <span className="ml-auto">
              {isHeldUp(stage) ? (
                <Status tone="warn">Waiting</Status>
              ) : (
                <Status tone={stageStateStyle(stage).tone}>{stageStateStyle(stage).word}</Status>
              )}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}

function statusOf(stage: Stage): string {
  const { written, expected, state, startedAt } = stage;
  if (stage.kind === 'observed' && startedAt !== null) return `${count(written)} seen`;
  if (!movesRecords(stage)) return stageStateStyle(stage).word.toLowerCase();
  if (state === 'skipped' && startedAt === null) return 'not reached';
  if (state === 'waiting') return expected === null ? 'waiting' : `${count(expected)} expected`;
  if (state === 'running' && expected !== null) return `${count(written)} of ${count(expected)}`;
  return `${count(written)} written`;
}
