'use client';

import { PastIncident } from '#components/status/past-incident.tsx';
import { useEnvironments } from '#components/shell/environments.tsx';
import { StatusNavigation } from '#components/status/status-navigation.tsx';
import { useLive } from '#components/ui/live/use-live.ts';
import { PageHead } from '#components/ui/page/page-head.tsx';
import { Section } from '#components/ui/page/section.tsx';
import { Age } from '#components/ui/time/age.tsx';
import { pastIncidentsQuery, type PastIncidentView } from '#lib/inventory/client.ts';

export function PastIncidentPage({ incident: first }: { readonly incident: PastIncidentView }) {
  const { href } = useEnvironments();
  const { data = [], fault, asOf } = useLive(pastIncidentsQuery);
  const incident = data.find(({ key }) => key === first.key) ?? first;
  return (
    <>
      <PageHead
        title={incident.name}
        trail={[
          { href: href('/status'), text: 'Status' },
          { href: href('/status/incidents'), text: 'Incidents' },
        ]}
        here="Before this console"
        lead="Public sources tell of it. It was before this console, which recorded nothing of it."
      />
      <StatusNavigation here="incidents" openIncidents={null} />
      <Section
        title="What sources say"
        age={<Age at={asOf} fault={fault} />}
        isStale={fault !== null}
      >
        <PastIncident incident={incident} />
      </Section>
    </>
  );
}
