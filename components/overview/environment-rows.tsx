'use client';

import clsx from 'clsx';
import Link from 'next/link';
import { Age } from '#components/ui/time/age.tsx';
import { Section } from '#components/ui/page/section.tsx';
import type { EnvironmentCell } from '#components/shell/contribution.ts';
import type { ShellEnvironment } from '#components/shell/environment.ts';
import { EnvironmentTag } from '#components/shell/environment-tag.tsx';
import { useEnvironments } from '#components/shell/environments.tsx';
import { contributions } from '#components/shell/pages.ts';
import type { EnvironmentFacts } from '#components/shell/shell-query.ts';
import { useShellFacts } from '#components/shell/use-shell-facts.ts';
import type { InInventory } from '#lib/inventory/client.ts';
import { InventoryLink } from './inventory-link.tsx';

const cells: readonly EnvironmentCell[] = contributions.flatMap((one) => one.cells);

const line = 'gap-x-5 px-2.5 m:flex';
const nameColumn = 'm:w-52 m:flex-none';
const cellColumn = 'min-w-0 m:flex-1 m:basis-0';

interface EnvironmentRowsProps {
  readonly inInventory: readonly InInventory[];
}

/**
 * Every environment in a row, where there are several; the page shows the marked one. Where there
 * is one, only what the inventory calls it.
 */
export function EnvironmentRows({ inInventory }: EnvironmentRowsProps) {
  const { all, current } = useEnvironments();
  const { data, fault } = useShellFacts();
  if (all.length === 1)
    return inInventory.map((one) => <InventoryLink key={one.environment} of={one} />);
  return (
    <Section
      title="Environments"
      sub={`${all.length}, this page shows ${current.title}`}
      age={<Age at={data?.asOf ?? null} fault={fault} />}
      isStale={fault !== null && data !== undefined}
    >
      <div
        aria-hidden="true"
        className={clsx(line, 'border-b border-rule py-1.5 text-meta font-bold max-m:hidden')}
      >
        <span className={nameColumn}>Environment</span>
        {cells.map(({ label }) => (
          <span key={label} className={cellColumn}>
            {label}
          </span>
        ))}
      </div>
      <ul>
        {all.map((environment) => (
          <EnvironmentRow
            key={environment.name}
            environment={environment}
            facts={data?.environments.find((one) => one.environment === environment.name)}
            inInventory={inInventory.find((one) => one.environment === environment.name)}
          />
        ))}
      </ul>
    </Section>
  );
}

function EnvironmentRow({
  environment,
  facts,
  inInventory,
}: {
  readonly environment: ShellEnvironment;
  readonly facts: EnvironmentFacts | undefined;
  readonly inInventory: InInventory | undefined;
}) {
  const { current, href } = useEnvironments();
  const isCurrent = environment.name === current.name;
  return (
    <li
      className={clsx(
        line,
        'border-b border-rule py-2',
        isCurrent && 'bg-selected shadow-[inset_4px_0_var(--link)]',
      )}
    >
      <span className={clsx(nameColumn, 'flex min-w-0 flex-wrap items-center gap-x-2 self-start')}>
        <Link
          data-block
          href={href('/', environment.name)}
          aria-current={isCurrent ? 'page' : undefined}
          className="flex min-h-6 max-w-full no-underline"
        >
          <EnvironmentTag environment={environment} isLink />
        </Link>
        {isCurrent && <span className="text-meta text-muted">shown</span>}
        {inInventory !== undefined && <InventoryLink of={inInventory} />}
      </span>
      <dl className="min-w-0 gap-x-5 text-dense max-m:mt-1 max-m:space-y-1 m:flex m:flex-1">
        {cells.map(({ label, Cell }) => (
          <div key={label} className={clsx(cellColumn, 'max-m:flex max-m:gap-x-3')}>
            <dt className="max-m:w-26 max-m:flex-none max-m:leading-6 max-m:text-muted m:sr-only">
              {label}
            </dt>
            <dd className="min-w-0 leading-6">
              {facts === undefined ? (
                <span className="text-muted">Asking…</span>
              ) : (
                <Cell facts={facts} />
              )}
            </dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
