import type { AliasVerdict } from '#lib/indexes/client.ts';
import { NotKnown, Status } from '#components/ui/feedback/status.tsx';
import { verdictStyle } from './alias-words.ts';

export function AliasStatus({ verdict }: { readonly verdict: AliasVerdict }) {
  const style = verdictStyle(verdict);
  return style === null ? <NotKnown /> : <Status tone={style.tone}>{style.word}</Status>;
}
