'use client';

import { useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { useEnvironments } from '#components/shell/environments.tsx';
import { StatusNavigation } from '#components/status/status-navigation.tsx';
import { putTemplate, UpdateTemplates } from '#components/status/update-templates.tsx';
import { Note } from '#components/ui/feedback/note.tsx';
import { Form } from '#components/ui/form/form.tsx';
import { PageHead } from '#components/ui/page/page-head.tsx';
import { OpenIncident, openIncidentFields, type IncidentOutcome } from '#lib/status/client.ts';
import { openIncidentAction } from '../../actions.ts';

const words = {
  submit: 'Open the incident',
  busy: 'Opening…',
  failed: 'No incident was opened',
  notKnown: 'It is not known whether the incident was opened',
};

interface OpenIncidentPageProps {
  readonly environment: { readonly name: string; readonly title: string };
  /** Why this person may not, in words; null when they may. */
  readonly notAllowed: string | null;
  readonly idempotencyKey: string;
}

export function OpenIncidentPage({
  environment,
  notAllowed,
  idempotencyKey,
}: OpenIncidentPageProps) {
  const { href } = useEnvironments();
  const form = useRef<HTMLDivElement>(null);
  return (
    <>
      <PageHead
        title="Open an incident"
        trail={[
          { href: href('/status'), text: 'Status' },
          { href: href('/status/incidents'), text: 'Incidents' },
        ]}
        here="Open an incident"
        lead={`Of ${environment.title}, for what no probe sees: the rest opens by itself.`}
      />
      <StatusNavigation here="incidents" openIncidents={null} />
      {notAllowed === null ? (
        <div ref={form} className="mt-4 max-w-[60ch]">
          <UpdateTemplates
            state="investigating"
            onPick={(template) => putTemplate(form, template)}
          />
          <Form
            schema={OpenIncident}
            fields={openIncidentFields}
            action={openIncidentAction}
            words={words}
            idempotencyKey={idempotencyKey}
            done={(outcome) => <Opened outcome={outcome} />}
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

/** Leads to it, and is itself read where no script does so. */
function Opened({ outcome: { incident } }: { readonly outcome: IncidentOutcome }) {
  const { href } = useEnvironments();
  const client = useQueryClient();
  const router = useRouter();
  const page = href(`/status/incidents/${incident}`);
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Pressed again on the way, it opens no second one.
    element.current?.closest('form')?.reset();
    void client.invalidateQueries({ queryKey: ['status', 'incidents'] });
    router.push(page);
  }, [client, router, page]);
  return (
    <div ref={element}>
      <Note tone="ok" role="status" title={`Incident ${incident} is open`}>
        <p>
          <Link href={page}>Go to incident {incident}</Link>, to say how it goes on and that it is
          resolved.
        </p>
      </Note>
    </div>
  );
}
