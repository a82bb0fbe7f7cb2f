'use client';

import clsx from 'clsx';
import Link from 'next/link';
import { EnvironmentSwitcher } from './environment-switcher.tsx';
import { FreshnessControl } from './freshness-control.tsx';
import { NavigationMenu } from './navigation-menu.tsx';
import { PaletteButton } from './palette/shortcut.tsx';
import { ShellSearch } from './search/shell-search.tsx';
import { useEnvironments } from './environments.tsx';
import { UserMenu, type Person } from './user-menu.tsx';

interface TopBarProps {
  readonly person: Person;
  readonly signOut: () => Promise<void>;
}

export function TopBar({ person, signOut }: TopBarProps) {
  const { href } = useEnvironments();
  return (
    <header
      className={clsx(
        'sticky top-0 z-30 flex h-(--bar-h) items-stretch border-b-4 border-env bg-bar',
        'text-bar-fg print:hidden',
      )}
    >
      <Link
        href={href('/')}
        data-block
        className={clsx(
          'flex flex-none items-center px-4 text-section font-bold whitespace-nowrap',
          'text-bar-fg no-underline hover:text-bar-fg hover:underline m:w-(--rail-w)',
          'max-m:px-3 max-m:text-body',
        )}
      >
        TIS Console
      </Link>
      <div className="flex max-m:ml-auto">
        <EnvironmentSwitcher />
      </div>
      <ShellSearch role={person.role} />
      <PaletteButton />
      <div className="ml-auto flex items-center gap-3.5 pr-4 max-m:hidden">
        <FreshnessControl />
        <UserMenu person={person} signOut={signOut} />
      </div>
      <NavigationMenu person={person} signOut={signOut} />
    </header>
  );
}
