'use client';

import type { ComponentProps } from 'react';
import { parseAsBoolean, parseAsString, useQueryStates } from 'nuqs';
import { ComparedTable } from '#components/inventory/compare/compared-table.tsx';
import { ReviewApps } from '#components/inventory/compare/review-apps.tsx';
import { SharesList } from '#components/inventory/compare/shares-list.tsx';
import { InventoryNavigation } from '#components/inventory/inventory-navigation.tsx';
import { RecordedPart } from '#components/inventory/recorded-part.tsx';
import { ThingsTable } from '#components/inventory/things-table.tsx';
import { TickBox } from '#components/ui/form/field.tsx';
import { Pick } from '#components/ui/form/pick.tsx';
import { useLive } from '#components/ui/live/use-live.ts';
import { PageHead } from '#components/ui/page/page-head.tsx';
import { Section } from '#components/ui/page/section.tsx';
import { environmentsQuery, type EnvironmentsView } from '#lib/inventory/client.ts';
import { countOf } from '#lib/kernel/words/numbers.ts';

const address = {
  estate: parseAsString.withDefault('core'),
  differences: parseAsBoolean.withDefault(false),
};

export function EnvironmentsPage() {
  const [{ estate, differences }, setAddress] = useQueryStates(address);
  const live = useLive(environmentsQuery(estate));
  return (
    <>
      <PageHead
        title="Environments side by side"
        trail={[{ href: '/inventory', text: 'Inventory' }]}
        here="Environments"
        lead={
          'The environments of an estate beside each other, with what differs, what they share, ' +
          'and when they are scheduled off.'
        }
      />
      <InventoryNavigation here="environments" />
      <RecordedPart live={live} of="environments">
        {(view, { age, isStale }) => {
          const different = view.rows.filter(({ differs }) => differs).length;
          return (
            <>
              <div className="max-w-80">
                <Pick
                  label="Estate"
                  value={estate}
                  options={view.estates.map(({ key, title }) => [key, title])}
                  onPick={(picked) => void setAddress({ estate: picked })}
                />
              </div>
              <Section
                title={view.estateTitle}
                sub={
                  `${countOf(view.environments.length, 'environment')}, ` +
                  `${countOf(different, 'fact')} with differences`
                }
                age={age}
                isStale={isStale}
              >
                <TickBox
                  label="Only what differs"
                  checked={differences}
                  onTick={(isTicked) => void setAddress({ differences: isTicked })}
                />
                <ComparedTable
                  environments={view.environments}
                  rows={view.rows}
                  isOnlyDifferent={differences}
                />
              </Section>
              <Beside view={view} isStale={isStale} />
            </>
          );
        }}
      </RecordedPart>
    </>
  );
}

/** What belongs to the environments; a kind of which an estate has none is left out. */
function Beside({ view, isStale }: { readonly view: EnvironmentsView; readonly isStale: boolean }) {
  const { columns, scheduledOff } = view;
  const of = (kind: string) => view.things.filter((thing) => thing.kind === kind);
  const [backends, stacks, modules, schedules, fragilities] = [
    of('state-backend'),
    of('terraform-stack'),
    of('terraform-module'),
    of('scheduled-task'),
    of('fragility'),
  ];
  return (
    <>
      <ThingsSection
        title="Schedules"
        sub={offWords(scheduledOff)}
        of="Schedule"
        things={schedules}
        columns={columns}
        showsEnvironments
        isStale={isStale}
      />
      {(view.shares.length > 0 || view.reviewApps.length > 0) && (
        <>
          <Section title="Shared and per review app" isStale={isStale}>
            <SharesList shares={view.shares} />
          </Section>
          <Section title="Review apps" sub="with the age of their image" isStale={isStale}>
            <ReviewApps reviewApps={view.reviewApps} />
          </Section>
        </>
      )}
      <ThingsSection
        title="Traps"
        of="Trap"
        things={fragilities}
        columns={columns}
        showsEnvironments
        isStale={isStale}
      />
      <ThingsSection
        title="State and locks"
        sub="one lock table a backend"
        of="State"
        things={backends}
        columns={columns}
        showsEnvironments
        isStale={isStale}
      />
      <ThingsSection
        title="Entry points of Terraform"
        of="Entry point"
        things={stacks}
        columns={columns}
        showsEnvironments
        isStale={isStale}
      />
      <ThingsSection
        title="Modules"
        sub={countOf(modules.length, 'module')}
        of="Module"
        things={modules}
        columns={columns}
        isStale={isStale}
      />
    </>
  );
}

/** Which schedules have something switched off by now: what is off then is not down. */
const offWords = (names: readonly string[]): string =>
  names.length === 0
    ? 'scheduled off is not down'
    : `off by now, and not down: ${names.join(', ')}`;

interface ThingsSectionProps extends Omit<ComponentProps<typeof ThingsTable>, 'label'> {
  readonly title: string;
  readonly sub?: string;
  readonly isStale: boolean;
}

/** What there is of a kind; nothing where there is none. */
function ThingsSection({ title, sub, isStale, ...table }: ThingsSectionProps) {
  if (table.things.length === 0) return null;
  return (
    <Section title={title} sub={sub} isStale={isStale}>
      <ThingsTable label={title} {...table} />
    </Section>
  );
}
