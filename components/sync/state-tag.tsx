import type { RunState } from '#lib/sync/client.ts';
import { Status, Tag } from '#components/ui/feedback/status.tsx';
import { runStateStyle } from './state-words.ts';

export function RunTag({ state }: { readonly state: RunState }) {
  const { word, tone } = runStateStyle(state);
  return <Tag tone={tone}>{word}</Tag>;
}

export function RunStatus({ state, dry }: { readonly state: RunState; readonly dry: boolean }) {
  const { word, tone } = runStateStyle(state);
  return <Status tone={tone}>{dry ? `${word} (dry run)` : word}</Status>;
}
