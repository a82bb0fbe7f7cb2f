import { Moon, Wrench } from 'lucide-react';
import type { Off, Outcome, ProbeView } from '#lib/status/client.ts';
import { NotKnown, Status } from '#components/ui/feedback/status.tsx';
import { Time } from '#components/ui/time/time.tsx';
import { stateWords } from './state-words.ts';

/** How a probe is, in a word. */
export function StateOf({ state }: { readonly state: Outcome }) {
  if (state === 'not-known') return <NotKnown />;
  const { word, tone } = stateWords[state];
  return <Status tone={tone}>{word}</Status>;
}

const offWords: Readonly<Record<Off, string>> = {
  maintenance: 'Under maintenance',
  'scheduled-off': 'Scheduled off',
};

/** Why something is off on purpose, and until when. */
export function OffOnPurpose({
  off: { reason, until },
}: {
  readonly off: NonNullable<ProbeView['off']>;
}) {
  return (
    <div className="mb-1">
      <Status tone="off" icon={reason === 'maintenance' ? Wrench : Moon}>
        {offWords[reason]}
      </Status>
      <span className="block text-meta text-muted">
        until <Time at={until} as="near" />
      </span>
    </div>
  );
}
