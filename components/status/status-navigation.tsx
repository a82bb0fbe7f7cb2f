import clsx from 'clsx';
import Link from 'next/link';
import { useEnvironments } from '#components/shell/environments.tsx';

const pages = [
  { id: 'services', href: '/status', text: 'Services' },
  { id: 'incidents', href: '/status/incidents', text: 'Incidents' },
  { id: 'maintenance', href: '/status/maintenance', text: 'Maintenance' },
  { id: 'notices', href: '/status/notices', text: 'Notices' },
] as const;

interface StatusNavigationProps {
  readonly here: (typeof pages)[number]['id'];
  /** How many incidents are open; null: not known. */
  readonly openIncidents: number | null;
  /** How much work is planned or under way; null: not known. */
  readonly plannedWork?: number | null;
}

/** The pages of the status. */
export function StatusNavigation({
  here,
  openIncidents,
  plannedWork = null,
}: StatusNavigationProps) {
  const { href } = useEnvironments();
  return (
    <nav aria-label="Status" className="border-b border-rule-strong">
      <ul className="flex gap-5 overflow-x-auto">
        {pages.map((page) => (
          <li key={page.id}>
            <Link
              href={href(page.href)}
              data-block
              aria-current={page.id === here ? 'page' : undefined}
              className={clsx(
                'inline-block min-h-9 border-b-4 pt-1.5 text-dense whitespace-nowrap no-underline',
                page.id === here
                  ? 'border-link font-bold text-ink'
                  : 'border-transparent text-link hover:underline',
              )}
            >
              {page.text}
              {page.id === 'incidents' && openIncidents !== null && openIncidents > 0 && (
                <span className="text-muted"> {openIncidents} open</span>
              )}
              {page.id === 'maintenance' && plannedWork !== null && plannedWork > 0 && (
                <span className="text-muted"> {plannedWork} planned</span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
