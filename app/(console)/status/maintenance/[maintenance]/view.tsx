'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { useEnvironments } from '#components/shell/environments.tsx';
import { MaintenanceState } from '#components/status/maintenance-state.tsx';
import { StatusNavigation } from '#components/status/status-navigation.tsx';
import { WrittenNote } from '#components/status/written-note.tsx';
import { Form } from '#components/ui/form/form.tsx';
import { PageHead } from '#components/ui/page/page-head.tsx';
import { Section } from '#components/ui/page/section.tsx';
import { Time } from '#components/ui/time/time.tsx';
import { rangeWords } from '#lib/kernel/words/times.ts';
import {
  ChangeMaintenance,
  EndMaintenance,
  maintenanceFields,
  maintenanceValues,
  type Choosable,
  type MaintenanceOutcome,
  type MaintenanceView,
} from '#lib/status/client.ts';
import { changeMaintenanceAction, endMaintenanceAction } from '../../actions.ts';

const changeWords = {
  submit: 'Change it',
  busy: 'Changing…',
  failed: 'Nothing was changed',
  notKnown: 'It is not known whether it was changed',
};
const endWords = {
  planned: {
    submit: 'Call it off',
    busy: 'Calling off…',
    failed: 'It was not called off',
    notKnown: 'It is not known whether it was called off',
  },
  'under-way': {
    submit: 'It is over now',
    busy: 'Ending…',
    failed: 'It was not ended',
    notKnown: 'It is not known whether it was ended',
  },
};

interface PlannedWorkPageProps {
  readonly maintenance: MaintenanceView;
  readonly probes: readonly Choosable[];
  /** Why this person may not, in words; null when they may. */
  readonly notAllowed: string | null;
}

export function PlannedWorkPage({ maintenance, probes, notAllowed }: PlannedWorkPageProps) {
  const { all, href } = useEnvironments();
  const { id, environment, title, text, fromAt, toAt, probe, state, version } = maintenance;
  const { plannedBy, endedAt, endedBy } = maintenance;
  const environmentTitle = all.find((one) => one.name === environment)?.title ?? environment;
  const hidden = (
    <>
      <input type="hidden" name="environment" value={environment} />
      <input type="hidden" name="maintenance" value={id} />
    </>
  );
  return (
    <>
      <PageHead
        title={title}
        trail={[
          { href: href('/status'), text: 'Status' },
          { href: href('/status/maintenance'), text: 'Maintenance' },
        ]}
        here={`Planned work ${id}`}
      />
      <StatusNavigation here="maintenance" openIncidents={null} />
      <div className="mt-4">
        <MaintenanceState state={state} />
        <p className="mt-1 text-dense">
          {rangeWords(new Date(fromAt), new Date(toAt))}, of{' '}
          {probe === null ? `all of ${environmentTitle}` : `${probe.name} of ${environmentTitle}`}.
          Planned by {plannedBy}.
        </p>
        {endedAt !== null && (
          <p className="text-dense">
            {state === 'called-off' ? 'Called off' : 'Ended'} by {endedBy}{' '}
            <Time at={endedAt} as="near" />.
          </p>
        )}
        <p className="mt-2 max-w-prose whitespace-pre-line wrap-anywhere">{text}</p>
      </div>
      {(state === 'planned' || state === 'under-way') && (
        <>
          {notAllowed !== null && <p className="mt-4 text-meta text-muted">{notAllowed}</p>}
          {notAllowed === null && (
            <>
              <Form
                schema={EndMaintenance}
                fields={{}}
                action={endMaintenanceAction}
                words={endWords[state]}
                version={version}
                submitClassName="mt-3"
                done={(outcome) => <Changed outcome={outcome} title="It is written down" />}
              >
                {hidden}
              </Form>
              <Section title="Change it">
                <div className="max-w-[60ch]">
                  <Form
                    schema={ChangeMaintenance}
                    fields={maintenanceFields(probes)}
                    action={changeMaintenanceAction}
                    words={changeWords}
                    values={maintenanceValues(maintenance)}
                    version={version}
                    done={(outcome) => <Changed outcome={outcome} title="It is changed" />}
                  >
                    {hidden}
                  </Form>
                </div>
              </Section>
            </>
          )}
        </>
      )}
    </>
  );
}

interface ChangedProps {
  readonly outcome: MaintenanceOutcome;
  readonly title: string;
}

/** Has the page read anew, which is not live: nobody writes over what is typed in it. */
function Changed({ outcome, title }: ChangedProps) {
  const router = useRouter();
  useEffect(() => {
    router.refresh();
  }, [router, outcome]);
  return (
    <WrittenNote outcome={outcome} title={title} empties={false}>
      It counts within some seconds.
    </WrittenNote>
  );
}
