'use client';

import { useEffect, useRef, useState, type ComponentProps, type ReactNode } from 'react';
import { Form } from '#components/ui/form/form.tsx';
import {
  incidentStates,
  UpdateIncident,
  updateIncidentFields,
  type IncidentOutcome,
  type IncidentState,
  type IncidentView,
} from '#lib/status/client.ts';
import { putTemplate, UpdateTemplates } from './update-templates.tsx';

const words = {
  submit: 'Post the update',
  busy: 'Posting…',
  failed: 'The update was not posted',
  notKnown: 'It is not known whether the update was posted',
};

type Seen = Pick<IncidentView, 'version' | 'state'>;

interface UpdateFormProps {
  /** As it was read last. */
  readonly incident: Seen;
  readonly action: ComponentProps<typeof Form<typeof UpdateIncident, IncidentOutcome>>['action'];
  readonly idempotencyKey: string;
  readonly done: (outcome: IncidentOutcome) => ReactNode;
  /** Hidden fields. */
  readonly children: ReactNode;
}

/**
 * Says something of an incident. Whoever has begun to write answers for what they saw then: what
 * somebody else made of it meanwhile is not written over, nor is what was typed.
 */
export function UpdateForm({ incident, action, idempotencyKey, done, children }: UpdateFormProps) {
  const [begunWith, setBegunWith] = useState<Seen | null>(null);
  const { version, state } = begunWith ?? incident;
  const [chosen, setChosen] = useState<IncidentState | null>(null);
  const element = useRef<HTMLDivElement>(null);
  const drawn = useRef(state);
  useEffect(() => {
    if (drawn.current === state) return;
    drawn.current = state;
    // Browsers keep what is chosen at first; where nobody has begun to write, it follows.
    if (begunWith === null) element.current?.querySelector('form')?.reset();
  }, [begunWith, state]);
  return (
    <div
      ref={element}
      className="max-w-[60ch]"
      onInput={({ target }) => {
        setBegunWith((one) => one ?? { version, state });
        if (target instanceof HTMLInputElement && target.name === 'state')
          setChosen(incidentStates.find((one) => one === target.value) ?? null);
      }}
    >
      <UpdateTemplates
        state={chosen ?? state}
        onPick={(template) => putTemplate(element, template)}
      />
      <Form
        schema={UpdateIncident}
        fields={updateIncidentFields}
        action={action}
        words={words}
        values={{ state }}
        version={version}
        idempotencyKey={idempotencyKey}
        submitClassName="mt-3"
        done={(outcome) => (
          <Posted
            outcome={outcome}
            isPosted={() => {
              setBegunWith(null);
              setChosen(null);
            }}
          >
            {done(outcome)}
          </Posted>
        )}
      >
        {children}
      </Form>
    </div>
  );
}

interface PostedProps {
  readonly outcome: IncidentOutcome;
  readonly isPosted: () => void;
  readonly children: ReactNode;
}

function Posted({ outcome, isPosted, children }: PostedProps) {
  const tell = useRef(isPosted);
  useEffect(() => tell.current(), [outcome]);
  return children;
}
