'use client';

import type { FieldDescriptions, FieldErrors, StaleEdit } from '#lib/kernel/form-fields.ts';
import { sentences } from '#lib/kernel/words/text.ts';
import { IdToQuote } from '../feedback/id-to-quote.tsx';
import { Note } from '../feedback/note.tsx';
import { SignInLink } from '../feedback/sign-in-link.tsx';
import { useFocusOn } from '../feedback/use-focus-on.ts';
import { Time } from '../time/time.tsx';
import { Button } from './button.tsx';
import { controlId } from './described-fields.tsx';
import type { Failure } from './use-submission.ts';

interface FailureNoteProps {
  readonly failure: Failure | null;
  /** "Nothing was started". */
  readonly title: string;
  /** "It is not known whether the sync started". */
  readonly notKnownTitle: string;
  /** What it means for users; an empty text where it means nothing for them. */
  readonly meaning?: string;
  /** What was typed comes back after a reload or a sign-in. */
  readonly isKept?: boolean;
  readonly form: string;
  readonly fields: FieldDescriptions;
}

/**
 * Why a form failed. It takes the focus: it is what a person wants to read next.
 */
export function FailureNote({
  failure,
  title,
  notKnownTitle,
  meaning,
  isKept = false,
  ...form
}: FailureNoteProps) {
  const element = useFocusOn<HTMLDivElement>(failure);
  if (failure === null) return null;
  const { isKnown, fault, id, remedy } = failure;
  const errors = Object.entries(fault.fields ?? {});
  return (
    <div ref={element} tabIndex={-1} className="mt-3">
      <Note
        tone={isKnown ? 'bad' : 'warn'}
        role="alert"
        title={isKnown ? title : notKnownTitle}
        actions={remedy !== undefined && <Remedy remedy={remedy} />}
      >
        {errors.length > 0 ? (
          <ErrorLinks errors={fault.fields ?? {}} {...form} />
        ) : (
          <p>
            {sentences(
              fault.says,
              isKnown && meaning,
              remedy !== undefined && isKept && 'What you typed is kept for when you are back here',
            )}
          </p>
        )}
        {fault.stale !== undefined && <StaleNote stale={fault.stale} fields={form.fields} />}
        <IdToQuote fault={fault} id={id} />
      </Note>
    </div>
  );
}

function Remedy({ remedy }: { readonly remedy: NonNullable<Failure['remedy']> }) {
  return remedy === 'sign-in' ? (
    <SignInLink />
  ) : (
    <Button onClick={() => location.reload()}>Reload the page</Button>
  );
}

interface ErrorLinksProps {
  readonly errors: FieldErrors;
  readonly form: string;
  readonly fields: FieldDescriptions;
}

/**
 * Each error leads to its field, and says which it is of where there are several: two fields that
 * are empty have the same words. One of a field that nobody sees is shown without a link.
 */
function ErrorLinks({ errors, form, fields }: ErrorLinksProps) {
  const all = Object.entries(errors);
  return (
    <ul>
      {all.map(([name, words]) => {
        const id = controlId(form, name);
        const field = fields[name];
        const error =
          field === undefined || all.length === 1
            ? words
            : `${field.label.replace(/ \(optional\)$/, '')}: ${words}`;
        return (
          <li key={name}>
            {field === undefined ? (
              error
            ) : (
              <a
                href={`#${id}`}
                className="inline-block min-h-6 leading-6"
                onClick={(event) => {
                  event.preventDefault();
                  document.getElementById(id)?.focus();
                }}
              >
                {error}
              </a>
            )}
          </li>
        );
      })}
    </ul>
  );
}

const valueWords = (value: string | boolean | null): string =>
  typeof value === 'boolean'
    ? value
      ? 'yes'
      : 'no'
    : value === ''
      ? 'nothing'
      : (value ?? 'nothing');

function StaleNote({
  stale: { changedBy, changedAt, now },
  fields,
}: {
  readonly stale: StaleEdit;
  readonly fields: FieldDescriptions;
}) {
  return (
    <>
      <p>
        {changedBy} changed it <Time at={changedAt} as="near" />. It says now:
      </p>
      <ul className="list-disc pl-5">
        {Object.entries(now).map(([name, value]) => (
          <li key={name}>
            {fields[name]?.label ?? name}: <b>{valueWords(value)}</b>
          </li>
        ))}
      </ul>
      <p>What you typed is kept. Send it again to put yours in its place.</p>
    </>
  );
}
