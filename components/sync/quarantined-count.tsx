import type { Run } from '#lib/sync/client.ts';
import { count } from '#lib/kernel/words/numbers.ts';
import { NotKnown } from '#components/ui/feedback/status.tsx';

/** Never a plain number where a participant does not say what it withheld. */
export function QuarantinedCount({
  run: { quarantined, isQuarantinedComplete },
}: {
  readonly run: Run;
}) {
  if (isQuarantinedComplete) return <>{count(quarantined)}</>;
  return quarantined === 0 ? <NotKnown /> : <>at least {count(quarantined)}</>;
}
