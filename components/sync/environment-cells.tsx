import Link from 'next/link';
import type { RunBrief } from '#lib/sync/client.ts';
import { NotKnown, Status } from '#components/ui/feedback/status.tsx';
import { Time } from '#components/ui/time/time.tsx';
import type { EnvironmentFacts } from '#components/shell/shell-query.ts';
import { runStyle } from './state-words.ts';

/** The run in progress, or the last one, and how old what users read is. */
export function SyncCell({ facts: { sync } }: { readonly facts: EnvironmentFacts }) {
  const run = sync.active ?? sync.last;
  if (run === null) return <span className="text-muted">Nothing has run</span>;
  return (
    <>
      <span className="flex flex-wrap gap-x-2">
        <Link href={`/sync/${run.run}`} className="inline-block min-h-6 leading-6">
          Run {run.number}
        </Link>
        <RunState run={run} />
      </span>
      <span className="block text-meta text-muted">
        {sync.settledAt === null ? (
          'None has settled yet'
        ) : (
          <>
            Last settled <Time at={sync.settledAt} as="past" />
          </>
        )}
      </span>
    </>
  );
}

function RunState({ run: { state, stage, endedAt, wait } }: { readonly run: RunBrief }) {
  const { tone, word } = runStyle(state, wait);
  return (
    <Status tone={tone} className="leading-6">
      {endedAt === null && stage !== null ? `${word}: ${stage}` : word}
    </Status>
  );
}

/** Whether what a run depends on answers; which of it does not, and since when. */
export function ServicesCell({
  facts: {
    sync: { services },
  },
}: {
  readonly facts: EnvironmentFacts;
}) {
  const away = services.filter(({ state }) => state === 'down');
  const pending = services.filter(({ state }) => state === 'not-known');
  if (away.length > 0) {
    return (
      <>
        <Status tone="bad" className="leading-6">
          {away.length} of {services.length} away
        </Status>
        {away.map(({ service, since }) => (
          <span key={service} className="block text-meta text-muted">
            {service}
            {since !== null && (
              <>
                {' '}
                since <Time at={since} as="near" />
              </>
            )}
          </span>
        ))}
      </>
    );
  }
  if (pending.length > 0) return <NotKnown>Not known yet</NotKnown>;
  return (
    <Status tone="ok" className="leading-6">
      {services.length === 1 ? 'Answers' : `All ${services.length} answer`}
    </Status>
  );
}
