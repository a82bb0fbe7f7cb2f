import { Lock } from 'lucide-react';
import type { Refusal } from '#lib/kernel/result.ts';
import { parseRunName } from '#lib/sync/client.ts';
import { ButtonLink } from '#components/ui/form/button.tsx';
import { Note } from '#components/ui/feedback/note.tsx';
import { Time } from '#components/ui/time/time.tsx';

/**
 * A second start, answered in place: who is running what since when, and the way there. What is
 * read out as it changes has no age that ticks.
 */
export function RefusedNote({ refusal, at }: { readonly refusal: Refusal; readonly at: string }) {
  const { detail } = refusal.fault;
  const [run, startedBy, since] = [detail?.['run'], detail?.['startedBy'], detail?.['since']];
  return (
    <Note
      tone="run"
      icon={Lock}
      role="status"
      title={refusal.fault.says}
      actions={
        typeof run === 'string' && (
          <ButtonLink href={`/sync/${run}`}>
            Watch run {parseRunName(run)?.number ?? run}
          </ButtonLink>
        )
      }
    >
      <p>
        {typeof startedBy === 'string' && typeof since === 'string' && (
          <>
            Started by {startedBy} <Time at={since} as="near" />.{' '}
          </>
        )}
        You pressed Start at <Time at={at} as="clock" />; the attempt is in the audit log.
      </p>
    </Note>
  );
}
