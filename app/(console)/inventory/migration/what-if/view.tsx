'use client';

import Link from 'next/link';
import { PlanSteps } from '#components/inventory/migration/plan-steps.tsx';
import { WhatIfForm } from '#components/inventory/migration/what-if-form.tsx';
import { itemHref } from '#components/inventory/words.ts';
import { FaultNote } from '#components/ui/feedback/fault-note.tsx';
import { Note } from '#components/ui/feedback/note.tsx';
import { SkeletonRows } from '#components/ui/feedback/skeleton.tsx';
import { useLive } from '#components/ui/live/use-live.ts';
import { PageHead } from '#components/ui/page/page-head.tsx';
import { Section } from '#components/ui/page/section.tsx';
import { Age } from '#components/ui/time/age.tsx';
import { whatIfQuery, type Plan, type TiedItem, type WhatIfView } from '#lib/inventory/client.ts';
import { quoted } from '#lib/kernel/free-text.ts';
import type { Fault } from '#lib/kernel/result.ts';
import { count, countOf } from '#lib/kernel/words/numbers.ts';
import { listWords } from '#lib/kernel/words/text.ts';

interface WhatIfPageProps {
  readonly chosen: readonly string[];
  readonly items: readonly TiedItem[];
  /** Why there is no plan. */
  readonly fault: Fault | null;
}

export function WhatIfPage({ chosen, items, fault }: WhatIfPageProps) {
  return (
    <>
      <PageHead
        title="What if these move?"
        trail={[
          { href: '/inventory', text: 'Inventory' },
          { href: '/inventory/migration', text: 'Migration' },
        ]}
        here="What if"
        lead={
          'What must move with them, what blocks, in which order, and where one can still turn ' +
          'back: as the recorded relations say it. Nothing is changed.'
        }
      />
      {fault !== null ? (
        <FaultNote
          title="There is no plan"
          fault={fault}
          meaning={
            fault.kind === 'invalid'
              ? 'Nothing is planned yet.'
              : 'Leave out what nothing is called, or look it up in the inventory.'
          }
        />
      ) : (
        chosen.length > 0 && <WhatItTakes chosen={chosen} />
      )}
      <Section title="What is to move" sub={chosen.length === 0 ? 'nothing chosen yet' : undefined}>
        <WhatIfForm items={items} chosen={chosen} />
      </Section>
    </>
  );
}

function WhatItTakes({ chosen }: { readonly chosen: readonly string[] }) {
  const { data: view, fault, asOf, refetch } = useLive(whatIfQuery(chosen));
  if (view === undefined)
    return fault === null ? (
      <SkeletonRows label="what it takes" />
    ) : (
      <FaultNote
        title="What it takes cannot be shown"
        fault={fault}
        meaning="The move itself is not affected by this."
        onRetry={refetch}
      />
    );
  const isStale = fault !== null;
  const { plan, items } = view;
  return (
    <>
      <Section title={summaryOf(plan)} age={<Age at={asOf} fault={fault} />} isStale={isStale}>
        <Picked view={view} />
        {plan.steps.length > 0 && (
          <>
            <p className="mt-2 max-w-[82ch]">{turnBackWords(plan)}</p>
            <PlanSteps label="What it takes, step by step" plan={plan} items={items} />
          </>
        )}
      </Section>
      {plan.cycles.length > 0 && <Cycles plan={plan} items={items} />}
      {plan.links.length > 0 && <Links plan={plan} items={items} isStale={isStale} />}
    </>
  );
}

function summaryOf({ steps, chosen, withThem }: Plan): string {
  if (steps.length === 0) return 'Nothing of it is left to move';
  const more = withThem.length === 0 ? '' : `, with ${countOf(withThem.length, 'other')} along`;
  return `${countOf(chosen.length, 'item')} in ${countOf(steps.length, 'step')}${more}`;
}

/** Up to where nothing has to be copied back. */
function turnBackWords({ steps, freeSteps }: Plan): string {
  if (freeSteps === steps.length)
    return (
      'As far as it is recorded nothing of it keeps data: every step is taken back by switching ' +
      'back.'
    );
  const first =
    `Step ${count(freeSteps + 1)} is the first that keeps data, or may. Once AWS is written to, ` +
    'turning back means copying back.';
  return freeSteps === 0
    ? first
    : `Up to step ${count(freeSteps)} all of it is taken back by switching back. ${first}`;
}

/** What a name meant, where that is not plain, and what meant nothing. */
function Picked({ view: { picked, items, plan } }: { readonly view: WhatIfView }) {
  const names = new Map(items.map(({ key, name }) => [key, name]));
  const told = picked.filter(({ name, items: own }) => !own.includes(name));
  if (told.length === 0 && plan.settled.length === 0) return null;
  return (
    <ul className="mt-2 text-dense">
      {told.map(({ name, items: own }) => (
        <li key={name}>
          {own.length === 0
            ? `${quoted(name)} belongs to no item of the move: no relation leads from it to one.`
            : `${quoted(name)} belongs to ${listWords(
                own.map((key) => names.get(key) ?? key),
                'and',
              )}.`}
        </li>
      ))}
      {plan.settled.map((key) => (
        <li key={key}>{names.get(key) ?? key}: nothing of it is left to move.</li>
      ))}
    </ul>
  );
}

interface PlanProps {
  readonly plan: Plan;
  readonly items: readonly TiedItem[];
}

const Cycles = ({ plan, items }: PlanProps) => (
  <div className="mt-4">
    <Note tone="bad" title="No order satisfies it">
      {plan.cycles.map((cycle) => (
        <p key={cycle.join(' ')}>
          {listWords(
            cycle.map((key) => items.find((item) => item.key === key)?.name ?? key),
            'and',
          )}{' '}
          wait for {cycle.length === 1 ? 'itself' : 'each other in a circle'}. They are one step
          here; correct the relations.
        </p>
      ))}
    </Note>
  </div>
);

function Links({ plan, items, isStale }: PlanProps & { readonly isStale: boolean }) {
  const names = new Map(items.map(({ key, name }) => [key, name]));
  return (
    <Section
      title="Between the clouds afterwards"
      sub={`${countOf(plan.links.length, 'dependency', 'dependencies')} until the rest has moved`}
      isStale={isStale}
    >
      <ul className="text-dense">
        {plan.links.map(({ from, to, needs, needed }) => (
          <li key={`${from} ${to}`} className="border-b border-rule py-1.5">
            {needs} needs {needed}{' '}
            <span className="text-muted">
              (
              <Link href={itemHref(from)} className="inline-block min-h-6">
                {names.get(from) ?? from}
              </Link>
              ,{' '}
              <Link href={itemHref(to)} className="inline-block min-h-6">
                {names.get(to) ?? to}
              </Link>
              )
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
