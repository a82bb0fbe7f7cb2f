'use client';

import Link from 'next/link';
import { useEnvironments } from '#components/shell/environments.tsx';
import { StatusNavigation } from '#components/status/status-navigation.tsx';
import { WrittenNote } from '#components/status/written-note.tsx';
import { Form } from '#components/ui/form/form.tsx';
import { PageHead } from '#components/ui/page/page-head.tsx';
import { maintenanceFields, PlanMaintenance, type Choosable } from '#lib/status/client.ts';
import { planMaintenanceAction } from '../../actions.ts';

const words = {
  submit: 'Plan it',
  busy: 'Planning…',
  failed: 'Nothing was planned',
  notKnown: 'It is not known whether it was planned',
};

interface PlanMaintenancePageProps {
  readonly environment: { readonly name: string; readonly title: string };
  readonly probes: readonly Choosable[];
  /** Why this person may not, in words; null when they may. */
  readonly notAllowed: string | null;
  readonly idempotencyKey: string;
}

export function PlanMaintenancePage({
  environment,
  probes,
  notAllowed,
  idempotencyKey,
}: PlanMaintenancePageProps) {
  const { href } = useEnvironments();
  return (
    <>
      <PageHead
        title="Plan maintenance"
        trail={[
          { href: href('/status'), text: 'Status' },
          { href: href('/status/maintenance'), text: 'Maintenance' },
        ]}
        here="Plan maintenance"
        lead={`Of ${environment.title}. What fails meanwhile is shown and opens no incident.`}
      />
      <StatusNavigation here="maintenance" openIncidents={null} />
      {notAllowed === null ? (
        <div className="mt-4 max-w-[60ch]">
          <Form
            schema={PlanMaintenance}
            fields={maintenanceFields(probes)}
            action={planMaintenanceAction}
            words={words}
            values={{ probe: '' }}
            idempotencyKey={idempotencyKey}
            done={(outcome) => (
              <WrittenNote outcome={outcome} title="It is planned" empties>
                <Link href={href(`/status/maintenance/${outcome.maintenance}`)}>
                  Go to planned work {outcome.maintenance}
                </Link>
                , to change it or call it off.
              </WrittenNote>
            )}
          >
            <input type="hidden" name="environment" value={environment.name} />
          </Form>
        </div>
      ) : (
        <p className="mt-4 text-muted">{notAllowed}</p>
      )}
    </>
  );
}
