'use client';

import { ContractPanel } from '#components/overview/contract-panel.tsx';
import { AttentionList } from '#components/overview/attention-list.tsx';
import { needsAttention } from '#components/overview/attention.ts';
import { EnvironmentRows } from '#components/overview/environment-rows.tsx';
import { RunPanel } from '#components/overview/run-panel.tsx';
import { useReadiness } from '#components/overview/use-readiness.ts';
import { isPending } from '#components/shell/shell-query.ts';
import { useShellFacts } from '#components/shell/use-shell-facts.ts';
import { useStart } from '#components/sync/start/use-start.tsx';
import { Age } from '#components/ui/time/age.tsx';
import { FaultNote } from '#components/ui/feedback/fault-note.tsx';
import { useNow } from '#components/ui/time/now.tsx';
import { countOf } from '#lib/kernel/words/numbers.ts';
import { PageHead } from '#components/ui/page/page-head.tsx';
import { Section } from '#components/ui/page/section.tsx';
import { dateTimeWords } from '#lib/kernel/words/times.ts';
import { useLive } from '#components/ui/live/use-live.ts';
import { indexesQuery } from '#lib/indexes/client.ts';
import type { InInventory } from '#lib/inventory/client.ts';
import { startRunAction } from './actions.ts';

interface OverviewPageProps {
  readonly environment: string;
  readonly notAllowed: string | null;
  /** What the inventory calls the environments. */
  readonly inInventory: readonly InInventory[];
}

export function OverviewPage({ environment, notAllowed, inInventory }: OverviewPageProps) {
  const shell = useShellFacts();
  const { here } = shell;
  const readiness = useReadiness(environment, here?.sync);
  const indexes = useLive(indexesQuery(environment));
  const { startButton, refusedNote } = useStart({
    readiness: readiness.data,
    notAllowed,
    start: (input) => startRunAction(null, input),
  });
  const items = here === undefined ? [] : needsAttention(here);
  const isComplete = here !== undefined && !isPending(here);
  const { fault } = shell;
  const run = here?.sync.active ?? here?.sync.last;
  return (
    <>
      <PageHead
        title="Overview"
        lead={
          <>
            What needs a person now, then how everything else is. <Today />.
          </>
        }
        actions={startButton}
      />
      {refusedNote}
      <EnvironmentRows inInventory={inInventory} />
      <Section
        title="Needs attention"
        sub={
          items.length > 0 ? `${countOf(items.length, 'item')}, worst for users first` : undefined
        }
        age={<Age at={shell.data?.asOf ?? null} fault={fault} />}
        isStale={fault !== null && here !== undefined}
      >
        {fault !== null && here === undefined ? (
          <FaultNote
            title="The console cannot say what needs attention"
            fault={fault}
            meaning="Users’ pages are not affected by this."
            onRetry={shell.refetch}
          />
        ) : (
          <AttentionList items={items} isComplete={isComplete} />
        )}
      </Section>
      <RunPanel run={run?.run} isKnown={here !== undefined} />
      <ContractPanel live={indexes} />
    </>
  );
}

function Today() {
  return <>{dateTimeWords(useNow())}</>;
}
