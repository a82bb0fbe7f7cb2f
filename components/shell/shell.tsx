import type { ReactNode } from 'react';
import { Palette } from './palette/palette.tsx';
import { environmentStyle, type ShellEnvironment } from './environment.ts';
import { Navigation } from './navigation.tsx';
import { Shortcuts } from './shortcuts.tsx';
import { TopBar } from './top-bar.tsx';
import type { Person } from './user-menu.tsx';

interface ShellProps {
  readonly environment: ShellEnvironment;
  readonly person: Person;
  readonly signOut: () => Promise<void>;
  readonly children: ReactNode;
}

/**
 * Bar, navigation and main: the frame of every room. The place's colour is set here and inherited.
 */
export function Shell({ environment: place, person, signOut, children }: ShellProps) {
  return (
    <div className={environmentStyle(place).className}>
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:px-3 focus:py-2"
      >
        Skip to main content
      </a>
      <TopBar environment={place} person={person} signOut={signOut} />
      <div className="m:grid m:min-h-[calc(100vh-var(--bar-h))] m:grid-cols-[var(--rail-w)_minmax(0,1fr)]">
        <nav aria-label="Main" className="border-r border-rule bg-sunk max-m:hidden">
          <div className="sticky top-(--bar-h) h-[calc(100vh-var(--bar-h))] max-h-[948px]">
            <Navigation />
          </div>
        </nav>
        <main id="main" tabIndex={-1} className="min-w-0 px-(--gutter) pt-5 pb-10 outline-0!">
          {children}
        </main>
      </div>
      <Shortcuts />
      <Palette environment={place.name} role={person.role} />
    </div>
  );
}
