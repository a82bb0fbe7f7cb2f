'use client';

import clsx from 'clsx';
import { Loader, OctagonAlert, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { toneText } from '#components/ui/feedback/tone.ts';
import { Key } from '#components/ui/menu/key.tsx';
import { openPalette, PaletteKey } from './palette/shortcut.tsx';
import type { ShellMark } from './contribution.ts';
import { EnvironmentLinks } from './environment-switcher.tsx';
import { useEnvironments } from './environments.tsx';
import { contributions, isOnPage, pages } from './pages.ts';
import { openHelp } from './shortcuts.tsx';
import { useShellFacts } from './use-shell-facts.ts';

/** The pages, with what goes on in them. */
export function Navigation({ onLeave }: { readonly onLeave?: () => void }) {
  const path = usePathname();
  const { all, href } = useEnvironments();
  const marks = useMarks();
  return (
    <div className="flex h-full flex-col py-3">
      <ul>
        {pages.map((page) => {
          const isHere = isOnPage(page, path);
          const Icon = page.icon;
          const mark = marks.get(page.href);
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
                <span className="ml-auto text-meta">{mark && <Mark mark={mark} />}</span>
              </Link>
            </li>
          );
        })}
      </ul>
      {all.length > 1 && (
        <noscript>
          <p className="mt-3 border-t border-rule px-4 pt-3 text-meta font-bold text-muted">
            Environments
          </p>
          <EnvironmentLinks />
        </noscript>
      )}
      <ul className="mt-auto border-t border-rule px-4 pt-3 text-meta leading-6 text-muted">
        <li>
          <Link
            href={href('/accessibility')}
            className="inline-block min-h-6"
            {...(onLeave ? { onClick: onLeave } : {})}
          >
            Accessibility statement
          </Link>
        </li>
        <li>
          {/* A page of its own, without what a link of the console loads before. */}
          <a href={href('/support')} className="inline-block min-h-6">
            Support status page
          </a>
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

const markIcons = { run: Loader, warn: TriangleAlert, bad: OctagonAlert } as const;

function Mark({ mark: { tone, text } }: { readonly mark: ShellMark }) {
  const Icon = markIcons[tone];
  return (
    <span
      className={clsx('inline-flex items-center gap-1 font-bold whitespace-nowrap', toneText[tone])}
    >
      <Icon className={clsx('size-3.5 flex-none', tone === 'run' && 'motion-safe:animate-turn')} />
      {text}
    </span>
  );
}

/** By the page beside which they are shown. */
function useMarks(): ReadonlyMap<string, ShellMark | null> {
  const { here } = useShellFacts();
  return new Map(
    here === undefined ? [] : contributions.map(({ page, mark }) => [page.href, mark(here)]),
  );
}
