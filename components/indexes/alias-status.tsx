import type { AliasVerdict } from '#lib/indexes/client.ts';
import { NotKnown, Status } from '#components/ui/feedback/status.tsx';
import { verdictStyle } from './alias-words.ts';

export function AliasStatus({ verdict }: { readonly verdict: AliasVerdict }) {
  const look = verdictStyle(verdict);
  return look === null ? <NotKnown /> : <Status tone={look.tone}>{look.word}</Status>;
}
