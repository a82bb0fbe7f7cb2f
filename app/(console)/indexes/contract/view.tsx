'use client';

import { ContractEditNote } from '#components/indexes/contract/contract-edit-note.tsx';
import { ContractEditor } from '#components/indexes/contract/contract-editor.tsx';
import { ContractVersions } from '#components/indexes/contract/contract-versions.tsx';
import {
  ResetContractButton,
  type ChangingContract,
} from '#components/indexes/contract/reset-contract-button.tsx';
import { useEnvironments } from '#components/shell/environments.tsx';
import { useShellFacts } from '#components/shell/use-shell-facts.ts';
import { FaultNote } from '#components/ui/feedback/fault-note.tsx';
import { SkeletonRows } from '#components/ui/feedback/skeleton.tsx';
import { useLive } from '#components/ui/live/use-live.ts';
import { PageHead } from '#components/ui/page/page-head.tsx';
import { Section } from '#components/ui/page/section.tsx';
import { contractQuery } from '#lib/indexes/client.ts';
import { editContractAction, resetContractAction } from '../actions.ts';

interface ContractPageProps {
  readonly environment: string;
  readonly isProduction: boolean;
  /** Why this person may not edit it, in words; null when they may. */
  readonly notAllowed: string | null;
}

export function ContractPage({ environment, isProduction, notAllowed }: ContractPageProps) {
  const { href } = useEnvironments();
  const { data: view, fault, refetch } = useLive(contractQuery(environment));
  const active = useShellFacts().here?.sync.active;
  const changing: ChangingContract = {
    environment,
    isProduction,
    notAllowed,
    activeRun: active == null ? null : `Run ${active.number}`,
    edit: (input) => editContractAction(null, input),
    reset: (input) => resetContractAction(null, input),
  };
  const isStale = fault !== null && view !== undefined;
  return (
    <>
      <PageHead
        title="Alias contract"
        trail={[{ href: href('/indexes'), text: 'Indexes' }]}
        here="Alias contract"
        lead={
          'The aliases that must exist, the family of indexes that each follows, and its filter. ' +
          'What is saved here is watched at once; an alias that differs shows as drift until it ' +
          'is repaired, or until the next sync leads it so.'
        }
      />
      {view === undefined && fault !== null && (
        <FaultNote
          title="The console cannot show the contract"
          fault={fault}
          meaning="Users’ pages are not affected by this."
          onRetry={refetch}
        />
      )}
      <Section
        title="In force"
        sub={
          view === undefined
            ? undefined
            : view.version === 0
              ? 'what the pipeline plans: nothing was saved yet'
              : `version ${view.version}`
        }
        isStale={isStale}
      >
        {view === undefined ? (
          fault === null && <SkeletonRows label="contract" rows={8} />
        ) : (
          <>
            {view.edit !== null && (
              <ContractEditNote edit={view.edit}>
                <ResetContractButton changing={changing} version={view.version} />
              </ContractEditNote>
            )}
            <ContractEditor view={view} changing={changing} />
          </>
        )}
      </Section>
      {view !== undefined && (
        <Section
          title="Versions"
          sub="who changed it, and what; the newest first"
          isStale={isStale}
        >
          {view.versions.length === 0 ? (
            <p className="mt-2 text-dense text-muted">
              None yet. The first one is that of the first settled sync, or what an admin saves.
            </p>
          ) : (
            <ContractVersions versions={view.versions} />
          )}
        </Section>
      )}
    </>
  );
}
