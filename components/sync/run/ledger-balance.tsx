import type { Run } from '#lib/sync/client.ts';
import { Status } from '#components/ui/feedback/status.tsx';
import { ledgerBalanceOf } from '../totals.ts';

export function LedgerBalance({ run }: { readonly run: Run }) {
  const { word, tone } = ledgerBalanceOf(run);
  return <Status tone={tone}>{word}</Status>;
}
