import clsx from 'clsx';
import { Unlink } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { cellClass } from '#components/ui/data-table/cell-class.ts';
import { Table, Td, Th } from '#components/ui/data-table/table.tsx';
import { NotKnown, Status } from '#components/ui/feedback/status.tsx';
import { Button, ButtonLink } from '#components/ui/form/button.tsx';
import { Time } from '#components/ui/time/time.tsx';
import {
  answerOf,
  firstExpiryOf,
  isPaused,
  leftOver,
  sharedOf,
  whyNoRollback,
  whyPaused,
  type BlueGreenView,
  type SharedEnvironmentView,
  type SharedState,
} from '#lib/inventory/client.ts';
import { sentences } from '#lib/kernel/words/text.ts';
import { itemHref } from '../words.ts';
import { Checks } from './checks.tsx';
import { linkState, stepWords, versionWords } from './words.ts';

/** The form below, filled in. */
const askHref = (transition: string, where: string, more: object = {}): string =>
  `/inventory/blue-green?${String(new URLSearchParams({ transition, where, ...more }))}#ask`;

const slot = 'min-h-11 w-38 border px-2 py-1 leading-[18px]';

function Slot({
  name,
  detail,
  className,
}: {
  readonly name: ReactNode;
  readonly detail: ReactNode;
  readonly className: string;
}) {
  return (
    <div className={clsx(slot, className)}>
      <span className="block wrap-anywhere">{name}</span>
      <span className="block text-meta text-muted">{detail}</span>
    </div>
  );
}

function Current({ shared }: { readonly shared: SharedState }) {
  const { link, current } = shared;
  if (current === null)
    return <Slot name="none" detail="no current" className="border-dashed border-rule-strong" />;
  const isLinked = link === 'linked';
  return (
    <Slot
      name={<code className="font-bold">{current}</code>}
      detail={isLinked ? 'current' : 'current before unlink'}
      className={isLinked ? 'border-2 border-ok-fill' : 'border-dashed border-rule-strong'}
    />
  );
}

function Previous({ shared }: { readonly shared: SharedState }) {
  const { previous, versions } = shared;
  if (previous === null)
    return <Slot name="NA" detail="no previous" className="border-dashed border-rule-strong" />;
  const is = versions.find(({ name }) => name === previous)?.state;
  return (
    <Slot
      name={<code className="font-bold">{previous}</code>}
      detail={`previous, ${is === undefined ? 'not deployed' : versionWords[is]}`}
      className="border-[1.5px] border-dashed border-control"
    />
  );
}

const unknownSlot = (
  <Slot name="not recorded" detail="nobody said" className="border-dashed border-rule-strong" />
);

interface SharedEnvironmentsProps {
  readonly view: BlueGreenView;
  readonly onFound: (environment: SharedEnvironmentView) => void;
  /** Why this person may not record anything; null when they may. */
  readonly notAllowed: string | null;
}

/** What is live in each shared environment, what it can go back to, and what is held. */
export function SharedEnvironments({ view, onFound, notAllowed }: SharedEnvironmentsProps) {
  return (
    <>
      {/* Once, for all the buttons that are disabled by it. */}
      {notAllowed !== null && <p className="pt-2 text-dense text-muted">{notAllowed}</p>}
      <SharedTable {...{ view, onFound, notAllowed }} />
    </>
  );
}

function SharedTable({ view, onFound, notAllowed }: SharedEnvironmentsProps) {
  return (
    <Table label="Shared environments">
      <thead>
        <tr>
          <Th>Shared environment</Th>
          <Th>Change events</Th>
          <Th>Current version</Th>
          <Th>Previous version</Th>
          <Th>State</Th>
          <Th>Alarms reach Slack</Th>
          <Th>
            <span className="sr-only">Actions</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {view.shared.map((environment) => {
          const shared = sharedOf(view.state, environment.name);
          return (
            <SharedRow
              key={environment.name}
              {...{ view, environment, shared, onFound, notAllowed }}
            />
          );
        })}
      </tbody>
    </Table>
  );
}

interface SharedRowProps extends SharedEnvironmentsProps {
  readonly environment: SharedEnvironmentView;
  readonly shared: SharedState | undefined;
}

function SharedRow({ view, environment, shared, onFound, notAllowed }: SharedRowProps) {
  const { key, name, profile, account, webFirewall } = environment;
  const isHeld = shared !== undefined && isPaused(shared);
  const cell = isHeld ? 'border-b-0 bg-warn-bg' : undefined;
  return (
    <>
      <tr>
        <th
          scope="row"
          className={clsx(
            cellClass(false),
            'py-3! text-left font-normal',
            cell,
            isHeld && 'border-l-4 border-l-warn-fill pl-2',
          )}
        >
          <Link href={itemHref(key)} className="inline-block min-h-6 font-bold">
            {name}
          </Link>
          <span className="block text-meta text-muted">
            {account === null ? `profile ${profile}` : `${account} account`}
            {webFirewall === 'true' && ', WAF on'}
          </span>
        </th>
        <Td className={clsx('py-3!', cell)}>
          <ChangeEvents shared={shared} />
        </Td>
        <Td className={clsx('py-3!', cell)}>
          {shared === undefined ? unknownSlot : <Current shared={shared} />}
        </Td>
        <Td className={clsx('py-3!', cell)}>
          {shared === undefined ? unknownSlot : <Previous shared={shared} />}
        </Td>
        <Td className={clsx('py-3!', cell)}>
          {shared === undefined ? (
            <NotKnown>Not recorded</NotKnown>
          ) : (
            <>
              <Status tone={linkState[shared.link].tone}>{linkState[shared.link].words}</Status>
              <span className="block text-meta text-muted">
                since <Time at={shared.since} as="near" />
              </span>
            </>
          )}
        </Td>
        <Td className={clsx('py-3!', cell)}>
          <AlarmsReach shared={shared} />
        </Td>
        <Td className={clsx('py-3! text-right', cell)}>
          <div className="flex flex-col items-end gap-1.5">
            <NextStep environment={name} shared={shared} />
            <Button small disabled={notAllowed !== null} onClick={() => onFound(environment)}>
              Record what is there…
            </Button>
          </div>
        </Td>
      </tr>
      {isHeld && (
        <tr>
          <td
            colSpan={7}
            className="border-b border-l-4 border-rule border-l-warn-fill bg-warn-bg px-3 pb-4"
          >
            <Paused view={view} environment={environment} shared={shared} />
          </td>
        </tr>
      )}
    </>
  );
}

