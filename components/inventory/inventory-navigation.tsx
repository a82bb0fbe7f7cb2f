'use client';

import clsx from 'clsx';
import Link from 'next/link';

const pages = [
  { id: 'list', href: '/inventory', text: 'List' },
  { id: 'matrix', href: '/inventory/matrix', text: 'Matrix' },
  { id: 'graph', href: '/inventory/graph', text: 'Graph' },
  { id: 'migration', href: '/inventory/migration', text: 'Migration' },
  { id: 'blue-green', href: '/inventory/blue-green', text: 'Blue and green' },
  { id: 'environments', href: '/inventory/environments', text: 'Environments' },
  { id: 'certificates', href: '/inventory/certificates', text: 'Certificates' },
  { id: 'operations', href: '/inventory/operations', text: 'Firewall, accounts, procedures' },
  { id: 'drift', href: '/inventory/drift', text: 'Drift' },
  { id: 'record', href: '/inventory/record', text: 'Architecture record' },
  { id: 'missing', href: '/inventory/missing', text: 'Not recorded' },
  { id: 'import', href: '/inventory/import', text: 'Import and export' },
] as const;

/** In a narrow window most of them are out of sight: the one that is open is not. */
function showHere(list: HTMLUListElement | null): void {
  const here = list?.querySelector<HTMLElement>('[aria-current]')?.parentElement;
  if (list !== null && here != null)
    list.scrollLeft = here.offsetLeft - (list.clientWidth - here.offsetWidth) / 2;
}

/** The pages of the inventory. */
export function InventoryNavigation({ here }: { readonly here: (typeof pages)[number]['id'] }) {
  return (
    <nav aria-label="Inventory" className="border-b border-rule-strong">
      <ul ref={showHere} className="relative flex gap-x-4 overflow-x-auto m:flex-wrap">
        {pages.map(({ id, href, text }) => (
          <li key={id}>
            <Link
              href={href}
              data-block
              aria-current={id === here ? 'page' : undefined}
              className={clsx(
                'inline-block min-h-9 border-b-4 pt-1.5 text-dense whitespace-nowrap no-underline',
                id === here
                  ? 'border-link font-bold text-ink'
                  : 'border-transparent text-link hover:underline',
              )}
            >
              {text}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
