'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { ExportLinks } from '#components/inventory/export-links.tsx';
import { FactsTable } from '#components/inventory/facts-table.tsx';
import { ObservedSection } from '#components/inventory/observe/observed-section.tsx';
import { ReachedLists, reachedWords } from '#components/inventory/graph/reached-lists.tsx';
import { IncidentsList } from '#components/inventory/incidents-list.tsx';
import { ItemActions } from '#components/inventory/item-actions.tsx';
import { ItemHistory } from '#components/inventory/item-history.tsx';
import { RelationsList } from '#components/inventory/relations-list.tsx';
import { SyncLink } from '#components/inventory/sync-link.tsx';
import {
  graphHref,
  insideHref,
  itemHref,
  speaksOfWords,
  whereWords,
} from '#components/inventory/words.ts';
import { FaultNote } from '#components/ui/feedback/fault-note.tsx';
import { SkeletonRows } from '#components/ui/feedback/skeleton.tsx';
import { useLive } from '#components/ui/live/use-live.ts';
import { Definition, DefinitionList } from '#components/ui/page/definition-list.tsx';
import { PageHead } from '#components/ui/page/page-head.tsx';
import { Section } from '#components/ui/page/section.tsx';
import { Age } from '#components/ui/time/age.tsx';
import {
  dependenciesQuery,
  followingFacts,
  identityOf,
  incidentKind,
  incidentsOf,
  itemQuery,
  type DependenciesView,
  type DependencyView,
  type InInventory,
  type ItemView,
  type RemovedView,
  type UndoChange,
  type ReachedTotal,
} from '#lib/inventory/client.ts';
import type { Fault } from '#lib/kernel/result.ts';
import { count, countOf } from '#lib/kernel/words/numbers.ts';
import { titleCase } from '#lib/kernel/words/text.ts';
import { removeItemAction, undoChangeAction } from '../actions.ts';

const undone = (input: UndoChange) => undoChangeAction(null, input);

interface ItemPageProps {
  readonly itemKey: string;
  /** The environments of this console that it is. */
  readonly syncsOf: readonly InInventory[];
  /** Why this person may not change it, in words; null when they may. */
  readonly notAllowed: string | null;
}

/** Its own name is the title already. */
const holderWords = (item: ItemView): string => {
  if (item.type === 'estate') return '';
  return ` of ${item.type === 'environment' ? item.estateTitle : whereWords(item)}`;
};

function leadOf(item: ItemView): string {
  const { kindTitle, source, aliases } = item;
  const also = aliases.length === 0 ? '' : ` Also called ${aliases.join(', ')}.`;
  return (
    `${titleCase(kindTitle)}${holderWords(item)}. ` +
    `From ${source.title}, ${speaksOfWords(source)}.${also}`
  );
}