function ChangeEvents({ shared }: { readonly shared: SharedState | undefined }) {
  if (shared === undefined) return <NotKnown />;
  const isLinked = shared.link === 'linked';
  if (shared.link === 'absent') return <span className="text-muted">none: absent</span>;
  return (
    <div
      className={clsx(
        'flex min-h-11 items-center gap-3 border-l-4 pl-2',
        isLinked ? 'border-l-control' : 'border-l-warn-fill',
      )}
    >
      <span>
        {isLinked ? 'worked off' : <b>held</b>}
        <span className="block text-meta text-muted">how many is not known</span>
      </span>
      {isLinked ? (
        <span aria-hidden="true" className="w-8 border-t-2 border-ok-fill" />
      ) : (
        <Unlink aria-hidden="true" className="size-4 text-warn-fg" />
      )}
    </div>
  );
}

function AlarmsReach({ shared }: { readonly shared: SharedState | undefined }) {
  if (shared === undefined) return <NotKnown />;
  return shared.link === 'linked' ? (
    <Status tone="ok">Yes</Status>
  ) : shared.link === 'absent' ? (
    <span className="text-muted">not applicable</span>
  ) : (
    <Status tone="bad">No, none</Status>
  );
}

function NextStep({
  environment,
  shared,
}: {
  readonly environment: string;
  readonly shared: SharedState | undefined;
}) {
  if (shared?.link === 'unlinked')
    return (
      <ButtonLink
        small
        variant="primary"
        href={askHref('link', environment, {
          ...(shared.current !== null && { version: shared.current }),
          ...(shared.previous !== null && { previous: shared.previous }),
        })}
      >
        Link again…
      </ButtonLink>
    );
  const why = whyNoRollback(shared);
  return why === null ? (
    <ButtonLink small variant="danger-outline" href={askHref('rollback', environment)}>
      Roll back…
    </ButtonLink>
  ) : (
    <span>
      <Button small disabled>
        Roll back…
      </Button>
      <span className="block text-meta text-muted">{why}</span>
    </span>
  );
}

function Paused({
  view,
  environment,
  shared,
}: {
  readonly view: BlueGreenView;
  readonly environment: SharedEnvironmentView;
  readonly shared: SharedState;
}) {
  const { current, previous } = shared;
  const { checks } = answerOf({
    wanted: {
      transition: 'link',
      environment: environment.name,
      ...(current !== null && { version: current }),
      ...(previous !== null && { previous }),
    },
    environment,
    names: [],
    state: view.state,
  });
  const step = whyPaused(view.steps, environment.name);
  const expiry = firstExpiryOf(shared);
  return (
    <div className="grid gap-x-6 gap-y-3 text-dense l:grid-cols-3">
      <div>
        <h3 className="font-bold">Before it can be linked</h3>
        <Checks checks={checks} />
      </div>
      <div>
        <h3 className="font-bold">Why it is paused</h3>
        {step === undefined ? (
          <p>It is older than the steps below.</p>
        ) : (
          <p>
            {stepWords(step)}, by {step.actor}: “{step.reason}”
          </p>
        )}
        <p>Unlinking destroyed the outputs that say what is live; the console kept its own copy.</p>
      </div>
      <div>
        <h3 className="font-bold">While it stays paused</h3>
        <ul className="list-disc pl-4">
          <li>
            Events wait; the first are lost{' '}
            {!expiry.isKnown && 'on a day that is not known, at the latest '}on{' '}
            <Time at={expiry.at} />
          </li>
          <li>Nobody drains the change-event dead letters</li>
          <li>No alarm of shared resources or of the version reaches Slack</li>
          <li>No quality check runs (usually on Mondays)</li>
        </ul>
      </div>
    </div>
  );
}

/** What is deployed and leads nowhere, in a sentence each. */
export function LeftOver({ view }: { readonly view: BlueGreenView }) {
  const found = view.state.environments.flatMap((shared) =>
    leftOver(shared).map((name) => ({ name, environment: shared.environment })),
  );
  if (found.length === 0) return null;
  return (
    <ul className="mt-2 text-dense">
      {found.map(({ name, environment }) => (
        <li key={`${environment} ${name}`} className="py-1">
          <Status tone="warn">Linked to nothing</Status>{' '}
          {sentences(
            `${name} is deployed for ${environment}, and neither current nor previous`,
            'It is a release that goes on, or a clean-up that ended without an answer',
          )}
        </li>
      ))}
    </ul>
  );
}
