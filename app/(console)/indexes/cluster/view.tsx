'use client';

import { useEnvironments } from '#components/shell/environments.tsx';
import { ClusterFindings } from '#components/indexes/cluster/cluster-findings.tsx';
import { GenerationChecks } from '#components/indexes/cluster/generation-checks.tsx';
import { healthWords } from '#components/indexes/cluster/health-words.ts';
import { FaultNote } from '#components/ui/feedback/fault-note.tsx';
import { SkeletonRows } from '#components/ui/feedback/skeleton.tsx';
import { NotKnown } from '#components/ui/feedback/status.tsx';
import { useLive } from '#components/ui/live/use-live.ts';
import { PageHead } from '#components/ui/page/page-head.tsx';
import { Section } from '#components/ui/page/section.tsx';
import { Age } from '#components/ui/time/age.tsx';
import { clusterQuery, searchFault, type HealthGroup } from '#lib/indexes/client.ts';

const groups: readonly { readonly group: HealthGroup; readonly title: string }[] = [
  { group: 'cluster', title: 'Cluster' },
  { group: 'disk', title: 'Disk and writes' },
  { group: 'indexes', title: 'Indexes in it' },
  { group: 'load', title: 'Load' },
];

export function ClusterPage({ environment }: { readonly environment: string }) {
  const { href } = useEnvironments();
  const live = useLive(clusterQuery(environment));
  const view = live.data;
  const isKnown = view !== undefined && view.asOf !== null;
  const fault = live.fault ?? searchFault(view?.failedSince);
  const shared = {
    age: <Age at={view?.asOf ?? null} fault={fault} failedSince={view?.failedSince ?? null} />,
    isStale: fault !== null && isKnown,
  };
  return (
    <>
      <PageHead
        title="Search cluster"
        trail={[{ href: href('/indexes'), text: 'Indexes' }]}
        here="Search cluster"
        lead={
          'What the search engine says about itself, and what it means for users and for ' +
          `a sync.${isKnown && fault === null ? ` ${healthWords(view.findings)}` : ''}`
        }
      />
      {!isKnown && fault !== null && (
        <FaultNote
          title="The console cannot say how the search engine is"
          fault={fault}
          meaning="Nothing is counted as good or bad. Indexes says whether users can read."
          onRetry={live.refetch}
        />
      )}
      {groups.map(({ group, title }) => (
        <Section key={group} title={title} {...shared}>
          {isKnown ? (
            <ClusterFindings
              label={title}
              findings={view.findings.filter((finding) => finding.group === group)}
            />
          ) : (
            fault === null && <SkeletonRows label={title.toLowerCase()} rows={4} />
          )}
        </Section>
      ))}
      <Section
        title="Generations against the contract"
        sub="mapping, settings and blocks of what users read and what a run fills"
        {...shared}
      >
        {view?.generations == null ? (
          <p className="mt-2">
            <NotKnown />
          </p>
        ) : (
          <GenerationChecks checks={view.generations} />
        )}
      </Section>
    </>
  );
}
