'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, type ComponentProps } from 'react';
import { listWords } from '#lib/kernel/words/text.ts';
import { routesQuery, TestRoute, type RouteView } from '#lib/notify/client.ts';
import { Note } from '#components/ui/feedback/note.tsx';
import { Status } from '#components/ui/feedback/status.tsx';
import { Form } from '#components/ui/form/form.tsx';
import { Definition, DefinitionList } from '#components/ui/page/definition-list.tsx';
import { Time } from '#components/ui/time/time.tsx';
import { arrives, kindWords, toldOf, toldWhen } from './route-words.ts';

const words = {
  submit: 'Send a test',
  busy: 'Sending…',
  failed: 'The test did not arrive',
  notKnown: 'It is not known whether the test arrived',
};

interface NoticeRouteProps {
  readonly route: RouteView;
  /** What people read for an environment. */
  readonly titleOf: (environment: string) => string;
  /** Null: this person may send no test. */
  readonly action:
    ComponentProps<typeof Form<typeof TestRoute, { readonly route: string }>>['action'] | null;
}

/** Of what one route is told, and whether it arrives; never to where. */
export function NoticeRoute({ route, titleOf, action }: NoticeRouteProps) {
  const { name, kind, environments, isSigned, deliveredAt, says } = route;
  const { tone, word } = arrives(route);
  return (
    <article aria-label={name}>
      <h3 className="text-section font-bold">{name}</h3>
      <Status tone={tone}>{word}</Status>
      <DefinitionList className="mt-1.5 max-w-[72ch]">
        <Definition term="Sent by">
          {kindWords[kind]}
          {kind === 'webhook' && (isSigned ? ', signed' : ', not signed')}
        </Definition>
        <Definition term="Told of">{toldOf(route)}</Definition>
        <Definition term="Environments">
          {environments === null ? 'All' : listWords(environments.map(titleOf), 'and')}
        </Definition>
        <Definition term="When">{toldWhen(route)}</Definition>
        <Definition term="Delivered last">
          {deliveredAt === null ? 'Not in the last 30 days' : <Time at={deliveredAt} as="near" />}
        </Definition>
        {says !== null && <Definition term="Why not">{says}</Definition>}
      </DefinitionList>
      {action !== null && (
        <Form
          schema={TestRoute}
          fields={{}}
          action={action}
          words={words}
          submitClassName="mt-2.5"
          done={() => <Sent />}
        >
          <input type="hidden" name="route" value={name} />
        </Form>
      )}
    </article>
  );
}

function Sent() {
  const client = useQueryClient();
  useEffect(() => {
    void client.invalidateQueries({ queryKey: routesQuery.queryKey });
  }, [client]);
  return (
    <Note tone="ok" role="status" title="The test was taken">
      <p>Look whether it is there: whoever takes it may still leave it out.</p>
    </Note>
  );
}
