'use client';

import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import type { z } from 'zod';
import {
  isNameTyped,
  type Confirmation,
  type ConfirmedEnvironment,
} from '#lib/kernel/confirmation.ts';
import { isVisible } from '#lib/kernel/free-text.ts';
import { fillIn, type FieldDescriptions } from '#lib/kernel/form-fields.ts';
import type { ActionResult, Refusal } from '#lib/kernel/result.ts';
import { useToast } from '../feedback/toast.tsx';
import { Button } from '../form/button.tsx';
import { checkInput } from '../form/check-input.ts';
import { DescribedFields } from '../form/described-fields.tsx';
import { FailureNote } from '../form/failure-note.tsx';
import { useSubmission, wrongFields } from '../form/use-submission.ts';
import { Definition, DefinitionList } from '../page/definition-list.tsx';
import { Dialog } from './dialog.tsx';
import { awaitAnswer, draftAt, keepDraft, readDraft } from './draft.ts';

/** The schema of a command that a person confirms. */
export type ConfirmedSchema = z.ZodObject & z.ZodType<z.output<typeof Confirmation>>;

interface ConfirmWords {
  readonly submit: string;
  readonly busy: string;
  /** The button that does nothing: "Not now". */
  readonly dismiss: string;
  /** "Nothing was started" */
  readonly failed: string;
  /** "It is not known whether the sync started" */
  readonly notKnown: string;
  /** What a failure means for users. */
  readonly meaning: string;
}

export interface Consequences {
  readonly effect: ReactNode;
  readonly alsoActive: ReactNode;
  /** From history, with its basis; left out where it takes no time that a person would notice. */
  readonly likelyToTake?: ReactNode;
  readonly more?: readonly { readonly term: string; readonly value: ReactNode }[];
}

export interface ConfirmDialogProps<S extends ConfirmedSchema, T> {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** Of its draft, as `useDrafted` is told it. */
  readonly draft: string;
  readonly title: ReactNode;
  readonly environment: ConfirmedEnvironment;
  /** Of the command. Where it has an `idempotencyKey`, each opening of the dialog makes one. */
  readonly schema: S;
  readonly run: (input: z.output<S>) => Promise<ActionResult<T>>;
  /** What the person does not fill in, and what their fields hold at first. */
  readonly given: Readonly<Record<string, unknown>>;
  /** What they fill in besides the reason and the name. */
  readonly fields?: FieldDescriptions<keyof z.input<S> & string>;
  /**
   * Of what was chosen, without the reason and the name, whose mistakes change nothing of what
   * happens. Null where a choice is not right yet.
   */
  readonly consequences: (input: z.output<S> | null) => Consequences;
  readonly words: (input: z.output<S> | null) => ConfirmWords;
  readonly isDangerous?: boolean;
  /** Where the reason is kept. */
  readonly reasonHint?: string;
  /** That the command wants one everywhere, and not only in production. */
  readonly wantsReason?: boolean;
  /** The toast; the permanent record is the command's. */
  readonly result: (value: T) => { readonly title: string; readonly body: string };
  readonly onDone: (value: T) => void;
  /**
   * Given where a conflict stays true after the dialog is gone, and is shown on the page instead.
   */
  readonly onConflict?: (refusal: Refusal) => void;
  /** No response came: what the page shows may be old. */
  readonly onNotKnown: () => void;
}

/**
 * Says what a command will do before it is done, and asks for a reason and, in production, the name
 * of the environment. The form and its idempotency key live as long as the dialog is open, also
 * over a reload or a sign-in that an answer makes necessary. A page may be left before the answer:
 * its end is then told in a toast, and what was typed is dropped only once it was done.
 */
export function ConfirmDialog<S extends ConfirmedSchema, T>(props: ConfirmDialogProps<S, T>) {
  return props.isOpen ? <OpenConfirmDialog {...props} /> : null;
}

