import type { Outcome } from '#lib/status/client.ts';
import { NotKnown, Status } from '#components/ui/feedback/status.tsx';
import { stateWords } from './state-words.ts';

/** How a probe is, in a word. */
export function StateOf({ state }: { readonly state: Outcome }) {
  if (state === 'not-known') return <NotKnown />;
  const { word, tone } = stateWords[state];
  return <Status tone={tone}>{word}</Status>;
}
