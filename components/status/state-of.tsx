import { Moon, Pause, Wrench, type LucideIcon } from 'lucide-react';
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
  paused: 'Paused',
  'scheduled-off': 'Scheduled off',
};

const offIcons: Readonly<Record<Off, LucideIcon>> = {
  maintenance: Wrench,
  paused: Pause,
  'scheduled-off': Moon,
};

/** Why something is off on purpose, and until when. */
export function OffOnPurpose({
  off: { reason, until },
}: {
  readonly off: NonNullable<ProbeView['off']>;
}) {
  return (
    <div className="mb-1">
      <Status tone="off" icon={offIcons[reason]}>
        {offWords[reason]}
      </Status>
      <span className="block text-meta text-muted">
        {until === null ? (
          'until it is linked again'
        ) : (
          <>
            until <Time at={until} as="near" />
          </>
        )}
      </span>
    </div>
  );
}
