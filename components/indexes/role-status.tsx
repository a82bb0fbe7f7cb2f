import { Status } from '#components/ui/feedback/status.tsx';
import type { GenerationView } from '#lib/indexes/client.ts';
import { roleState } from './generation-words.ts';

/** What a generation is for, as far as the aliases could be read. */
export function RoleStatus({ of }: { readonly of: Pick<GenerationView, 'role' | 'isSeen'> }) {
  const { word, tone } = roleState(of);
  return <Status tone={tone}>{word}</Status>;
}
