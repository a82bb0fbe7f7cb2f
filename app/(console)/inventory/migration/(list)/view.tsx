'use client';

import { useMemo } from 'react';
import { InventoryNavigation } from '#components/inventory/inventory-navigation.tsx';
import { whatIfHref } from '#components/inventory/migration/addresses.ts';
import { BurnUp } from '#components/inventory/migration/burn-up.tsx';
import { EvidenceLegend } from '#components/inventory/migration/evidence-mark.tsx';
import { migrationItemsList } from '#components/inventory/migration/migration-list.tsx';
import { MovesList } from '#components/inventory/migration/moves-list.tsx';
import { ObjectionsList } from '#components/inventory/migration/objections-list.tsx';
import { PlanSteps } from '#components/inventory/migration/plan-steps.tsx';
import { Proportions } from '#components/inventory/migration/proportions.tsx';
import { SizeTable } from '#components/inventory/migration/size-table.tsx';
import { DataList } from '#components/ui/data-table/data-list.tsx';
import { FaultNote } from '#components/ui/feedback/fault-note.tsx';
import { SkeletonRows } from '#components/ui/feedback/skeleton.tsx';
import { ButtonLink } from '#components/ui/form/button.tsx';
import { useLive } from '#components/ui/live/use-live.ts';
import { PageHead } from '#components/ui/page/page-head.tsx';
import { Section } from '#components/ui/page/section.tsx';
import { Age } from '#components/ui/time/age.tsx';
import {
  isMoved,
  migrationItemsQuery,
  migrationQuery,
  type MigrationView,
} from '#lib/inventory/client.ts';
import type { Fault } from '#lib/kernel/result.ts';
import { count, countOf } from '#lib/kernel/words/numbers.ts';

export function MigrationPage() {
  const { data: view, fault, asOf, refetch } = useLive(migrationQuery);
  const choices = view?.choices;
  const list = useMemo(() => migrationItemsList(choices), [choices]);
  return (
    <>
      <PageHead
        title="Migration to AWS"
        trail={[{ href: '/inventory', text: 'Inventory' }]}
        here="Migration"
        lead={
          'How far the move from Azure to AWS has come, what blocks the rest, and how sure each ' +
          'line is.'
        }
        actions={<ButtonLink href={whatIfHref([])}>What if…</ButtonLink>}
      />
      <InventoryNavigation here="migration" />
      {view === undefined ? (
        fault === null ? (
          <SkeletonRows label="how far the move is" rows={6} />
        ) : (
          <FaultNote
            title="How far the move is cannot be shown"
            fault={fault}
            meaning="The move itself is not affected by this."
            onRetry={refetch}
          />
        )
      ) : (
        <HowFar view={view} asOf={asOf} fault={fault} />
      )}
      <DataList list={list} query={migrationItemsQuery} />
      <EvidenceLegend />
      {view !== undefined && <WhatFollows view={view} isStale={fault !== null} />}
    </>
  );
}

interface HowFarProps {
  readonly view: MigrationView;
  readonly asOf: string | null;
  readonly fault: Fault | null;
}

function HowFar({ view, asOf, fault }: HowFarProps) {
  const { items, counts, burnUp, broken } = view;
  const moved = items.filter(({ status }) => isMoved(status)).length;
  const isStale = fault !== null;
  return (
    <>
      <Section
        title={`${count(moved)} of ${countOf(items.length, 'item')} no longer run on Azure`}
        sub="counted by item and not weighted by effort; what is not recorded is not “not started”"
        age={<Age at={asOf} fault={fault} />}
        isStale={isStale}
      >
        <Proportions counts={counts} />
      </Section>
      {broken.length > 0 && (
        <Section
          title="Recorded against the order"
          sub={countOf(broken.length, 'place')}
          isStale={isStale}
        >
          <ObjectionsList objections={broken} />
        </Section>
      )}
      <Section title="Burn-up" sub="from what was recorded, and when" isStale={isStale}>
        <BurnUp points={burnUp} until={asOf ?? burnUp.at(-1)?.at ?? ''} />
      </Section>
    </>
  );
}

function WhatFollows({
  view,
  isStale,
}: {
  readonly view: MigrationView;
  readonly isStale: boolean;
}) {
  const { items, order, size, moves, choices } = view;
  return (
    <>
      <Section
        title="Order of what is left"
        sub={
          choices.waves.length === 0
            ? 'from the relations alone: no source records a wave or a date'
            : 'from the relations; the waves that are recorded are in the list'
        }
        isStale={isStale}
      >
        <PlanSteps label="Order of what is left" plan={order} items={items} />
      </Section>
      <Section
        title="Size of the task"
        sub="each number follows from the columns of the CSV"
        isStale={isStale}
      >
        <SizeTable lines={size} />
      </Section>
      <Section title="Recorded moves" sub="the newest first" isStale={isStale}>
        <MovesList moves={moves} />
      </Section>
    </>
  );
}
