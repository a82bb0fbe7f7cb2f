'use client';

import type { ObservedView } from '#lib/sync/client.ts';
import { Definition, DefinitionList } from '#components/ui/page/definition-list.tsx';
import { RecordedValue } from '#components/ui/page/recorded.tsx';
import { Time } from '#components/ui/time/time.tsx';
import { count } from '#lib/kernel/words/numbers.ts';
import { recordedOr } from '#lib/kernel/recorded.ts';
import { sentences } from '#lib/kernel/words/text.ts';
import { Confident } from './confident.tsx';

const thenWords = {
  ended: 'it is taken as ended',
  stalled: 'it is taken as standing still, and the run ends as failed',
  'not-begun': 'it is taken as never begun, and the run ends as failed',
} as const;

const callWords = {
  waiting: 'not yet',
  making: 'just now, and there is no answer yet',
  accepted: 'accepted',
  unknown: 'without a clear answer; it is never called twice',
} as const;

/** Where the sync of the Integration service is, as far as it can be seen, and how sure that is. */
export function ObservedNow({ observed }: { readonly observed: ObservedView }) {
  const { call, calledAt, says, confidence, next, changedAt, usersSee } = observed;
  const { documents, documentsBefore } = observed;
  return (
    <>
      <p className="pt-2.5 text-body">
        {says} <Confident confidence={confidence} />
      </p>
      {next !== null && (
        <p className="mt-1 max-w-prose text-dense text-muted">
          {next.then === 'not-begun' ? 'Where nothing is seen' : 'Where nothing changes'} until{' '}
          <Time at={next.until} as="clock" />, {thenWords[next.then]}.
        </p>
      )}
      {usersSee.length > 0 && (
        <p className="mt-2.5 max-w-prose text-dense">
          <b>Users see:</b> {sentences(...usersSee)}
        </p>
      )}
      <div className="mt-2.5 max-w-prose">
        <DefinitionList>
          <Definition term="Called">
            {calledAt === null ? (
              callWords[call]
            ) : (
              <>
                <Time at={calledAt} as="full" />, {callWords[call]}
              </>
            )}
          </Definition>
          <Definition term="Documents in the index">
            <RecordedValue
              of={recordedOr(documents === null ? null : count(documents), 'not-known')}
            />
            {documentsBefore !== null && (
              <span className="text-muted">, {count(documentsBefore)} before the call</span>
            )}
          </Definition>
          <Definition term="Last change seen">
            <RecordedValue
              of={recordedOr(changedAt && <Time at={changedAt} as="full-ago" />, 'none')}
              word="nothing was looked at yet"
            />
          </Definition>
        </DefinitionList>
      </div>
    </>
  );
}
