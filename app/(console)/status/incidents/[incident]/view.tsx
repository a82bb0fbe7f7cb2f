'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEnvironments } from '#components/shell/environments.tsx';
import { IncidentSummary } from '#components/status/incident-summary.tsx';
import { IncidentUpdates } from '#components/status/incident-updates.tsx';
import { SeenBeforeList } from '#components/status/seen-before.tsx';
import { StatusNavigation } from '#components/status/status-navigation.tsx';
import { takenWords } from '#components/status/taken-words.ts';
import { UpdateForm } from '#components/status/update-form.tsx';
import { UsersWords, type UsersDraft } from '#components/status/users-words.tsx';
import { WrittenNote } from '#components/status/written-note.tsx';
import { Form } from '#components/ui/form/form.tsx';
import { useLive } from '#components/ui/live/use-live.ts';
import { PageHead } from '#components/ui/page/page-head.tsx';
import { Section } from '#components/ui/page/section.tsx';
import { Age } from '#components/ui/time/age.tsx';
import {
  incidentQuery,
  stateTitles,
  TakeIncident,
  type IncidentOutcome,
  type IncidentWithSeen,
} from '#lib/status/client.ts';
import { takeIncidentAction, updateIncidentAction, writeForUsersAction } from '../../actions.ts';

const takeWords = {
  submit: 'Take it',
  busy: 'Taking…',
  failed: 'It is not yours',
  notKnown: 'It is not known whether it is yours',
};
const giveBackWords = {
  submit: 'Give it back',
  busy: 'Giving back…',
  failed: 'It was not given back',
  notKnown: 'It is not known whether it was given back',
};

interface IncidentPageProps {
  readonly incident: IncidentWithSeen;
  /** Who looks at it, as the audit names them. */
  readonly person: string;
  /** Why this person may not, in words; null when they may. */
  readonly notAllowed: Readonly<Record<'update' | 'take' | 'tell', string | null>>;
  /** What users might be told. */
  readonly draft: UsersDraft;
  /** Users are told only what somebody wrote for them. */
  readonly isReviewed: boolean;
  readonly idempotencyKey: string;
}

export function IncidentPage({
  incident: first,
  person,
  notAllowed,
  draft,
  isReviewed,
  idempotencyKey,
}: IncidentPageProps) {
  const { all, href } = useEnvironments();
  const { data: incident = first, fault, asOf } = useLive(incidentQuery(first.id));
  const { id, environment, title, version, owner, resolvedAt, updates, seenBefore } = incident;
  const isMine = owner === person;
  const client = useQueryClient();
  // Whoever goes on at once does so from what they themselves have just made of it.
  const know = (
    { version: made, state }: IncidentOutcome,
    of?: Pick<IncidentWithSeen, 'owner'>,
  ) => {
    client.setQueryData(incidentQuery(id).queryKey, (known: IncidentWithSeen = incident) => ({
      ...known,
      ...(made > known.version && { version: made, state, ...of }),
    }));
  };
  const hidden = (
    <>
      <input type="hidden" name="environment" value={environment} />
      <input type="hidden" name="incident" value={id} />
    </>
  );
  return (
    <>
      <PageHead
        title={title}
        trail={[
          { href: href('/status'), text: 'Status' },
          { href: href('/status/incidents'), text: 'Incidents' },
        ]}
        here={`Incident ${id}`}
      />
      <StatusNavigation here="incidents" openIncidents={null} />
      <div className="mt-4">
        <IncidentSummary
          incident={incident}
          environment={all.find((one) => one.name === environment)?.title ?? environment}
          href={null}
        />
        {resolvedAt === null &&
          (notAllowed.take === null ? (
            <Form
              schema={TakeIncident}
              fields={{}}
              action={takeIncidentAction}
              words={isMine ? giveBackWords : takeWords}
              submitClassName="mt-3"
              done={(outcome) => {
                const { title: taken, says } = takenWords(outcome);
                return (
                  <WrittenNote
                    outcome={outcome}
                    title={taken}
                    empties
                    onWritten={() => know(outcome, { owner: outcome.isTaken ? person : null })}
                  >
                    {says}
                  </WrittenNote>
                );
              }}
            >
              {hidden}
              <input type="hidden" name="version" value={version} />
              <input type="hidden" name="is:isTaken" value={isMine ? '' : 'on'} />
            </Form>
          ) : (
            <p className="mt-3 text-meta text-muted">{notAllowed.take}</p>
          ))}
      </div>
      {seenBefore.length > 0 && (
        <Section
          title="Seen before"
          sub="alike by what fails and what is said of it; the cause may be another"
          age={<Age at={asOf} fault={fault} />}
          isStale={fault !== null}
        >
          <SeenBeforeList seen={seenBefore} href={href} />
        </Section>
      )}
      <Section title="What was said" age={<Age at={asOf} fault={fault} />} isStale={fault !== null}>
        {notAllowed.update === null ? (
          <UpdateForm
            incident={incident}
            action={updateIncidentAction}
            idempotencyKey={idempotencyKey}
            done={(outcome) => (
              <WrittenNote
                outcome={outcome}
                title="It is written down"
                empties
                onWritten={() => know(outcome)}
              >
                It is below. {stateTitles[outcome.state]} from now on.
              </WrittenNote>
            )}
          >
            {hidden}
          </UpdateForm>
        ) : (
          <p className="mt-3 text-meta text-muted">{notAllowed.update}</p>
        )}
        <IncidentUpdates updates={updates} />
      </Section>
      <Section
        title="What users are told"
        sub="on the support page"
        age={<Age at={asOf} fault={fault} />}
        isStale={fault !== null}
      >
        <UsersWords
          incident={incident}
          draft={draft}
          isReviewed={isReviewed}
          notAllowed={notAllowed.tell}
          action={writeForUsersAction}
          done={(outcome) => (
            <WrittenNote
              outcome={outcome}
              title="Users are told this"
              empties={false}
              onWritten={() => know(outcome)}
            >
              The support page says it within seconds.
            </WrittenNote>
          )}
        >
          {hidden}
        </UsersWords>
      </Section>
    </>
  );
}
