import Link from 'next/link';
import type { InInventory } from '#lib/inventory/client.ts';
import { inEnvironment } from '#lib/kernel/address.ts';

/** That this console runs, or watches, the sync of an environment of the inventory. */
export function SyncLink({ of: { environment, title, driver } }: { readonly of: InInventory }) {
  return (
    <p className="mb-4">
      This console {driver === 'managed' ? 'runs' : 'watches'} the sync of this environment:{' '}
      <Link href={inEnvironment('/', environment)} className="inline-block min-h-6 leading-6">
        {title}
      </Link>
    </p>
  );
}
