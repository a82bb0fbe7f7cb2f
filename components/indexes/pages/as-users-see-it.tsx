'use client';

import { useQuery } from '@tanstack/react-query';
import clsx from 'clsx';
import { useState } from 'react';
import {
  searchFault,
  seenQuery,
  tryListQuery,
  type SeenBody,
  type SeenList,
  type SeenView,
} from '#lib/indexes/client.ts';
import { FaultError, isUnderWay } from '#lib/kernel/result.ts';
import { count, countOf } from '#lib/kernel/words/numbers.ts';
import { Sparkline } from '#components/ui/chart/sparkline.tsx';
import { NotKnown, Status } from '#components/ui/feedback/status.tsx';
import { FaultNote } from '#components/ui/feedback/fault-note.tsx';
import { SkeletonRows } from '#components/ui/feedback/skeleton.tsx';
import { Button } from '#components/ui/form/button.tsx';
import { Pick } from '#components/ui/form/pick.tsx';
import { Table, Td, Th } from '#components/ui/data-table/table.tsx';
import { useLive } from '#components/ui/live/use-live.ts';
import { Section } from '#components/ui/page/section.tsx';
import { Age } from '#components/ui/time/age.tsx';
import { seenWords, trendWords } from './seen-words.ts';

/** How many documents a list shows, what has become of them, and how they went. */
function Seen({ list }: { readonly list: SeenList }) {
  const { documents, before, standsOut, trend } = list;
  const change = documents === null || before === null ? null : documents - before;
  const went = trendWords(trend);
  return (
    <>
      {documents === null ? (
        <NotKnown />
      ) : standsOut ? (
        <Status tone="bad">{count(documents)}</Status>
      ) : (
        count(documents)
      )}
      {change !== null && change !== 0 && (
        <span className="block text-meta text-muted">
          {change > 0 ? '+' : '−'}
          {count(Math.abs(change))}
        </span>
      )}
      {went !== null && (
        <span className="block">
          <span className="sr-only">{went}</span>
          <Sparkline values={trend} />
        </span>
      )}
    </>
  );
}

/** What has become of a body, where that stands out. */
function BodyState({ body: { hasVanished, standsOut } }: { readonly body: SeenBody }) {
  if (!standsOut) return null;
  return (
    <span className="block text-meta">
      <Status tone="bad">{hasVanished ? 'Vanished: every list is empty' : 'Has dropped'}</Status>
    </span>
  );
}

function SeenTable({ view }: { readonly view: SeenView }) {
  const lists = view.bodies[0]?.lists ?? [];
  return (
    <Table label="As users see it" keepsHead>
      <thead>
        <tr>
          <Th className="pl-2.5">Designated body</Th>
          {lists.map(({ name, title }) => (
            <Th key={name} numeric className="min-w-24 whitespace-normal!">
              {title}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {view.bodies.map((body) => (
          <tr key={body.body} className={clsx(body.standsOut && 'bg-bad-bg')}>
            <th
              scope="row"
              className="border-b border-rule py-1.5 pr-3 pl-2.5 text-left align-top font-normal"
            >
              <code className="whitespace-nowrap">{body.body}</code>
              <BodyState body={body} />
            </th>
            {body.lists.map((list) => (
              <Td key={list.name} numeric>
                <Seen list={list} />
              </Td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

interface TryListProps {
  readonly environment: string;
  readonly view: SeenView;
}

/** Runs one of the list queries for a body, and says whether it works. */
function TryList({ environment, view }: TryListProps) {
  const lists = view.bodies[0]?.lists ?? [];
  const [list, setList] = useState(lists[0]?.name ?? '');
  const [body, setBody] = useState(view.bodies[0]?.body ?? '');
  const trial = useQuery({ ...tryListQuery(environment, list, body), enabled: false });
  // What an earlier try found says nothing of one that is under way or had no answer.
  const result = trial.isFetching || trial.isError ? undefined : trial.data;
  return (
    <form
      className="mt-3 flex flex-wrap items-end gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void trial.refetch();
      }}
    >
      <Pick
        label="Would this query work?"
        value={list}
        options={lists.map(({ name, title }) => [name, title])}
        onPick={setList}
      />
      <Pick
        label="Designated body"
        value={body}
        options={view.bodies.map((one) => [one.body, one.body])}
        onPick={setBody}
      />
      <Button type="submit" aria-disabled={trial.isFetching}>
        Run the query
      </Button>
      <p role="status" className="min-h-6 text-dense">
        {result?.state === 'works' && (
          <Status tone="ok">
            Works: {countOf(result.documents ?? 0, 'document')} in {count(result.milliseconds)} ms
          </Status>
        )}
        {result?.state === 'fails' && <Status tone="bad">Fails: {result.says}</Status>}
        {result?.state === 'not-known' && <NotKnown>Not known: {result.says}</NotKnown>}
        {trial.isError && !trial.isFetching && (
          <NotKnown>
            Not known:{' '}
            {trial.error instanceof FaultError
              ? trial.error.fault.says
              : 'The console did not answer. Try again.'}
          </NotKnown>
        )}
      </p>
    </form>
  );
}

/** What the users of each designated body see on every list. */
export function AsUsersSeeIt({ environment }: { readonly environment: string }) {
  const live = useLive(seenQuery(environment));
  const view = live.data;
  const isFirstCount = view === undefined && live.fault !== null && isUnderWay(live.fault);
  const fault = isFirstCount ? null : (live.fault ?? searchFault(view?.failedSince));
  return (
    <Section
      title="As users see it"
      sub={
        view === undefined || (view.refused !== null && view.bodies.length === 0)
          ? undefined
          : seenWords(view)
      }
      age={
        <Age at={view?.observedAt ?? null} fault={fault} failedSince={view?.failedSince ?? null} />
      }
      isStale={fault !== null && view !== undefined}
    >
      {view?.refused != null && <p className="max-w-prose pt-2.5 text-dense">{view.refused}</p>}
      {view?.isBeingCounted === true && fault === null && (
        <p className="pt-2.5 text-dense text-muted">
          The lists are being counted anew, which takes longer than usual.
        </p>
      )}
      {view !== undefined && view.bodies.length > 0 && (
        <>
          <SeenTable view={view} />
          <TryList environment={environment} view={view} />
        </>
      )}
      {view?.bodies.length === 0 && view.refused === null && (
        <p className="py-3 text-dense text-muted">No index names a designated body yet.</p>
      )}
      {isFirstCount && <p className="pt-2.5 text-dense text-muted">The lists are being counted.</p>}
      {view === undefined && fault === null && <SkeletonRows label="the lists" rows={5} />}
      {view === undefined && fault !== null && (
        <FaultNote
          title="The console cannot say what users see"
          fault={fault}
          meaning="Users’ pages are not affected by this."
          onRetry={live.refetch}
        />
      )}
    </Section>
  );
}
