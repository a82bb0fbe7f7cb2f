'use client';

import Link from 'next/link';
import { useSearchParams } from 'next/navigation';
import { parseAsString, useQueryStates } from 'nuqs';
import { AliasesTable } from '#components/indexes/aliases-table.tsx';
import { comparable, comparePath } from '#components/indexes/compare/comparable.ts';
import { contractWords } from '#components/indexes/alias-words.ts';
import { DocumentsOverTime } from '#components/indexes/documents/documents-over-time.tsx';
import { DriftTimes } from '#components/indexes/drift-times.tsx';
import { ClusterLink } from '#components/indexes/cluster/cluster-link.tsx';
import { GenerationDrawer } from '#components/indexes/generation-drawer.tsx';
import { GenerationsTable } from '#components/indexes/generations-table.tsx';
import { GenerationsTimeline } from '#components/indexes/generations-timeline.tsx';
import type { Adopting } from '#components/indexes/adopt-button.tsx';
import { ContractEditNote } from '#components/indexes/contract/contract-edit-note.tsx';
import type { Deciding } from '#components/indexes/contract/unexpected-buttons.tsx';
import type { Retiring } from '#components/indexes/retire-button.tsx';
import { RollBackButton, type RollingBack } from '#components/indexes/roll-back-button.tsx';
import { wayBackOf } from '#components/indexes/generation-words.ts';
import { RepairButton, type Repairing } from '#components/indexes/repair-button.tsx';
import { useEnvironments } from '#components/shell/environments.tsx';
import { useShellFacts } from '#components/shell/use-shell-facts.ts';
import { AsUsersSeeIt } from '#components/indexes/pages/as-users-see-it.tsx';
import { useFreshCounts } from '#components/indexes/pages/use-fresh-counts.ts';
import { WhoIsAffected } from '#components/indexes/pages/who-is-affected.tsx';
import { AskedIndexName } from '#components/indexes/index-name.tsx';
import { OtherIndexes } from '#components/indexes/other-indexes.tsx';
import { generationsWords } from '#components/indexes/generation-words.ts';
import { Age } from '#components/ui/time/age.tsx';
import { FaultNote } from '#components/ui/feedback/fault-note.tsx';
import { Note } from '#components/ui/feedback/note.tsx';
import { WithDrawer } from '#components/ui/page/drawer.tsx';
import { PageHead } from '#components/ui/page/page-head.tsx';
import { Section } from '#components/ui/page/section.tsx';
import { SkeletonRows } from '#components/ui/feedback/skeleton.tsx';
import { useLive } from '#components/ui/live/use-live.ts';
import { countOf } from '#lib/kernel/words/numbers.ts';
import { indexesQuery, isUnbuilt, searchFault, type AliasVerdict } from '#lib/indexes/client.ts';
import {
  acceptAliasAction,
  adoptIndexAction,
  removeAliasAction,
  noteGenerationAction,
  repairAliasesAction,
  retireGenerationAction,
  rollBackAction,
} from './actions.ts';

interface IndexesPageProps {
  readonly environment: string;
  readonly isProduction: boolean;
  /** Why this person may not, in words, by what they may not; null when they may. */
  readonly notAllowed: Readonly<
    Record<'repair' | 'rollBack' | 'retire' | 'adopt' | 'accept' | 'remove' | 'note', string | null>
  >;
}

const drawerParams = { generation: parseAsString, about: parseAsString };
const isRepairable = (state: AliasVerdict): boolean => state === 'missing' || state === 'different';

const engines = { database: 'embedded, in the database', opensearch: 'OpenSearch' } as const;

