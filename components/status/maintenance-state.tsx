import { Wrench } from 'lucide-react';
import type { MaintenanceState as State } from '#lib/status/client.ts';
import { Status } from '#components/ui/feedback/status.tsx';
import type { Tone } from '#components/ui/feedback/tone.ts';

const words: Readonly<Record<State, { readonly word: string; readonly tone: Tone }>> = {
  planned: { word: 'Planned', tone: 'wait' },
  'under-way': { word: 'Under way', tone: 'off' },
  over: { word: 'Over', tone: 'ok' },
  'called-off': { word: 'Called off', tone: 'off' },
};

/** Whether planned work is to come, under way or over, in a word. */
export function MaintenanceState({ state }: { readonly state: State }) {
  const { word, tone } = words[state];
  return state === 'under-way' ? (
    <Status tone={tone} icon={Wrench}>
      {word}
    </Status>
  ) : (
    <Status tone={tone}>{word}</Status>
  );
}