function OpenConfirmDialog<S extends ConfirmedSchema, T>({
  draft,
  title,
  environment,
  schema,
  run,
  given,
  fields,
  isDangerous = false,
  reasonHint = 'Kept in the audit log',
  wantsReason = environment.isProduction,
  result,
  onDone,
  onConflict,
  onNotKnown,
  ...dependent
}: ConfirmDialogProps<S, T>) {
  const id = useId();
  const [at] = useState(() => draftAt(draft));
  const [kept] = useState(() => readDraft(at));
  const [key] = useState(() => (kept?.isOpen === true ? kept.key : crypto.randomUUID()));
  const toast = useToast();
  const { failure, setFailure, isBusy, submit } = useSubmission(run);
  const described = { ...fields, ...confirmationFields(environment, reasonHint, wantsReason) };
  const [values] = useState(() => ({ ...given, ...keptFields(described, kept?.filled ?? {}) }));
  const [filled, setFilled] = useState<Readonly<Record<string, unknown>>>(values);
  // A text, so that it is the same one as long as it says the same.
  const privateNames = Object.keys(described)
    .filter((name) => described[name]?.isPrivate)
    .join(' ');
  const isHeld = isBusy || failure?.isKnown === false || failure?.remedy !== undefined;
  useEffect(() => {
    if (isHeld) keepDraft(at, { key, filled: drafted(privateNames, filled), isOpen: true });
  }, [isHeld, at, key, filled, privateNames]);
  const isShown = useRef(false);
  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);
  const onClose = () => {
    keepDraft(at, null);
    dependent.onClose();
  };
  // What came back by itself, or would, is closed with its text kept: Escape asks nobody.
  const onDismissed = () => {
    const isKept = isHeld || kept !== null;
    keepDraft(at, isKept ? { key, filled: drafted(privateNames, filled), isOpen: false } : null);
    dependent.onClose();
  };
  const checked = checkInput(schema, { ...filled, idempotencyKey: key });
  const choices = { ...filled, reason: undefined, typedName: undefined, idempotencyKey: key };
  const chosen = checkInput(schema, choices);
  const words = dependent.words(chosen.ok ? chosen.value : null);
  const consequences = dependent.consequences(chosen.ok ? chosen.value : null);
  const missing = whatIsMissing(environment, wantsReason, filled);
  const send = () => {
    if (isBusy) return;
    if (!checked.ok) {
      setFailure(wrongFields(checked.errors));
      return;
    }
    awaitAnswer(at, true);
    submit(checked.value, {
      done: (value) => {
        awaitAnswer(at, false);
        toast({ tone: 'ok', ...result(value) });
        onClose();
        onDone(value);
      },
      failed: ({ isKnown, fault }, refusal) => {
        awaitAnswer(at, false);
        if (!isKnown) onNotKnown();
        if (!isShown.current) {
          toast({ tone: 'bad', title: isKnown ? words.failed : words.notKnown, body: fault.says });
          return;
        }
        if (refusal?.fault.kind === 'conflict' && onConflict !== undefined) {
          onClose();
          onConflict(refusal);
        }
      },
    });
  };
  return (
    <Dialog
      isOpen
      onClose={onDismissed}
      isHeld={isBusy}
      title={title}
      footer={
        <>
          <Button
            type="submit"
            form={id}
            variant={isDangerous ? 'danger' : 'primary'}
            disabled={missing !== null}
            aria-disabled={isBusy}
          >
            {isBusy ? words.busy : words.submit}
          </Button>
          <Button onClick={onClose} disabled={isBusy}>
            {words.dismiss}
          </Button>
          {missing !== null && <span className="text-meta text-muted">{missing}</span>}
        </>
      }
    >
      <form
        id={id}
        noValidate
        onChange={(event) => setFilled(fillIn(given, described, new FormData(event.currentTarget)))}
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        {consequences.effect}
        <DefinitionList className="mt-3 border-t border-rule">
          <Definition term="Also active">{consequences.alsoActive}</Definition>
          {consequences.likelyToTake !== undefined && (
            <Definition term="Likely to take">{consequences.likelyToTake}</Definition>
          )}
          {consequences.more?.map(({ term, value }) => (
            <Definition key={term} term={term}>
              {value}
            </Definition>
          ))}
        </DefinitionList>
        <DescribedFields
          form={id}
          schema={schema}
          fields={described}
          errors={failure?.fault.fields ?? {}}
          values={values}
        />
        <FailureNote
          failure={failure}
          title={words.failed}
          notKnownTitle={words.notKnown}
          meaning={words.meaning}
          isKept
          form={id}
          fields={described}
        />
      </form>
    </Dialog>
  );
}

function confirmationFields(
  { name, isProduction }: ConfirmedEnvironment,
  hint: string,
  wantsReason: boolean,
): FieldDescriptions {
  return {
    reason: {
      control: 'long-text',
      label: wantsReason ? 'Reason' : 'Reason (optional)',
      hint,
    },
    ...(isProduction && {
      typedName: { control: 'text', label: `Type ${name} to confirm`, autoComplete: 'off' },
    }),
  };
}

/** Why the button cannot be pressed yet; null when it can. The command decides again. */
function whatIsMissing(
  { name, isProduction }: ConfirmedEnvironment,
  wantsReason: boolean,
  { reason, typedName }: Readonly<Record<string, unknown>>,
): string | null {
  if (wantsReason && (typeof reason !== 'string' || !isVisible(reason)))
    return 'Give a reason first.';
  if (!isProduction) return null;
  return typeof typedName === 'string' && isNameTyped(name, typedName)
    ? null
    : `Type ${name} first.`;
}

/** The name is typed anew for whatever is confirmed later, and what is private by whoever may. */
const drafted = (privateNames: string, filled: Readonly<Record<string, unknown>>) => {
  const left = ['typedName', ...privateNames.split(' ')];
  return Object.fromEntries(Object.entries(filled).filter(([name]) => !left.includes(name)));
};

/** What was filled in; the rest is the page's, and may be newer. */
const keptFields = (fields: FieldDescriptions, filled: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(filled).filter(([name]) => fields[name] !== undefined));