export function IndexesPage({ environment, isProduction, notAllowed }: IndexesPageProps) {
  const search = useSearchParams();
  const { href } = useEnvironments();
  const [{ generation: opened }, setOpened] = useQueryStates(drawerParams, { history: 'push' });
  const close = () => void setOpened({ generation: null, about: null });
  const live = useLive(indexesQuery(environment));
  const view = live.data;
  useFreshCounts(environment, view);
  const fault = live.fault ?? searchFault(view?.failedSince);
  const shared = {
    age: <Age at={view?.asOf ?? null} fault={fault} failedSince={view?.failedSince ?? null} />,
    isStale: fault !== null && view !== undefined,
  };
  const unexpected = view?.unexpected.length ?? 0;
  const active = useShellFacts().here?.sync.active;
  const isInPlace = view?.generations.some((one) => one.isInPlace) === true;
  const acting = {
    environment,
    isProduction,
    activeRun: active == null ? null : `Run ${active.number}`,
  };
  const repairing: Repairing = {
    ...acting,
    notAllowed: notAllowed.repair,
    repair: (input) => repairAliasesAction(null, input),
  };
  const rolling: RollingBack = {
    ...acting,
    notAllowed: notAllowed.rollBack,
    rollBack: (input) => rollBackAction(null, input),
  };
  const retiring: Retiring = {
    ...acting,
    notAllowed: notAllowed.retire,
    retire: (input) => retireGenerationAction(null, input),
    onRetired: (indexes) => {
      if (opened !== null && indexes.includes(opened)) close();
    },
  };
  const adopting: Adopting = {
    ...acting,
    notAllowed: notAllowed.adopt,
    bases: isInPlace ? [] : [...new Set(view?.generations.map(({ base }) => base))],
    adopt: (input) => adoptIndexAction(null, input),
  };
  const deciding: Deciding = {
    ...acting,
    notAllowed,
    accept: (input) => acceptAliasAction(null, input),
    remove: (input) => removeAliasAction(null, input),
  };
  const wayBack = view === undefined || isInPlace ? null : wayBackOf(view.generations);
  const canRepair =
    view !== undefined && !isUnbuilt(view) && view.aliases.some(({ state }) => isRepairable(state));
  const generation = view?.generations.find(({ index }) => index === opened);
  const choices = comparable(view?.generations ?? []);
  const compareHref =
    generation !== undefined && choices.get(generation.base)?.includes(generation) === true
      ? href(comparePath(generation))
      : null;
  const hrefOf = (index: string) => {
    const next = new URLSearchParams(search);
    next.set('generation', index);
    return `?${next.toString()}`;
  };
  return (
    <WithDrawer
      drawer={
        view !== undefined &&
        generation !== undefined && (
          <GenerationDrawer
            generation={generation}
            view={view}
            check={view.generationChecks.find(({ index }) => index === generation.index)}
            rolling={rolling}
            retiring={retiring}
            noting={{ environment, notAllowed: notAllowed.note, note: noteGenerationAction }}
            compareHref={compareHref}
            onClose={close}
          />
        )
      }
    >
      <PageHead
        title="Indexes"
        actions={
          <>
            {wayBack !== null && (
              <RollBackButton
                rolling={rolling}
                to={wayBack.run}
                name={`generation ${wayBack.number}`}
                isOn={wayBack.isOn}
              />
            )}
            {canRepair && (
              <RepairButton repairing={repairing} alias={null} isPrimary>
                Repair all…
              </RepairButton>
            )}
          </>
        }
        lead={
          'Which generation users read, and whether every alias is what the contract ' +
          `says.${view === undefined ? '' : ` Search engine: ${engines[view.engine]}.`}`
        }
      />
      <ClusterLink />
      <Section
        title="Aliases against the contract"
        sub={
          view === undefined
            ? undefined
            : contractWords(view) +
              (unexpected > 0 ? `. ${unexpected} that the contract does not name` : '')
        }
        more={
          <Link href={href('/indexes/contract')} className="inline-block min-h-6 text-dense">
            Alias contract
          </Link>
        }
        {...shared}
      >
        {view?.contractEdit != null && <ContractEditNote edit={view.contractEdit} />}
        {view !== undefined && (
          <AliasesTable view={view} repairing={repairing} deciding={deciding} />
        )}
        {view === undefined && fault === null && <SkeletonRows label="aliases" rows={7} />}
        {view === undefined && fault !== null && (
          <FaultNote
            title="The console cannot say whether aliases match"
            fault={fault}
            meaning="Users’ pages are not affected by this."
            onRetry={live.refetch}
          />
        )}
      </Section>
      {view !== undefined && view.drifts.length > 0 && (
        <Section
          title="Drift over time"
          sub="what the contract monitor saw, the newest first"
          {...shared}
        >
          <DriftTimes seen={view} />
        </Section>
      )}
      <Section
        title="Generations"
        sub={view === undefined ? undefined : generationsWords(view.generations)}
        more={
          choices.size > 0 && (
            <Link href={href('/indexes/compare')} className="inline-block min-h-6 text-dense">
              Compare two
            </Link>
          )
        }
        {...shared}
      >
        {view === undefined ? (
          fault === null && <SkeletonRows label="generations" rows={5} />
        ) : (
          <>
            {opened !== null && generation === undefined && (
              <div className="mt-3">
                <Note tone="warn" title="That index is not here">
                  <p>
                    <AskedIndexName index={opened} /> was dropped, or it never was in this
                    environment.
                  </p>
                </Note>
              </div>
            )}
            {isInPlace && (
              <p className="mt-2.5 max-w-prose text-dense text-muted">
                Roll back is not available: this environment’s sync is run by the Integration
                service, which fills one index in place and keeps none. Run by this console (driver:
                managed), each sync would leave the one before to go back to.
              </p>
            )}
            {view.uncounted !== null && (
              <p className="mt-2.5 max-w-prose text-dense">{view.uncounted}</p>
            )}
            <GenerationsTimeline generations={view.generations} dropped={view.dropped} />
            <GenerationsTable
              generations={view.generations}
              isKnown={view.asOf !== null && view.refused === null}
              refused={view.refused}
              order={view.aliases.map(({ name }) => name)}
              opened={opened}
              onOpen={(index) => void setOpened({ generation: index })}
              hrefOf={hrefOf}
            />
          </>
        )}
      </Section>
      {view !== undefined && !isUnbuilt(view) && <DocumentsOverTime environment={environment} />}
      {view !== undefined && view.affected.pages.length > 0 && (
        <Section
          title="Who is affected"
          sub="what each page of the users shows in each condition; the tinted row is now"
          {...shared}
        >
          <WhoIsAffected affected={view.affected} />
        </Section>
      )}
      {view !== undefined && view.affected.pages.length > 0 && !isUnbuilt(view) && (
        <AsUsersSeeIt environment={environment} />
      )}
      {view !== undefined && view.others.length > 0 && (
        <Section
          title="Other indexes"
          sub={
            `${countOf(view.others.length, 'index', 'indexes')} that no run has made; to drop ` +
            'one, adopt it first, then retire it'
          }
          {...shared}
        >
          <OtherIndexes others={view.others} adopting={adopting} />
        </Section>
      )}
    </WithDrawer>
  );
}
