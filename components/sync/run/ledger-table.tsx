import clsx from 'clsx';
import type { Stage } from '#lib/sync/client.ts';
import { count } from '#lib/kernel/words/numbers.ts';
import { NotKnown, Status } from '#components/ui/feedback/status.tsx';
import { ledgerRows, type LedgerRow } from './ledger-rows.ts';
import { StageHead } from './stage-head.tsx';
import { movesRecords, participantName } from '../state-words.ts';
import { balanceOf } from '../totals.ts';
import { useIsHeldUp, useWait, whileWaiting } from './waits.ts';

function plainWords(kind: Stage['kind'], isDry: boolean): string | null {
  if (kind === 'prepare') return 'Makes new, empty indexes beside the ones users read.';
  if (kind !== 'swap') return null;
  return isDry ? 'A dry run leaves it out.' : 'Moves every alias in one request, or none.';
}

const cell = 'border-b border-rule px-2.5 py-1';
const rowHead =
  'border-b border-rule py-1 pr-2.5 text-left text-dense font-normal text-muted whitespace-nowrap';

/** The stage line is the head of the ledger: numbers that must balance share one column. */
export function LedgerTable({
  stages,
  isDry,
}: {
  readonly stages: readonly Stage[];
  readonly isDry: boolean;
}) {
  const rows = ledgerRows(stages);
  const wait = useWait();
  const tint = ({ name, state }: Stage): string | false =>
    state === 'running' && wait?.stage !== name && 'bg-run-bg';
  return (
    <div
      // What is placed absolutely in a cell widens no page.
      className="relative overflow-x-auto pt-3.5 max-m:hidden"
      role="region"
      aria-label="Stages and ledger"
      tabIndex={0}
    >
      <table
        className={clsx(
          'w-full min-w-[820px] table-fixed border-collapse text-dense',
          'print:min-w-0 print:table-auto print:text-meta print:[&_td]:px-1 print:[&_th]:px-1',
        )}
      >
        <caption className="sr-only">Each stage of the run with its ledger</caption>
        <thead>
          <tr>
            <td className="w-38 border-b print:w-auto border-rule-strong" />
            {stages.map((stage, i) => (
              <StageHead
                key={stage.name}
                stage={stage}
                number={i + 1}
                isLast={i === stages.length - 1}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row" className={rowHead}>
              Participant
            </th>
            {stages.map((stage) =>
              movesRecords(stage) ? (
                <td key={stage.name} className={clsx(cell, tint(stage), 'text-muted')}>
                  {stage.participants.map(participantName).join(', ') || 'None'}
                </td>
              ) : (
                <td
                  key={stage.name}
                  rowSpan={rows.length + 1}
                  className={clsx('px-2.5 pt-2 align-top text-meta text-muted', tint(stage))}
                >
                  <p className="max-w-32">{plainWords(stage.kind, isDry)}</p>
                </td>
              ),
            )}
          </tr>
          {rows.map((row) => (
            <tr key={row.title}>
              <th
                scope="row"
                className={clsx(rowHead, row.emphasis === 'strong' && 'font-bold text-ink!')}
              >
                {row.title}
              </th>
              {stages.filter(movesRecords).map((stage) => (
                <td
                  key={stage.name}
                  className={clsx(
                    cell,
                    tint(stage),
                    'pr-8 text-right whitespace-nowrap print:pr-2.5',
                  )}
                >
                  <Figure stage={stage} row={row} />
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row" className={clsx(rowHead, 'border-rule-strong py-1.5')}>
              Balance
            </th>
            {stages.map((stage) => (
              <td
                key={stage.name}
                className={clsx('border-b border-rule-strong px-2.5 py-1.5', tint(stage))}
              >
                <BalanceStatus stage={stage} />
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}

/**
 * "–" before a stage starts, "Not known" without a figure, a number only where it was counted.
 */
export function Figure({ stage, row }: { readonly stage: Stage; readonly row: LedgerRow }) {
  const value = row.of(stage);
  if (stage.startedAt === null && !value)
    return (
      <span className="text-muted">
        <span aria-hidden="true">–</span>
        <span className="sr-only">not started</span>
      </span>
    );
  if (value === null)
    return row.isOptional?.(stage) === true ? (
      <span className="font-normal text-muted">{row.without ?? 'not counted'}</span>
    ) : (
      <NotKnown />
    );
  const isBad = row.emphasis === 'bad' && value > 0;
  return (
    <span
      className={clsx(
        row.emphasis === 'strong' && 'text-section font-bold',
        isBad && 'font-bold text-bad-fg',
      )}
    >
      {count(value)}
    </span>
  );
}

export function BalanceStatus({ stage }: { readonly stage: Stage }) {
  const isHeldUp = useIsHeldUp(stage);
  const balance = balanceOf(stage);
  const { word, tone } = isHeldUp ? whileWaiting(balance) : balance;
  return <Status tone={tone}>{word}</Status>;
}
