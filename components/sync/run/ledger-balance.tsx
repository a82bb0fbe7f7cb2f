import type { Run } from '#lib/sync/client.ts';
import { Status } from '#components/ui/feedback/status.tsx';
import { standingOf } from '../totals.ts';

export function LedgerBalance({ run }: { readonly run: Run }) {
  const { word, tone } = standingOf(run);
  return <Status tone={tone}>{word}</Status>;
}
