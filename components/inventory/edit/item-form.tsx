'use client';

import { useId, useState, type ReactNode } from 'react';
import type { z } from 'zod';
import { checkInput } from '#components/ui/form/check-input.ts';
import { Button } from '#components/ui/form/button.tsx';
import { FailureNote } from '#components/ui/form/failure-note.tsx';
import { TextArea, TextField, TickBox } from '#components/ui/form/field.tsx';
import { Frame, inputClass } from '#components/ui/form/field-frame.tsx';
import { useSubmission, wrongFields } from '#components/ui/form/use-submission.ts';
import { Section } from '#components/ui/page/section.tsx';
import {
  AddItem,
  EditItem,
  type FormView,
  type ItemOutcome,
  type NewFormView,
} from '#lib/inventory/client.ts';
import type { FieldErrors } from '#lib/kernel/form-fields.ts';
import type { ActionResult } from '#lib/kernel/result.ts';
import { FactFields } from './fact-fields.tsx';
import { readEdit, readNew } from './read-item-form.ts';
import { RelationFields } from './relation-fields.tsx';
import { SourceFields } from './source-fields.tsx';

const nothingDescribed = {};

interface FormFrameProps<S extends z.ZodObject> {
  readonly view: FormView;
  readonly schema: S;
  readonly read: (form: FormData, version: number) => z.input<S>;
  readonly save: (input: z.output<S>) => Promise<ActionResult<ItemOutcome>>;
  readonly submit: string;
  readonly onDone: (outcome: ItemOutcome) => void;
  readonly own: (form: string, sources: string, errors: FieldErrors) => ReactNode;
}

/** Whatever becomes of the answer, what was typed stays. */
function FormFrame<S extends z.ZodObject>({
  view,
  schema,
  read,
  save,
  submit: submitWords,
  onDone,
  own,
}: FormFrameProps<S>) {
  const id = useId();
  const sources = `${id}-sources`;
  const { failure, setFailure, isBusy, submit } = useSubmission(save);
  const [version, setVersion] = useState(view.item?.version ?? 0);
  const errors = failure?.fault.fields ?? {};
  const send = (form: FormData): void => {
    if (isBusy) return;
    const checked = checkInput(schema, read(form, version));
    if (!checked.ok) {
      setFailure(wrongFields(checked.errors));
      return;
    }
    submit(checked.value, {
      done: onDone,
      // What changed meanwhile is shown; sent again, this puts what was typed in its place.
      failed: ({ fault }) => setVersion(fault.stale?.version ?? version),
    });
  };
  return (
    <form
      id={id}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send(new FormData(event.currentTarget));
      }}
    >
      <datalist id={sources}>
        {view.sources.map(({ id: source, title }) => (
          <option key={source} value={source}>
            {title}
          </option>
        ))}
      </datalist>
      {own(id, sources, errors)}
      <Section title="Facts" sub={`of the kind ${view.kindTitle}`}>
        {view.fields.map((field) => (
          <FactFields key={field.attribute} form={id} view={view} field={field} sources={sources} />
        ))}
        <SourceFields form={id} />
      </Section>
      <Section title="Relations" sub="that begin here">
        <RelationFields form={id} view={view} sources={sources} />
      </Section>
      <Section title="Why">
        <TextArea
          id={`${id}-reason`}
          name="reason"
          label="Reason"
          hint="Kept in the history and in the audit log"
          error={errors['reason']}
        />
      </Section>
      <FailureNote
        failure={failure}
        title="Nothing was changed"
        notKnownTitle="It is not known whether it was changed"
        form={id}
        fields={nothingDescribed}
      />
      <Button type="submit" variant="primary" aria-disabled={isBusy} className="mt-5">
        {isBusy ? 'Saving…' : submitWords}
      </Button>
    </form>
  );
}

interface EditFormProps {
  readonly view: FormView & { readonly item: NonNullable<FormView['item']> };
  readonly save: (input: EditItem) => Promise<ActionResult<ItemOutcome>>;
  readonly onDone: (outcome: ItemOutcome) => void;
}

