import Link from 'next/link';
import { insideHref } from '#components/inventory/words.ts';
import { countOf } from '#lib/kernel/words/numbers.ts';
import type { DeclaredOnly } from '#lib/status/client.ts';

/** What the inventory has of an environment and nobody asks. */
export function DeclaredNote({ declared }: { readonly declared: DeclaredOnly }) {
  const { environment, estateTitle, kinds, all, asked } = declared;
  return (
    <p className="mt-2 max-w-[82ch] text-dense">
      <b>Declared, not probed:</b> {countOf(all - asked, 'thing')} of{' '}
      <Link href={insideHref(declared, kinds)}>
        the {countOf(all, 'thing')} of {estateTitle} {environment} that could be asked
      </Link>
      . Whether they work is not known here.
    </p>
  );
}
