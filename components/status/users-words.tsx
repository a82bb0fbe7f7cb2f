import type { ComponentProps, ReactNode } from 'react';
import { Form } from '#components/ui/form/form.tsx';
import { Time } from '#components/ui/time/time.tsx';
import {
  WriteForUsers,
  writeForUsersFields,
  type IncidentOutcome,
  type IncidentView,
} from '#lib/status/client.ts';

const words = {
  submit: 'Tell users this',
  busy: 'Writing it down…',
  failed: 'Users are told what they were told before',
  notKnown: 'It is not known whether users are told this',
};

export interface UsersDraft {
  readonly title: string;
  readonly affected: string | null;
  readonly text: string | null;
}

interface UsersWordsProps {
  readonly incident: Pick<IncidentView, 'version' | 'forUsers' | 'resolvedAt'>;
  /** What they might be told: what they are told now, or a draft from facts. */
  readonly draft: UsersDraft;
  /** Drafts are not published. */
  readonly isReviewed: boolean;
  /** Why this person may not, in words; null when they may. */
  readonly notAllowed: string | null;
  readonly action: ComponentProps<typeof Form<typeof WriteForUsers, IncidentOutcome>>['action'];
  readonly done: (outcome: IncidentOutcome) => ReactNode;
  /** Hidden fields. */
  readonly children: ReactNode;
}

function Now({ incident: { forUsers }, isReviewed }: UsersWordsProps) {
  if (forUsers === null)
    return isReviewed
      ? 'Nobody has written for users: the support page says no more than that something does ' +
          'not work, until somebody does.'
      : 'Nobody has written for users: the support page says what the last update says, or a ' +
          'draft from what is known.';
  return (
    <>
      <b>{forUsers.title}</b> {forUsers.affected} {forUsers.text}{' '}
      <span className="text-muted">
        {forUsers.by}, <Time at={forUsers.at} as="past" />
      </span>
    </>
  );
}

/** What the support page says of an incident, and the form that changes it. */
export function UsersWords(props: UsersWordsProps) {
  const { incident, draft, notAllowed, action, done, children } = props;
  return (
    <>
      <p className="mt-2 max-w-[82ch] text-dense wrap-anywhere">
        <Now {...props} />
      </p>
      {notAllowed === null ? (
        <div className="max-w-[60ch]">
          <Form
            schema={WriteForUsers}
            fields={writeForUsersFields}
            action={action}
            words={words}
            values={{
              title: draft.title,
              affected: draft.affected ?? '',
              text: draft.text ?? '',
            }}
            version={incident.version}
            submitClassName="mt-3"
            done={done}
          >
            {children}
          </Form>
        </div>
      ) : (
        <p className="mt-3 text-meta text-muted">{notAllowed}</p>
      )}
    </>
  );
}
