'use client';

import { useState, type ReactNode } from 'react';
import { ContractPanel } from '#components/overview/contract-panel.tsx';
import { AttentionList } from '#components/overview/attention-list.tsx';
import { needsAttention } from '#components/overview/attention.ts';
import { RunPanel } from '#components/overview/run-panel.tsx';
import { RefusedNote } from '#components/sync/start/refused-note.tsx';
import { StartButton } from '#components/sync/start/start-button.tsx';
import { Age } from '#components/ui/time/age.tsx';
import type { Refusal } from '#components/ui/action-result.ts';
import { FaultNote } from '#components/ui/feedback/fault-note.tsx';
import { useNow } from '#components/ui/time/now.tsx';
import { countOf } from '#lib/kernel/words/numbers.ts';
import { PageHead } from '#components/ui/page/page-head.tsx';
import { Section } from '#components/ui/page/section.tsx';
import { dateTimeWords } from '#lib/kernel/words/times.ts';
import { useLive } from '#components/ui/live/use-live.ts';
import { indexesQuery } from '#lib/indexes/client.ts';
import { readinessQuery } from '#lib/sync/client.ts';
import { startRunAction } from './actions.ts';

interface OverviewPageProps {
  readonly environment: string;
  readonly notAllowed: string | null;
  /** For this person alone, above everything else. */
  readonly notice: ReactNode;
}

export function OverviewPage({ environment, notAllowed, notice }: OverviewPageProps) {
  const readiness = useLive(readinessQuery(environment));
  const indexes = useLive(indexesQuery(environment));
  const [refused, setRefused] = useState<{ readonly refusal: Refusal; readonly at: string } | null>(
    null,
  );
  const items = needsAttention({ readiness: readiness.data, indexes: indexes.data });
  const isComplete = readiness.data !== undefined && indexes.data !== undefined;
  const fault = readiness.fault ?? indexes.fault;
  const run = readiness.data?.active ?? readiness.data?.lastRuns[0];
  return (
    <>
      <PageHead
        title="Overview"
        lead={
          <>
            What needs a person now, then how everything else is. <Today />.
          </>
        }
        actions={
          <StartButton
            readiness={readiness.data}
            notAllowed={notAllowed}
            start={(input) => startRunAction(null, input)}
            onRefused={(refusal) => setRefused({ refusal, at: new Date().toISOString() })}
          />
        }
      />
      {notice}
      {refused !== null && <RefusedNote refusal={refused.refusal} at={refused.at} />}
      <Section
        title="Needs attention"
        sub={
          items.length > 0 ? `${countOf(items.length, 'item')}, worst for users first` : undefined
        }
        age={<Age at={readiness.data?.asOf ?? null} fault={fault} />}
        isStale={fault !== null && isComplete}
      >
        {fault !== null && !isComplete ? (
          <FaultNote
            title="The console cannot say what needs attention"
            fault={fault}
            meaning="Users’ pages are not affected by this."
            onRetry={readiness.refetch}
          />
        ) : (
          <AttentionList items={items} isComplete={isComplete} />
        )}
      </Section>
      <RunPanel run={run} isKnown={readiness.data !== undefined} />
      <ContractPanel live={indexes} />
    </>
  );
}

function Today() {
  return <>{dateTimeWords(useNow())}</>;
}
