'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { parseAsString, useQueryStates } from 'nuqs';
import { useState, type SubmitEvent } from 'react';
import { FaultNote } from '#components/ui/feedback/fault-note.tsx';
import { Note } from '#components/ui/feedback/note.tsx';
import { SkeletonRows } from '#components/ui/feedback/skeleton.tsx';
import { Button } from '#components/ui/form/button.tsx';
import { TextField } from '#components/ui/form/field.tsx';
import { faultShown } from '#components/ui/live/use-live.ts';
import {
  reachQuery,
  reachQuestion,
  ruleTermsWords,
  type ReachView,
} from '#lib/inventory/client.ts';
import { fieldErrorsOf, readForm, type FieldErrors } from '#lib/kernel/form-fields.ts';
import { inputWords } from '#lib/kernel/input-words.ts';
import { itemHref, speaksOfWords } from '../words.ts';

const address = {
  from: parseAsString.withDefault(''),
  to: parseAsString.withDefault(''),
  port: parseAsString.withDefault(''),
};
type Question = Record<keyof typeof address, string>;

/** Whether a recorded rule lets one host reach another. */
export function ReachForm() {
  const [question, setQuestion] = useQueryStates(address, { history: 'push', scroll: false });
  const [errors, setErrors] = useState<FieldErrors>({});
  const ask = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = readForm(new FormData(event.currentTarget));
    const read = reachQuestion.safeParse(given, { error: inputWords });
    setErrors(read.success ? {} : fieldErrorsOf(read.error.issues));
    if (read.success)
      void setQuestion({ from: read.data.from, to: read.data.to, port: String(read.data.port) });
  };
  return (
    <>
      <form
        key={Object.values(question).join(' ')}
        aria-label="Firewall question"
        noValidate
        onSubmit={ask}
        className="grid max-w-180 items-end gap-x-4 m:grid-cols-[1fr_1fr_7rem_auto]"
      >
        <TextField
          label="From"
          name="from"
          defaultValue={question.from}
          error={errors['from']}
          autoComplete="off"
        />
        <TextField
          label="To"
          name="to"
          defaultValue={question.to}
          error={errors['to']}
          autoComplete="off"
        />
        <TextField
          label="Port"
          name="port"
          inputMode="numeric"
          defaultValue={question.port}
          error={errors['port']}
          autoComplete="off"
        />
        <Button type="submit" className="mt-3 h-10!">
          Ask
        </Button>
      </form>
      {question.from !== '' && <Reach question={question} />}
    </>
  );
}

function Reach({ question }: { readonly question: Question }) {
  const { data, error, refetch } = useQuery(reachQuery(question));
  if (data !== undefined) return <Answer reach={data} />;
  return error === null ? (
    <SkeletonRows label="answer" rows={1} />
  ) : (
    <FaultNote
      title="It could not be asked"
      fault={faultShown(error)}
      meaning="No firewall is affected by this."
      onRetry={() => void refetch()}
    />
  );
}

function Answer({ reach: { from, to, port, rule, notes } }: { readonly reach: ReachView }) {
  return (
    <div className="mt-4 max-w-180">
      <Note
        role="status"
        tone={rule === null ? 'wait' : 'ok'}
        title={
          rule === null
            ? `No rule recorded lets ${from} reach ${to} on port ${String(port)}`
            : `Yes: ${from} may reach ${to} on port ${String(port)}`
        }
      >
        {rule === null ? (
          <p>That is no “no”: what is not recorded may be allowed all the same.</p>
        ) : (
          <p>
            By{' '}
            <Link href={itemHref(rule.key)} className="inline-block min-h-6">
              {rule.name}
            </Link>
            {rule.firewall !== null && `, ${rule.firewall}`}. {ruleTermsWords(rule)} From{' '}
            {rule.source.title}, {speaksOfWords(rule.source)}.
          </p>
        )}
        {notes.map((note) => (
          <p key={note}>{note}</p>
        ))}
      </Note>
    </div>
  );
}
