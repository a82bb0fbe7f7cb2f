import Link from 'next/link';
import { Fragment } from 'react';
import { countOf } from '#lib/kernel/words/numbers.ts';
import { listWords } from '#lib/kernel/words/text.ts';
import { stateTitles, type IncidentView } from '#lib/status/client.ts';
import { itemHref } from '#components/inventory/words.ts';
import { Tag } from '#components/ui/feedback/status.tsx';
import { Time } from '#components/ui/time/time.tsx';
import { rootWords, toneOfState } from './incident-words.ts';
import { StateOf } from './state-of.tsx';

interface IncidentSummaryProps {
  readonly incident: IncidentView;
  /** What people read for its environment. */
  readonly environment: string;
  /** Of its own page; null: this is it. */
  readonly href: string | null;
}

const mostNamed = 6;

/** Who notices, by what the inventory records; nothing where nobody said what fails. */
function Affected({ affected }: Pick<IncidentView, 'affected'>) {
  if (affected === null) return null;
  const groups = [
    { of: 'users', says: 'Users cannot rely on' },
    { of: 'downstream', says: 'Downstream of it' },
  ] as const;
  if (affected.length === 0)
    return (
      <p className="text-dense text-muted">
        The inventory records nothing that users do, and no system downstream, that needs it.
      </p>
    );
  return groups.map(({ of, says }) => {
    const all = affected.filter((one) => one.of === of);
    if (all.length === 0) return null;
    const more = all.length - mostNamed;
    return (
      <p key={of} className="text-dense wrap-anywhere">
        {says}:{' '}
        {all.slice(0, mostNamed).map(({ key, name }, at) => (
          <Fragment key={key}>
            {at > 0 && ', '}
            <Link href={itemHref(key)}>{name}</Link>
          </Fragment>
        ))}
        {more > 0 && ` and ${countOf(more, 'other')}`}.
      </p>
    );
  });
}

/** What does not work, its likely root, what was ruled out, and what follows from it. */
export function IncidentSummary({ incident, environment, href }: IncidentSummaryProps) {
  const { id, title, state, since, resolvedAt, owner, parts, ruledOut, updates } = incident;
  const { nextUpdateAt, affected } = incident;
  const root = rootWords(incident);
  const [latest] = updates;
  return (
    <article
      aria-label={`Incident ${id}`}
      className="gap-6 border-l-4 border-control py-3 pl-4 m:grid m:grid-cols-2"
    >
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2 text-dense text-muted">
          <Tag tone={toneOfState[state]}>{stateTitles[state]}</Tag>
          <span>
            Incident {id}, {environment}, since <Time at={since} as="near" />
            {resolvedAt !== null && (
              <>
                {' '}
                until <Time at={resolvedAt} as="near" />
              </>
            )}
          </span>
        </p>
        {href === null ? null : (
          <h3 className="mt-1 text-section font-bold wrap-anywhere">
            <Link href={href}>{title}</Link>
          </h3>
        )}
        {root !== null && <p className="mt-1 text-dense">{root}</p>}
        {ruledOut.length > 0 && (
          <p className="text-dense text-muted">Works: {listWords(ruledOut, 'and')}.</p>
        )}
        <Affected affected={affected} />
        {(owner !== null || resolvedAt === null) && (
          <p className="text-dense">
            {owner === null
              ? 'Nobody has taken it.'
              : `${owner} ${resolvedAt === null ? 'has' : 'had'} it.`}
          </p>
        )}
        {nextUpdateAt !== null && (
          <p className="text-dense">
            Next update due <Time at={nextUpdateAt} as="near" />.
          </p>
        )}
        {href !== null && latest !== undefined && (
          <p className="mt-1 text-dense wrap-anywhere">
            {latest.text}{' '}
            <span className="text-muted">
              {latest.actor}, <Time at={latest.at} as="past" />
            </span>
          </p>
        )}
      </div>
      {parts.length > 0 && (
        <div className="min-w-0">
          <h4 className="text-dense font-bold">What fails with it</h4>
          <ul className="text-dense">
            {parts.map(({ probe, name, state: now, since: began, endedAt }) => (
              <li key={probe} className="flex flex-wrap gap-2 border-b border-rule py-1">
                {/* It works since then, or fails on with another incident. */}
                {endedAt === null ? <StateOf state={now} /> : <span>No longer</span>}
                <span className="min-w-0 flex-1 wrap-anywhere">{name}</span>
                <span className="text-muted">
                  <Time at={endedAt ?? began} as="near" />
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </article>
  );
}
