import { renderToStaticMarkup } from 'react-dom/server';
import type { ReactNode } from 'react';
import { expect, it } from 'vitest';
import type { Refusal } from '#lib/kernel/result.ts';
import { FailureNote } from '#components/ui/form/failure-note.tsx';
import { NowProvider } from '#components/ui/time/now.tsx';
import { FaultPanel } from './run/fault-panel.tsx';
import { RefusedNote } from './start/refused-note.tsx';
import { detailOf, runOf } from './testing.ts';

const since = '2026-11-21T15:04:00.000Z';
const fault: Refusal['fault'] = {
  kind: 'conflict',
  says: 'Nothing was started. Run 12 is already running',
  detail: { run: 'local-12', startedBy: 'ann@example.org', since },
};

// A live region that changes is read out anew.
it.each<[string, () => ReactNode]>([
  ['a refused start', () => <RefusedNote refusal={{ ok: false, fault, id: 'req-1' }} at={since} />],
  [
    'a stale edit',
    () => (
      <FailureNote
        failure={{
          isKnown: true,
          fault: { ...fault, stale: { version: 2, changedBy: 'Ann', changedAt: since, now: {} } },
        }}
        title="It is not saved"
        notKnownTitle="Not known"
        form="f"
        fields={{}}
      />
    ),
  ],
  [
    'a run that is stalled',
    () => <FaultPanel detail={detailOf({ run: runOf({ state: 'stalled' }) })} />,
  ],
  [
    'a run that failed',
    () => <FaultPanel detail={detailOf({ run: runOf({ state: 'failed', fault }) })} />,
  ],
])('%s does not tick', (_, note) => {
  const at = (now: string) => renderToStaticMarkup(<NowProvider at={now}>{note()}</NowProvider>);
  expect(at('2026-11-21T15:05:00.000Z')).toMatch(/role="(status|alert)"/);
  expect(at('2026-11-21T15:05:00.000Z')).toBe(at('2026-11-21T16:45:00.000Z'));
});

it('sentences that are joined end with a stop each', () => {
  const html = renderToStaticMarkup(
    <NowProvider at={since}>
      <FailureNote
        failure={{ isKnown: true, fault }}
        title="Nothing was started"
        notKnownTitle="Not known"
        meaning="Users read on."
        form="f"
        fields={{}}
      />
    </NowProvider>,
  );
  expect(html).toContain('Run 12 is already running. Users read on.');
});
