'use client';

import { InventoryNavigation } from '#components/inventory/inventory-navigation.tsx';
import {
  ObserveForm,
  type EnvironmentOption,
} from '#components/inventory/observe/observe-form.tsx';
import { RulesList } from '#components/inventory/observe/rules-list.tsx';
import { PageHead } from '#components/ui/page/page-head.tsx';
import { Section } from '#components/ui/page/section.tsx';

interface ObservePageProps {
  readonly environments: readonly EnvironmentOption[];
  readonly notAllowed: string | null;
}

export function ObservePage({ environments, notAllowed }: ObservePageProps) {
  return (
    <>
      <PageHead
        title="Import what was observed"
        trail={[
          { href: '/inventory', text: 'Inventory' },
          { href: '/inventory/drift', text: 'Drift' },
        ]}
        here="Import"
        lead={
          'What terraform show -json or docker compose config printed, or a file in the generic ' +
          'form. What is declared stays as it is.'
        }
      />
      <InventoryNavigation here="drift" />
      <ObserveForm environments={environments} notAllowed={notAllowed} />
      <Section title="Rules">
        <RulesList />
      </Section>
    </>
  );
}
