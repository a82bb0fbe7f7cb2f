import Link from 'next/link';
import type { EnvironmentsView } from '#lib/inventory/client.ts';
import { itemHref } from '../words.ts';

/** By who shares it, what is shared; the rest each has for itself. */
export function SharesList({ shares }: Pick<EnvironmentsView, 'shares'>) {
  const sharing = new Map(shares.map(({ from, fromName }) => [from, fromName]));
  if (sharing.size === 0)
    return <p className="mt-2 text-dense text-muted">Nothing is recorded as shared.</p>;
  return [...sharing].map(([from, fromName]) => (
    <div key={from} className="mt-2 text-dense">
      <p>
        <Link href={itemHref(from)} className="inline-block min-h-6 font-bold">
          {fromName}
        </Link>{' '}
        shares with others of its kind, and has the rest for itself:
      </p>
      <ul className="flex flex-wrap gap-x-4">
        {shares
          .filter((share) => share.from === from)
          .map(({ to, toName }) => (
            <li key={to}>
              <Link href={itemHref(to)} className="inline-block min-h-6 wrap-anywhere">
                {toName}
              </Link>
            </li>
          ))}
      </ul>
    </div>
  ));
}
