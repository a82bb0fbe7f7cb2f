'use client';

import {
  useActionState,
  useId,
  useState,
  useSyncExternalStore,
  type ReactNode,
  type SubmitEvent,
} from 'react';
import type { z } from 'zod';
import { readForm, type FieldDescriptions } from '#lib/kernel/form-fields.ts';
import type { ActionResult } from '#lib/kernel/result.ts';
import { useFocusOn } from '../feedback/use-focus-on.ts';
import { Button } from './button.tsx';
import { checkInput, unreadableFields } from './check-input.ts';
import { DescribedFields } from './described-fields.tsx';
import { FailureNote } from './failure-note.tsx';
import { useSubmission, wrongFields, type Failure } from './use-submission.ts';

interface FormProps<S extends z.ZodObject, T> {
  readonly schema: S;
  readonly fields: FieldDescriptions<keyof z.input<S> & string>;
  /** A server action itself, not a function around one: that is what works without JavaScript. */
  readonly action: (previous: ActionResult<T> | null, form: FormData) => Promise<ActionResult<T>>;
  readonly words: {
    readonly submit: string;
    readonly busy: string;
    /** "Your password is not changed". */
    readonly failed: string;
    /** "It is not known whether your password is changed". */
    readonly notKnown: string;
  };
  /** What is said when it is done; a form that leads elsewhere needs none. */
  readonly done?: (value: T) => ReactNode;
  readonly values?: Readonly<Record<string, unknown>>;
  /** Of what is edited: a stale one is refused, and what changed is shown. */
  readonly version?: number;
  /**
   * Where the schema has one; of the page, for a form without JavaScript has one too. It stays
   * until there is an answer, so that sending again does nothing twice.
   */
  readonly idempotencyKey?: string;
  readonly submitClassName?: string;
  /** Why the person is here; it goes when there is an answer. */
  readonly notice?: ReactNode;
  /** Hidden fields. */
  readonly children?: ReactNode;
}

const nothingChanges = () => () => {};

const failureOf = <T,>(answer: ActionResult<T> | null): Failure | null =>
  answer?.ok === false ? { isKnown: true, fault: answer.fault, id: answer.id } : null;

/**
 * A form of one schema: labels, hints, errors beside fields and in a summary. A plain form to a
 * server action without JavaScript; with it, checked before it is sent, and what was typed stays
 * whatever becomes of the answer.
 */
export function Form<S extends z.ZodObject, T>({
  schema,
  fields,
  action,
  words,
  done,
  values = {},
  version,
  idempotencyKey,
  submitClassName = 'mt-5',
  notice,
  children,
}: FormProps<S, T>) {
  const id = useId();
  const isHydrated = useSyncExternalStore(
    nothingChanges,
    () => true,
    () => false,
  );
  // The state of a form that was sent without JavaScript.
  const [posted, post] = useActionState(action, null);
  const { failure, setFailure, isBusy, submit } = useSubmission((form: FormData) =>
    action(null, form),
  );
  const [result, setResult] = useState<{ readonly value: T } | null>(null);
  const [key, setKey] = useState(idempotencyKey);
  const renewKey = () => setKey((one) => one && crypto.randomUUID());
  const isUntouched = failure === null && result === null;
  const shownFailure = isUntouched ? failureOf(posted) : failure;
  const shownResult = isUntouched && posted?.ok === true ? posted : result;
  const send = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy) return;
    const element = event.currentTarget;
    const form = new FormData(element);
    const checked = checkInput(schema, readForm(form));
    setResult(null);
    const unreadable = unreadableFields(element);
    if (!checked.ok || Object.keys(unreadable).length > 0) {
      setFailure(wrongFields({ ...(!checked.ok && checked.errors), ...unreadable }));
      return;
    }
    submit(form, {
      done: (value) => {
        clearSecrets(element);
        renewKey();
        setResult({ value });
      },
      failed: (reason) => {
        // What is sent next is something else than what was written before.
        if (reason.isKnown && reason.fault.kind === 'conflict') renewKey();
      },
    });
  };
  const newest = shownFailure?.fault.stale?.version ?? version;
  const kept = posted?.ok === false ? { ...values, ...posted.values } : values;
  return (
    <form id={id} action={post} onSubmit={send} noValidate={isHydrated}>
      <FailureNote
        failure={shownFailure}
        title={words.failed}
        notKnownTitle={words.notKnown}
        form={id}
        fields={fields}
      />
      {done !== undefined && <Done result={shownResult} words={done} />}
      {shownFailure === null && shownResult === null && notice}
      {children}
      {newest !== undefined && <input type="hidden" name="version" value={newest} />}
      {key !== undefined && <input type="hidden" name="idempotencyKey" value={key} />}
      <DescribedFields
        form={id}
        schema={schema}
        fields={fields}
        errors={shownFailure?.fault.fields ?? {}}
        values={kept}
      />
      <Button type="submit" variant="primary" aria-disabled={isBusy} className={submitClassName}>
        {isBusy ? words.busy : words.submit}
      </Button>
    </form>
  );
}

interface DoneProps<T> {
  readonly result: { readonly value: T } | null;
  readonly words: (value: T) => ReactNode;
}

function Done<T>({ result, words }: DoneProps<T>) {
  const element = useFocusOn<HTMLDivElement>(result);
  return (
    result !== null && (
      <div ref={element} tabIndex={-1} className="mt-3">
        {words(result.value)}
      </div>
    )
  );
}

/** A password that did its work stays in no page. */
function clearSecrets(form: HTMLFormElement): void {
  for (const field of form.querySelectorAll<HTMLInputElement>('input[type="password"]'))
    field.value = '';
}
