import { count } from '#lib/kernel/words/numbers.ts';
import { isObserved, type Run, type RunState, type Wait } from '#lib/sync/client.ts';
import { NotKnown, Status, Tag } from '#components/ui/feedback/status.tsx';
import { runStyle } from './state-words.ts';
import { ledgerBalanceOf } from './totals.ts';
import { useWait, whileWaiting } from './run/waits.ts';

export function RunTag({ state }: { readonly state: RunState }) {
  const { word, tone } = runStyle(state, useWait());
  return <Tag tone={tone}>{word}</Tag>;
}

interface RunStatusProps {
  readonly state: RunState;
  readonly dry: boolean;
  readonly wait?: Wait | null;
}

export function RunStatus({ state, dry, wait = null }: RunStatusProps) {
  const { word, tone } = runStyle(state, wait);
  return <Status tone={tone}>{dry ? `${word} (dry run)` : word}</Status>;
}

/** Never a plain number where a participant does not say what it withheld. */
export function QuarantinedCount({
  run: { quarantined, isQuarantinedComplete },
}: {
  readonly run: Run;
}) {
  if (isQuarantinedComplete) return <>{count(quarantined)}</>;
  return quarantined === 0 ? <NotKnown /> : <>at least {count(quarantined)}</>;
}

export function LedgerBalance({ run }: { readonly run: Run }) {
  const isHeldUp = useWait() !== null;
  if (isObserved(run)) return <span className="text-muted">not available</span>;
  const balance = ledgerBalanceOf(run);
  const { word, tone } = isHeldUp ? whileWaiting(balance) : balance;
  return <Status tone={tone}>{word}</Status>;
}
