'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ConfirmDialog } from '#components/ui/dialog/confirm-dialog.tsx';
import { Status } from '#components/ui/feedback/status.tsx';
import { Button } from '#components/ui/form/button.tsx';
import { Time } from '#components/ui/time/time.tsx';
import {
  AddToAllowList,
  isPending,
  MarkDeployed,
  RemoveFromAllowList,
  type AllowListEntry,
  type AllowListOutcome,
  type EntryState,
} from '#lib/inventory/client.ts';
import type { ConfirmedEnvironment } from '#lib/kernel/confirmation.ts';
import type { ActionResult } from '#lib/kernel/result.ts';
import { countOf } from '#lib/kernel/words/numbers.ts';
import { refreshedIfRefused } from '../refreshed-if-refused.ts';

export interface ChangingAllowLists {
  /** Why this person may not, in words; null when they may. */
  readonly notAllowed: string | null;
  readonly seesAddresses: boolean;
  readonly add: (input: AddToAllowList) => Promise<ActionResult<AllowListOutcome>>;
  readonly remove: (input: RemoveFromAllowList) => Promise<ActionResult<AllowListOutcome>>;
  readonly deployed: (input: MarkDeployed) => Promise<ActionResult<AllowListOutcome>>;
}

const stateWords: Readonly<
  Record<EntryState, { readonly tone: 'ok' | 'warn'; readonly words: string }>
> = {
  saved: { tone: 'warn', words: 'Saved, not deployed' },
  deployed: { tone: 'ok', words: 'Deployed' },
  removed: { tone: 'warn', words: 'Removed, not deployed' },
};

type Opened =
  | { readonly kind: 'add' }
  | { readonly kind: 'deployed'; readonly seen: MarkDeployed['seen'] }
  | { readonly kind: 'remove'; readonly label: string }
  | null;

interface AllowListEntriesProps {
  readonly list: string;
  /** That the list is of. */
  readonly environment: ConfirmedEnvironment;
  readonly entries: readonly AllowListEntry[];
  readonly changing: ChangingAllowLists;
}

/** Who is recorded as being on a list, and what of it still waits for a deployment. */
export function AllowListEntries({ list, environment, entries, changing }: AllowListEntriesProps) {
  const [opened, setOpened] = useState<Opened>(null);
  const waiting = entries.filter(isPending);
  const pending = waiting.length;
  const isDisabled = changing.notAllowed !== null;
  return (
    <div className="mt-4 text-dense">
      <h3 className="font-bold">
        {environment.name}: <code className="wrap-anywhere">{list}</code>
      </h3>
      <p className="text-muted">
        {entries.length === 0
          ? 'Nobody is recorded on it.'
          : pending === 0
            ? 'All of it is deployed, as recorded.'
            : `${countOf(pending, 'change')} not deployed: a changed secret alone has no effect.`}
      </p>
      <ul>
        {entries.map(({ label, state, changedBy, changedAt, hasAddress, address }) => (
          <li key={label} className="flex flex-wrap gap-x-3 gap-y-1 border-b border-rule py-1.5">
            <b className="wrap-anywhere">{label}</b>
            <Status tone={stateWords[state].tone}>{stateWords[state].words}</Status>
            {address !== null ? (
              <code>{address}</code>
            ) : (
              hasAddress && <span className="text-muted">address not shown to you</span>
            )}
            <span className="text-muted">
              {changedBy}, <Time at={changedAt} as="near" />
            </span>
            {state !== 'removed' && (
              <Button
                small
                disabled={isDisabled}
                aria-label={`Remove ${label}…`}
                onClick={() => setOpened({ kind: 'remove', label })}
              >
                Remove…
              </Button>
            )}
          </li>
        ))}
      </ul>
      <p className="mt-1.5 flex flex-wrap items-center gap-2">
        <Button small disabled={isDisabled} onClick={() => setOpened({ kind: 'add' })}>
          Record who was added…
        </Button>
        <Button
          small
          disabled={isDisabled || pending === 0}
          onClick={() =>
            setOpened({
              kind: 'deployed',
              seen: waiting.map(({ label, changedAt }) => ({ label, changedAt })),
            })
          }
        >
          Record that it was deployed…
        </Button>
        {isDisabled && <span className="text-meta text-muted">{changing.notAllowed}</span>}
      </p>
      <AllowListDialog
        {...{ list, environment, entries, changing, opened }}
        onClose={() => setOpened(null)}
      />
    </div>
  );
}

function AllowListDialog({
  list,
  environment,
  changing,
  opened,
  onClose,
}: AllowListEntriesProps & { readonly opened: Opened; readonly onClose: () => void }) {
  const client = useQueryClient();
  const refresh = () => void client.invalidateQueries({ queryKey: ['inventory', 'allow-lists'] });
  if (opened === null) return null;
  const shared = {
    isOpen: true,
    onClose,
    environment,
    wantsReason: true,
    words: () => ({
      submit: 'Record it',
      busy: 'Recording…',
      dismiss: 'Not now',
      failed: 'Nothing was recorded',
      notKnown: 'It is not known whether it was recorded',
      meaning: 'No allow list is affected.',
    }),
    result: ({ pending }: AllowListOutcome) => ({
      title: 'Recorded',
      body: pending === 0 ? 'Nothing waits for a deployment.' : 'It waits for a deployment.',
    }),
    onDone: refresh,
    onNotKnown: refresh,
  } as const;
  const effect = (words: string) => () => ({
    effect: <p>{words} The console changes no secret and deploys nothing.</p>,
    alsoActive: 'Not known: whoever changes the secret.',
  });
  switch (opened.kind) {
    case 'add':
      return (
        <ConfirmDialog
          {...shared}
          draft={`allow-list add ${list}`}
          title={`Record who was added to the list of ${environment.name}?`}
          schema={AddToAllowList}
          run={changing.add}
          given={{ list }}
          fields={{
            label: {
              control: 'text',
              label: 'Label',
              hint: 'Who or what it is, in a few words.',
              autoComplete: 'off',
            },
            ...(changing.seesAddresses && {
              address: {
                control: 'text',
                label: 'Address (optional)',
                hint: 'Such as 192.0.2.7/32. Only admins see it.',
                isPrivate: true,
                autoComplete: 'off',
              },
            }),
          }}
          consequences={effect('The label is shown as saved, and not yet deployed.')}
        />
      );
    case 'remove':
      return (
        <ConfirmDialog
          {...shared}
          draft={`allow-list remove ${list} ${opened.label}`}
          title={`Record that ${opened.label} was removed?`}
          schema={RemoveFromAllowList}
          run={changing.remove}
          given={{ list, label: opened.label }}
          consequences={effect(
            'It is shown as removed until a deployment is recorded, or goes if none ever had it.',
          )}
        />
      );
    case 'deployed':
      return (
        <ConfirmDialog
          {...shared}
          draft={`allow-list deployed ${list}`}
          title={`Record that the list of ${environment.name} was deployed?`}
          schema={MarkDeployed}
          run={(input) => refreshedIfRefused(changing.deployed(input), refresh)}
          given={{ list, seen: opened.seen }}
          consequences={effect(
            `Shown as deployed: ${opened.seen.map(({ label }) => label).join(', ')}.`,
          )}
        />
      );
  }
}
