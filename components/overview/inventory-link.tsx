import Link from 'next/link';
import { itemHref } from '#components/inventory/words.ts';
import type { InInventory } from '#lib/inventory/client.ts';

/** Where the inventory has an environment of this console; where it has not, that is said. */
export function InventoryLink({ of: { called, found } }: { readonly of: InInventory }) {
  return (
    <p className="text-meta wrap-anywhere text-muted">
      {found === null ? (
        `The inventory has no environment ${called}, as this one is configured.`
      ) : (
        <>
          In the inventory:{' '}
          <Link href={itemHref(found.key)} className="inline-block min-h-6 leading-6">
            {found.estateTitle}, {found.name}
          </Link>
        </>
      )}
    </p>
  );
}
