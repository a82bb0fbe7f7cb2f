'use client';

import { useId, useState } from 'react';
import { Note } from '#components/ui/feedback/note.tsx';
import { Button } from '#components/ui/form/button.tsx';
import { TextField } from '#components/ui/form/field.tsx';
import { Pick } from '#components/ui/form/pick.tsx';
import {
  answerOf,
  commandsOf,
  environmentOf,
  sharedOf,
  transitionIds,
  transitions,
  Wanted,
  type BlueGreenView,
  type Transition,
} from '#lib/inventory/client.ts';
import { fieldErrorsOf } from '#lib/kernel/form-fields.ts';
import Link from 'next/link';
import { itemHref } from '../words.ts';
import { Checks } from './checks.tsx';
import { RecordDialog, type Recording } from './record-dialog.tsx';
import { useAsked } from './use-asked.ts';
import { verdictWords } from './words.ts';

/** What a transition is told besides the environment. */
const takes: Readonly<Partial<Record<Transition, readonly ('version' | 'previous' | 'commit')[]>>> =
  {
    'trigger-pipeline': ['commit'],
    'trigger-shared': ['commit'],
    deploy: ['version'],
    unlink: ['version'],
    link: ['version', 'previous'],
    'clean-up': ['version'],
    rollback: ['commit'],
    undeploy: ['version'],
    destroy: ['commit'],
  };
const optional: readonly Transition[] = ['unlink', 'rollback', 'destroy'];

const given = (text: string): string | undefined => (text.trim() === '' ? undefined : text.trim());

export function AskForm({
  view,
  recording,
}: {
  readonly view: BlueGreenView;
  readonly recording: Recording;
}) {
  const asked = useAsked();
  const { transition } = asked;
  const fields = takes[transition] ?? [];
  const parsed = Wanted.safeParse({
    transition,
    environment: asked.environment.trim(),
    ...Object.fromEntries(fields.map((field) => [field, given(asked[field])])),
  });
  const errors = parsed.success ? {} : fieldErrorsOf(parsed.error.issues);
  const known = useId();
  const versions = useId();
  const shared = sharedOf(view.state, asked.environment);
  const hint = optional.includes(transition) ? 'May be left out.' : undefined;
  return (
    <div className="grid gap-x-8 l:grid-cols-[minmax(0,20rem)_minmax(0,1fr)]">
      <form aria-label="Ask before it is done" onSubmit={(event) => event.preventDefault()}>
        <Pick
          label="What you want to do"
          value={transition}
          options={transitionIds.map((id) => [
            id,
            `${String(transitions[id].number)} ${transitions[id].title}`,
          ])}
          // One of the options.
          onPick={(picked) => asked.pick(picked as Transition)}
        />
        <TextField
          label="Environment"
          list={known}
          value={asked.environment}
          error={errors['environment']}
          autoComplete="off"
          onTyped={(text) => asked.write('environment', text)}
        />
        <datalist id={known}>
          {view.environments.map(({ name }) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        {fields.includes('version') && (
          <TextField
            label="Version"
            hint={hint ?? 'Such as 9f3c1de-live: 7 digits of the commit, and the profile.'}
            list={versions}
            value={asked.version}
            error={errors['version']}
            autoComplete="off"
            onTyped={(text) => asked.write('version', text)}
          />
        )}
        {fields.includes('previous') && (
          <TextField
            label="Previous version"
            hint="Left out it is NA, and a rollback impossible."
            list={versions}
            value={asked.previous}
            error={errors['previous']}
            autoComplete="off"
            onTyped={(text) => asked.write('previous', text)}
          />
        )}
        <datalist id={versions}>
          {(shared?.versions ?? []).map(({ name }) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        {fields.includes('commit') && (
          <TextField
            label="Commit"
            hint={hint}
            value={asked.commit}
            error={errors['commit']}
            autoComplete="off"
            onTyped={(text) => asked.write('commit', text)}
          />
        )}
      </form>
      <div className="mt-4 min-w-0">
        {parsed.success ? (
          <AskedAnswer view={view} wanted={parsed.data} recording={recording} />
        ) : (
          <Note tone="wait" title="Not asked yet">
            Correct what is marked, and the answer comes here.
          </Note>
        )}
      </div>
    </div>
  );
}

const commandClass = 'bg-sunk px-3 py-2 font-mono text-meta whitespace-pre-wrap wrap-anywhere';

function AskedAnswer({
  view,
  wanted,
  recording,
}: {
  readonly view: BlueGreenView;
  readonly wanted: Wanted;
  readonly recording: Recording;
}) {
  const [isOpen, setOpen] = useState(false);
  const environment = environmentOf(view.environments, wanted.environment);
  if (environment === null)
    return (
      <Note tone="wait" title="Not known">
        There is no environment of that name in the inventory. A task environment is ds- and a
        number.
      </Note>
    );
  const names = [
    ...view.environments.map(({ name }) => name),
    ...view.state.environments.map((one) => one.environment),
  ];
  const answer = answerOf({
    wanted,
    environment,
    names: [...new Set(names)],
    state: view.state,
  });
  const commands = commandsOf(
    wanted,
    environment,
    sharedOf(view.state, wanted.environment),
    view.commands,
  );
  const { tone, words } = verdictWords[answer.verdict];
  const { title } = transitions[wanted.transition];
  return (
    <>
      <Note tone={tone} title={`${title}, ${environment.name}: ${words.toLowerCase()}`}>
        <Checks checks={answer.checks} />
      </Note>
      {answer.cautions.length > 0 && (
        <>
          <h3 className="mt-3 text-dense font-bold">What can go wrong</h3>
          <ul className="list-disc pl-5 text-dense">
            {answer.cautions.map((caution) => (
              <li key={caution}>{caution}</li>
            ))}
          </ul>
        </>
      )}
      <h3 className="mt-3 text-dense font-bold">Command</h3>
      {commands.length === 0 ? (
        <p className="text-dense text-muted">
          {wanted.transition === 'clean-up'
            ? 'None: it runs by itself after a link.'
            : 'None is recorded.'}
        </p>
      ) : (
        commands.map(({ key, command, documented, notes }, at) => (
          <div key={key} className="mb-3 text-dense">
            {at > 0 && <p className="text-muted">The README writes instead:</p>}
            <pre className={commandClass}>{command}</pre>
            <p className="text-meta text-muted">
              As documented: <code className="wrap-anywhere">{documented}</code>{' '}
              <Link href={itemHref(key)} className="inline-block min-h-6">
                Source
              </Link>
            </p>
            {notes.length > 0 && (
              <ul className="list-disc pl-5">
                {notes.map((note) => (
                  <li key={note}>{note}</li>
                ))}
              </ul>
            )}
          </div>
        ))
      )}
      <p className="mt-3 flex flex-wrap items-center gap-3 text-dense">
        <Button
          variant="primary"
          disabled={answer.outcomes.length === 0 || recording.notAllowed !== null}
          onClick={() => setOpen(true)}
        >
          Record what was done…
        </Button>
        <span className="text-muted">
          {recording.notAllowed ??
            (answer.outcomes.length === 0
              ? 'Only what is allowed can be recorded.'
              : 'The console does nothing there: you run the command.')}
        </span>
      </p>
      <RecordDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        seen={view.version}
        environment={environment}
        wanted={wanted}
        answer={answer}
        command={commands[0]?.command ?? null}
        recording={recording}
      />
    </>
  );
}
