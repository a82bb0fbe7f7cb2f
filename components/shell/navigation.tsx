'use client';

import clsx from 'clsx';
import { Loader, OctagonAlert } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { indexesQuery } from '#lib/indexes/client.ts';
import { readinessQuery } from '#lib/sync/client.ts';
import { hasDrifted, isUnbuilt } from '#components/indexes/alias-words.ts';
import { Key } from '#components/ui/menu/key.tsx';
import { useLive } from '#components/ui/live/use-live.ts';
import { openPalette, PaletteKey } from './palette/shortcut.tsx';
import { useEnvironments } from './environments.tsx';
import { isOnPage, pages } from './pages.ts';
import { openHelp } from './shortcuts.tsx';

/** The pages, each with its mark. */
export function Navigation({ onLeave }: { readonly onLeave?: () => void }) {
  const path = usePathname();
  const { href } = useEnvironments();
  const marks = useMarks();
  return (
    <div className="flex h-full flex-col py-3">
      <ul>
        {pages.map((page) => {
          const isHere = isOnPage(page, path);
          const Icon = page.icon;
          return (
            <li key={page.href}>
              <Link
                href={href(page.href)}
                data-block
                aria-current={isHere ? 'page' : undefined}
                {...(onLeave ? { onClick: onLeave } : {})}
                className={clsx(
                  'flex h-[38px] items-center gap-2.5 border-l-4 pr-3 pl-3.5 text-body',
                  'text-ink no-underline hover:text-ink hover:underline max-m:h-11',
                  isHere ? 'border-link bg-page font-bold' : 'border-transparent hover:bg-hover',
                )}
              >
                <Icon className={clsx('size-4 flex-none', isHere && 'text-link')} />
                {page.name}
                <span className="ml-auto text-meta">{marks[page.href]}</span>
              </Link>
            </li>
          );
        })}
      </ul>
      <ul className="mt-auto border-t border-rule px-4 pt-3 text-meta leading-6 text-muted">
        <li>
          <Link
            href="/accessibility"
            className="inline-block min-h-6"
            {...(onLeave ? { onClick: onLeave } : {})}
          >
            Accessibility statement
          </Link>
        </li>
        <li>
          <button
            type="button"
            onClick={() => {
              onLeave?.();
              openPalette();
            }}
            className="min-h-6 text-left"
          >
            Press <PaletteKey /> to jump
          </button>
        </li>
        <li>
          <button type="button" onClick={openHelp} className="min-h-6 text-left">
            Press <Key>?</Key> for shortcuts
          </button>
        </li>
      </ul>
    </div>
  );
}

function useMarks(): Readonly<Record<string, ReactNode>> {
  const { current } = useEnvironments();
  const { data: readiness } = useLive(readinessQuery(current.name));
  const { data: indexes } = useLive(indexesQuery(current.name));
  const drifted =
    indexes === undefined || isUnbuilt(indexes) ? 0 : indexes.aliases.filter(hasDrifted).length;
  return {
    '/sync': readiness?.active != null && (
      <span className="inline-flex items-center gap-1 font-bold text-run-fg">
        <Loader className="size-3.5 motion-safe:animate-turn" />
        Running
      </span>
    ),
    '/indexes': drifted > 0 && (
      <span className="inline-flex items-center gap-1 font-bold text-bad-fg">
        <OctagonAlert className="size-3.5" />
        {drifted} drift
      </span>
    ),
  };
}