/** The form of a thing that is there, made from the schema of its kind. */
export function EditForm({ view, save, onDone }: EditFormProps) {
  const { snapshot } = view.item;
  return (
    <FormFrame
      view={view}
      schema={EditItem}
      read={(form, version) => readEdit(form, view, version)}
      save={save}
      submit="Save"
      onDone={onDone}
      own={(form, _sources, errors) => (
        <Section title="Itself">
          <TextField
            id={`${form}-name`}
            name="own.name"
            label="Name"
            hint={
              snapshot.type === 'environment'
                ? 'What is in it is renamed with it, and keeps its history'
                : undefined
            }
            autoComplete="off"
            defaultValue={snapshot.name}
            error={errors['own.name']}
          />
          {snapshot.type === 'component' && (
            <TextField
              id={`${form}-component`}
              name="own.component"
              label="Id"
              hint="The part of its address: lower-case letters, digits, dots and dashes"
              autoComplete="off"
              defaultValue={snapshot.component ?? ''}
              error={errors['own.component']}
            />
          )}
          <OtherNames form={form} aliases={snapshot.aliases} />
          {snapshot.type === 'environment' && <EnvironmentFields form={form} snapshot={snapshot} />}
        </Section>
      )}
    />
  );
}

function OtherNames({
  form,
  aliases = [],
}: {
  readonly form: string;
  readonly aliases?: readonly string[];
}) {
  return (
    <TextArea
      id={`${form}-aliases`}
      name="own.aliases"
      label="Other names"
      hint="One a line"
      defaultValue={aliases.join('\n')}
    />
  );
}

type Snapshot = NonNullable<FormView['item']>['snapshot'];

/** What an environment has beside its name. */
function EnvironmentFields({
  form,
  snapshot,
}: {
  readonly form: string;
  readonly snapshot?: Snapshot;
}) {
  const [isProduction, setProduction] = useState(snapshot?.isProduction ?? false);
  return (
    <>
      <TextField
        id={`${form}-profile`}
        name="own.profile"
        label="Profile"
        autoComplete="off"
        defaultValue={snapshot?.profile ?? ''}
      />
      <TextField
        id={`${form}-shared`}
        name="own.sharedEnvironment"
        label="Shared environment"
        autoComplete="off"
        defaultValue={snapshot?.sharedEnvironment ?? ''}
      />
      <TickBox
        name="own.isProduction"
        label="It is production"
        checked={isProduction}
        onTick={setProduction}
      />
      {snapshot?.isProduction === true && !isProduction && (
        <TextField
          id={`${form}-typed`}
          name="typedName"
          label={`Type ${snapshot.name} to confirm`}
          hint="Nothing asks for its name any more once it is no production"
          autoComplete="off"
        />
      )}
    </>
  );
}

interface AddFormProps {
  readonly view: NewFormView;
  readonly kind: string;
  readonly save: (input: AddItem) => Promise<ActionResult<ItemOutcome>>;
  readonly onDone: (outcome: ItemOutcome) => void;
}

/** The form of something new. */
export function AddForm({ view, kind, save, onDone }: AddFormProps) {
  return (
    <FormFrame
      view={view}
      schema={AddItem}
      read={(form) => readNew(form, view, kind)}
      save={save}
      submit="Add it"
      onDone={onDone}
      own={(form, sources, errors) => (
        <Section title="Itself">
          <TextField
            id={`${form}-name`}
            name="own.name"
            label="Name"
            autoComplete="off"
            error={errors['name']}
          />
          {kind !== 'environment' && (
            <>
              <TextField
                id={`${form}-component`}
                name="own.component"
                label="Id"
                hint="The part of its address: lower-case letters, digits, dots and dashes"
                autoComplete="off"
                error={errors['component']}
              />
              <Frame id={`${form}-environment`} label="Environment">
                <select
                  id={`${form}-environment`}
                  name="own.environment"
                  className={`${inputClass} h-10`}
                >
                  <option value="">The estate as a whole</option>
                  {view.environments.map((name) => (
                    <option key={name}>{name}</option>
                  ))}
                </select>
              </Frame>
            </>
          )}
          <OtherNames form={form} />
          {kind === 'environment' && <EnvironmentFields form={form} />}
          <TextField
            id={`${form}-source`}
            name="own.source"
            label="Who says that it exists"
            hint="The short name of a source and where in it, as S3 2.1; new ones: below the facts"
            list={sources}
            autoComplete="off"
            error={errors['source']}
          />
        </Section>
      )}
    />
  );
}
