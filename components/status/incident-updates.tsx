import { stateTitles, type IncidentUpdateView } from '#lib/status/client.ts';
import { Status } from '#components/ui/feedback/status.tsx';
import { Time } from '#components/ui/time/time.tsx';
import { toneOfState } from './incident-words.ts';

/** What was said of an incident, the newest first. */
export function IncidentUpdates({ updates }: { readonly updates: readonly IncidentUpdateView[] }) {
  return (
    <ol className="mt-3 max-w-[82ch] text-dense">
      {updates.map(({ id, at, actor, state, text, nextUpdateAt }) => (
        <li key={id} className="border-b border-rule py-2">
          <Status tone={toneOfState[state]}>{stateTitles[state]}</Status>
          <p className="wrap-anywhere whitespace-pre-line">{text}</p>
          {nextUpdateAt !== null && (
            <p>
              Next update due <Time at={nextUpdateAt} as="near" />.
            </p>
          )}
          <p className="text-muted">
            {actor}, <Time at={at} as="near" /> (<Time at={at} as="past" />)
          </p>
        </li>
      ))}
    </ol>
  );
}
