'use client';

import { ExportLinks } from '#components/inventory/export-links.tsx';
import { ImportForm } from '#components/inventory/import/import-form.tsx';
import { InventoryNavigation } from '#components/inventory/inventory-navigation.tsx';
import { RecordedPart } from '#components/inventory/recorded-part.tsx';
import { useLive } from '#components/ui/live/use-live.ts';
import { PageHead } from '#components/ui/page/page-head.tsx';
import { Section } from '#components/ui/page/section.tsx';
import { facetsQuery } from '#lib/inventory/client.ts';
import { countOf } from '#lib/kernel/words/numbers.ts';

export function ImportPage({ notAllowed }: { readonly notAllowed: string | null }) {
  const live = useLive(facetsQuery({ filters: {} }));
  return (
    <>
      <PageHead
        title="Import and export"
        trail={[{ href: '/inventory', text: 'Inventory' }]}
        here="Import and export"
        lead={
          'The inventory as files: export them, change them, import them again. What an import ' +
          'would change is shown first, and done whole or not at all.'
        }
      />
      <InventoryNavigation here="import" />
      <Section title="Import">
        <ImportForm notAllowed={notAllowed} />
      </Section>
      <Section title="Export" sub="what comes back unchanged changes nothing">
        <RecordedPart
          live={live}
          of="estates"
          title="The estates cannot be shown"
          meaning="What exists in them is not affected by this."
          rows={5}
        >
          {(facets) => (
            <ul className="text-dense">
              {[{ value: undefined, title: 'Everything', count: null }, ...facets.estate].map(
                ({ value, title, count }) => (
                  <li
                    key={title}
                    className="flex flex-wrap items-baseline gap-x-4 border-b border-rule py-1.5"
                  >
                    <span className="min-w-48">
                      {title}
                      {count !== null && (
                        <span className="text-muted"> {countOf(count, 'thing')}</span>
                      )}
                    </span>
                    <ExportLinks title={title} {...(value !== undefined && { estate: value })} />
                  </li>
                ),
              )}
            </ul>
          )}
        </RecordedPart>
      </Section>
    </>
  );
}
