import Link from 'next/link';
import { Status } from '#components/ui/feedback/status.tsx';
import { Time } from '#components/ui/time/time.tsx';
import { stateTitles, type ServiceIncident } from '#lib/status/client.ts';
import { toneOfState } from './incident-words.ts';

interface ServiceIncidentsProps {
  readonly incidents: readonly ServiceIncident[];
  readonly href: (path: string) => string;
}

/** The incidents that a service took part in, the newest first. */
export function ServiceIncidents({ incidents, href }: ServiceIncidentsProps) {
  if (incidents.length === 0)
    return (
      <p className="mt-2 text-dense text-muted">
        It has taken part in no incident that this console keeps.
      </p>
    );
  return (
    <ul className="max-w-[82ch] text-dense">
      {incidents.map(({ id, title, state, since, resolvedAt }) => (
        <li key={id} className="flex flex-wrap items-baseline gap-x-3 border-b border-rule py-1.5">
          <span className="min-w-28">
            <Status tone={toneOfState[state]}>{stateTitles[state]}</Status>
          </span>
          <Link
            href={href(`/status/incidents/${String(id)}`)}
            className="inline-block min-h-6 wrap-anywhere"
          >
            {title}
          </Link>
          <span className="ml-auto text-muted">
            <Time at={since} as="near" />
            {resolvedAt !== null && (
              <>
                {' '}
                to <Time at={resolvedAt} as="near" />
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
