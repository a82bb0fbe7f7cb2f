'use client';

import Link from 'next/link';
import { useEnvironments } from '#components/shell/environments.tsx';
import { IncidentSummary } from '#components/status/incident-summary.tsx';
import { PastIncidents } from '#components/status/past-incidents.tsx';
import { StatusNavigation } from '#components/status/status-navigation.tsx';
import { Empty } from '#components/ui/feedback/empty.tsx';
import { LivePart } from '#components/ui/live/live-part.tsx';
import { useLive } from '#components/ui/live/use-live.ts';
import { PageHead } from '#components/ui/page/page-head.tsx';
import { Section } from '#components/ui/page/section.tsx';
import { pastIncidentsQuery } from '#lib/inventory/client.ts';
import { incidentsQuery, type IncidentView } from '#lib/status/client.ts';

const isOpen = ({ resolvedAt }: IncidentView): boolean => resolvedAt === null;

export function IncidentsPage() {
  const { all, href } = useEnvironments();
  const live = useLive(incidentsQuery);
  const past = useLive(pastIncidentsQuery);
  const titleOf = (name: string): string => all.find((one) => one.name === name)?.title ?? name;
  const listOf = (shown: readonly IncidentView[]) => (
    <ul className="mt-2 grid gap-4">
      {shown.map((incident) => (
        <li key={incident.id}>
          <IncidentSummary
            incident={incident}
            environment={titleOf(incident.environment)}
            href={href(`/status/incidents/${incident.id}`)}
          />
        </li>
      ))}
    </ul>
  );
  return (
    <>
      <PageHead
        title="Incidents"
        trail={[{ href: href('/status'), text: 'Status' }]}
        here="Incidents"
        lead="What does not work, what is likely its root, and what was said of it."
        actions={<Link href={href('/status/incidents/open')}>Open an incident</Link>}
      />
      <StatusNavigation here="incidents" openIncidents={live.data?.filter(isOpen).length ?? null} />
      <LivePart
        live={live}
        of="incidents"
        title="The console cannot say which incidents there are"
        meaning="Services are asked all the same: Status says how they are."
        rows={6}
      >
        {(incidents, shown) => {
          const open = incidents.filter(isOpen);
          const resolved = incidents.filter((one) => !isOpen(one));
          return (
            <>
              <Section title="Open" {...shown}>
                {open.length === 0 ? (
                  <Empty title="No incident is open">
                    An incident opens by itself when a service is down, and can be opened by people
                    for what no probe sees.
                  </Empty>
                ) : (
                  listOf(open)
                )}
              </Section>
              {resolved.length > 0 && (
                <Section title="Resolved" {...shown}>
                  {listOf(resolved)}
                </Section>
              )}
            </>
          );
        }}
      </LivePart>
      <LivePart
        live={past}
        of="past incidents"
        title="The past incidents of these systems cannot be shown"
        meaning="What goes on now is above, and is not affected by this."
        rows={6}
      >
        {(incidents, shown) => (
          <Section
            title="Before this console"
            sub="told by public sources; this console recorded none of them"
            {...shown}
          >
            <PastIncidents incidents={incidents} />
          </Section>
        )}
      </LivePart>
    </>
  );
}