export function ItemPage({ itemKey, syncsOf, notAllowed }: ItemPageProps) {
  const router = useRouter();
  const { data: item, fault, asOf, refetch } = useLive(itemQuery(itemKey));
  const dependencies = useLive(dependenciesQuery(itemKey));
  if (item === undefined)
    return fault === null ? (
      <SkeletonRows label="facts" rows={8} />
    ) : (
      <FaultNote
        title="This cannot be shown"
        fault={fault}
        meaning="What exists in the estates is not affected by this."
        onRetry={refetch}
      />
    );
  const age = <Age at={asOf} fault={fault} />;
  const follows = followingFacts(item);
  // Of an estate or an environment without relations of its own "nothing" would be untrue.
  const hasDependencies = item.type === 'component' || item.relationCount > 0;
  const environment = {
    name: item.environment ?? item.estate,
    isProduction: item.isProduction,
  };
  return (
    <>
      <PageHead
        title={item.name}
        trail={[
          { href: '/inventory', text: 'Inventory' },
          ...(item.type === 'estate'
            ? []
            : [{ href: itemHref(item.estate), text: item.estateTitle }]),
        ]}
        here={item.name}
        lead={leadOf(item)}
        actions={
          <>
            {item.type === 'estate' && <ExportLinks estate={item.estate} title={item.name} />}
            <ItemActions
              item={item}
              environment={environment}
              notAllowed={notAllowed}
              remove={(input) => removeItemAction(null, input)}
              onDone={() => router.refresh()}
            />
          </>
        }
      />
      {item.type === 'environment' && (
        <Section title="What makes it this environment" isStale={fault !== null}>
          <DefinitionList className="max-w-[82ch]">
            {identityOf(item).map(({ label, says }) => (
              <Definition key={label} term={label}>
                {says}
              </Definition>
            ))}
          </DefinitionList>
        </Section>
      )}
      {syncsOf.map((one) => (
        <SyncLink key={one.environment} of={one} />
      ))}
      <Section
        title="Facts"
        sub={item.missing === 0 ? undefined : `${countOf(item.missing, 'fact')} not recorded`}
        age={age}
        isStale={fault !== null}
      >
        {item.facts.length + follows.length === 0 ? (
          <p className="mt-2 text-dense text-muted">No source says more than the name.</p>
        ) : (
          <FactsTable facts={item.facts} follows={follows} />
        )}
      </Section>
      <ObservedSection itemKey={itemKey} />
      {item.relationCount > 0 && (
        <Section title="Relations" sub={count(item.relationCount)} isStale={fault !== null}>
          <RelationsList item={item} />
        </Section>
      )}
      {item.type !== 'component' && (
        <Section title="What is in it" isStale={fault !== null}>
          <p className="mt-2 text-dense">
            <Link href={insideHref(item)}>Everything of {whereWords(item)}, as a list</Link>. What
            stops with one of these things is on its own page.
          </p>
        </Section>
      )}
      {hasDependencies && (
        <>
          <Dependencies
            title="What breaks if this goes"
            none="No relation that is recorded makes anything depend on it."
            more={graphHref({ of: item.key, direction: 'needed-by' })}
            live={dependencies}
            of={({ neededBy, totals }) => ({ reached: neededBy, total: totals.neededBy })}
          />
          <Dependencies
            title="What it needs"
            none="No relation that is recorded makes it depend on anything."
            more={graphHref({ of: item.key, direction: 'needs' })}
            live={dependencies}
            of={({ needs, totals }) => ({ reached: needs, total: totals.needs })}
          />
        </>
      )}
      {item.type === 'component' && item.kind !== incidentKind && (
        <Section title="Incidents" isStale={fault !== null}>
          <IncidentsList incidents={incidentsOf(item)} />
        </Section>
      )}
      <Section title="History" sub="the newest first" isStale={fault !== null}>
        <ItemHistory
          itemKey={item.key}
          history={item.history}
          undoing={{
            notAllowed,
            environment,
            undo: undone,
            onDone: ({ key }) => router.push(itemHref(key)),
          }}
        />
      </Section>
    </>
  );
}

interface DependenciesProps {
  readonly title: string;
  readonly none: string;
  /** The address of its graph. */
  readonly more: string;
  readonly live: {
    readonly data: DependenciesView | undefined;
    readonly fault: Fault | null;
    readonly asOf: string | null;
    readonly refetch: () => void;
  };
  readonly of: (view: DependenciesView) => {
    readonly reached: readonly DependencyView[];
    readonly total: ReachedTotal;
  };
}

/** Not looked up yet, and not found out, are not none. */
function Dependencies({
  title,
  none,
  more,
  live: { data, fault, asOf, refetch },
  of,
}: DependenciesProps) {
  const found = data === undefined ? undefined : of(data);
  return (
    <Section
      title={title}
      sub={found === undefined ? undefined : reachedWords(found.total)}
      age={<Age at={asOf} fault={fault} />}
      isStale={fault !== null && found !== undefined}
    >
      {found !== undefined ? (
        <ReachedLists label={title} none={none} more={more} {...found} />
      ) : fault === null ? (
        <SkeletonRows label={title.toLowerCase()} />
      ) : (
        <FaultNote
          title="What hangs on what cannot be shown"
          fault={fault}
          meaning="What exists in the estates is not affected by this."
          onRetry={refetch}
        />
      )}
    </Section>
  );
}

/** What is there no more: who removed it and why, and the way back. */
export function RemovedPage({
  removed: { key, name, history },
  notAllowed,
}: {
  readonly removed: RemovedView;
  readonly notAllowed: string | null;
}) {
  const router = useRouter();
  return (
    <>
      <PageHead
        title={name}
        trail={[{ href: '/inventory', text: 'Inventory' }]}
        here={name}
        lead={`${key} was removed from the inventory. Its history says who did it and why.`}
      />
      <Section title="History" sub="the newest first">
        <ItemHistory
          itemKey={key}
          history={history}
          undoing={{
            notAllowed,
            environment: { name: key, isProduction: false },
            undo: undone,
            onDone: () => router.refresh(),
          }}
        />
      </Section>
    </>
  );
}
