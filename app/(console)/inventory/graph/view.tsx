'use client';

import { FindItem } from '#components/inventory/graph/find-item.tsx';
import { GraphChoices } from '#components/inventory/graph/graph-choices.tsx';
import { GraphPicture } from '#components/inventory/graph/graph-picture.tsx';
import { MostNeeded } from '#components/inventory/graph/most-needed.tsx';
import { ReachedLists, reachedWords } from '#components/inventory/graph/reached-lists.tsx';
import { InventoryNavigation } from '#components/inventory/inventory-navigation.tsx';
import { itemHref, whereWords } from '#components/inventory/words.ts';
import { FaultNote } from '#components/ui/feedback/fault-note.tsx';
import { SkeletonRows } from '#components/ui/feedback/skeleton.tsx';
import { ButtonLink } from '#components/ui/form/button.tsx';
import { useLive } from '#components/ui/live/use-live.ts';
import { PageHead } from '#components/ui/page/page-head.tsx';
import { Section } from '#components/ui/page/section.tsx';
import { Age } from '#components/ui/time/age.tsx';
import {
  graphQuery,
  type FoundItems,
  type GraphQuestion,
  type GraphView,
  type NeededItem,
} from '#lib/inventory/client.ts';
import type { Fault } from '#lib/kernel/result.ts';
import { count, countOf } from '#lib/kernel/words/numbers.ts';

interface GraphPageProps {
  readonly question: GraphQuestion | null;
  /** Why the server could not answer it. */
  readonly refused: Fault | null;
  readonly found: FoundItems | null;
  /** Where to begin, while nothing is chosen. */
  readonly starts: readonly NeededItem[];
}

export function GraphPage({ question, refused, found, starts }: GraphPageProps) {
  return (
    <>
      <PageHead
        title="Inventory"
        lead="What depends on what. Choose a thing to see what it needs and what stops with it."
      />
      <InventoryNavigation here="graph" />
      <FindItem key={found?.text ?? ''} found={found} />
      {question === null ? (
        found === null && <MostNeeded starts={starts} />
      ) : (
        <Chosen question={question} refused={refused} />
      )}
    </>
  );
}

function titleOf({ item, totals }: GraphView, { direction }: GraphQuestion): string {
  if (direction === 'needs') return `${item.name} needs ${reachedWords(totals.needs)}`;
  const { all, outcomes } = totals.neededBy;
  if (all === 0) return `Nothing recorded stops with ${item.name}`;
  const people =
    outcomes === 0 ? '' : `, ${count(outcomes)} of them what users do or systems downstream`;
  const stop = all === 1 ? 'stops' : 'stop';
  return `If ${item.name} stops, ${reachedWords(totals.neededBy)} ${stop} with it${people}`;
}

function Chosen({
  question,
  refused,
}: {
  readonly question: GraphQuestion;
  readonly refused: Fault | null;
}) {
  const { data: view, fault, asOf, refetch } = useLive(graphQuery(question));
  const why = fault ?? refused;
  if (view === undefined)
    return why === null ? (
      <SkeletonRows label="the graph" rows={8} />
    ) : (
      <FaultNote
        title="This graph cannot be shown"
        fault={why}
        meaning="What exists in the estates is not affected by this."
        onRetry={refetch}
      />
    );
  const { item, nodes, needs, neededBy, totals } = view;
  const wanted =
    (question.direction === 'needs' ? 0 : totals.neededBy.all) +
    (question.direction === 'needed-by' ? 0 : totals.needs.all);
  const age = <Age at={asOf} fault={fault} />;
  return (
    <>
      <Section
        title={titleOf(view, question)}
        sub={whereWords(item)}
        age={age}
        isStale={fault !== null}
      >
        <GraphChoices question={question} />
        {nodes.length > 1 && <GraphPicture view={view} />}
        {nodes.length - 1 < wanted && (
          <p className="mt-1.5 text-dense text-muted">
            The graph has the nearest {countOf(nodes.length - 1, 'thing')} of {count(wanted)}
            {totals.needs.isMore || totals.neededBy.isMore ? ' or more' : ''}.
          </p>
        )}
        <p className="mt-2">
          <ButtonLink href={itemHref(item.key)} prefetch={false}>
            Open {item.name}
          </ButtonLink>
        </p>
      </Section>
      {question.direction !== 'needs' && (
        <Section
          title="What breaks if this goes"
          sub={reachedWords(totals.neededBy)}
          isStale={fault !== null}
        >
          <ReachedLists
            label="What breaks if this goes"
            none="No relation that is recorded makes anything depend on it."
            reached={neededBy}
            total={totals.neededBy}
          />
        </Section>
      )}
      {question.direction !== 'needed-by' && (
        <Section title="What it needs" sub={reachedWords(totals.needs)} isStale={fault !== null}>
          <ReachedLists
            label="What it needs"
            none="No relation that is recorded makes it depend on anything."
            reached={needs}
            total={totals.needs}
          />
        </Section>
      )}
    </>
  );
}
