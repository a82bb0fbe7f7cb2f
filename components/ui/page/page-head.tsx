import Link from 'next/link';
import type { ReactNode } from 'react';

/** Takes the focus when what had it is gone. */
export const pageTitleId = 'page-title';

interface PageHeadProps {
  readonly title: ReactNode;
  readonly tag?: ReactNode;
  readonly lead?: ReactNode;
  readonly trail?: readonly { readonly href: string; readonly text: string }[];
  readonly here?: string;
  readonly actions?: ReactNode;
}

/** The title of a page, what it is for, and the action that the page is for. */
export function PageHead({ title, tag, lead, trail, here, actions }: PageHeadProps) {
  return (
    <div className="mb-4 gap-6 m:flex m:items-end">
      <div className="min-w-0 flex-1">
        {trail !== undefined && (
          <nav aria-label="Breadcrumb" className="mb-1 text-meta text-muted">
            <ol className="flex flex-wrap gap-1">
              {trail.map(({ href, text }) => (
                <li key={href}>
                  <Link href={href} className="inline-block min-h-6 leading-6">
                    {text}
                  </Link>{' '}
                  <span aria-hidden="true">›</span>
                </li>
              ))}
              <li aria-current="page" className="leading-6">
                {here}
              </li>
            </ol>
          </nav>
        )}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 id={pageTitleId} tabIndex={-1} className="text-title font-bold tracking-[-0.2px]">
            {title}
          </h1>
          {tag}
        </div>
        {lead !== undefined && <p className="mt-0.5 max-w-[82ch] text-muted">{lead}</p>}
      </div>
      {actions !== undefined && (
        <div className="flex flex-none flex-wrap items-center gap-2.5 max-m:mt-3.5 print:hidden">
          {actions}
        </div>
      )}
    </div>
  );
}
