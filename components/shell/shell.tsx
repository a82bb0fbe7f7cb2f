import clsx from 'clsx';
import type { ReactNode } from 'react';
import type { ShellEnvironment } from './environment.ts';
import { EnvironmentColour, EnvironmentsProvider } from './environments.tsx';
import { Navigation } from './navigation.tsx';
import { Palette } from './palette/palette.tsx';
import { Shortcuts } from './shortcuts.tsx';
import { NoScriptNote } from './no-script-note.tsx';
import { SkipLink } from './skip-link.tsx';
import { TopBar } from './top-bar.tsx';
import type { Person } from './user-menu.tsx';

interface ShellProps {
  readonly environments: readonly ShellEnvironment[];
  readonly person: Person;
  readonly signOut: () => Promise<void>;
  readonly children: ReactNode;
}

/**
 * Bar, navigation and main: the frame of every page. The environment's colour is set here and
 * inherited.
 */
export function Shell({ environments, person, signOut, children }: ShellProps) {
  return (
    <EnvironmentsProvider all={environments}>
      <EnvironmentColour>
        <SkipLink />
        <TopBar person={person} signOut={signOut} />
        <div
          data-frame
          className={clsx(
            'm:grid m:min-h-[calc(100vh-var(--bar-h))]',
            'm:grid-cols-[var(--rail-w)_minmax(0,1fr)] print:block',
          )}
        >
          <nav aria-label="Main" className="border-r border-rule bg-sunk max-m:hidden print:hidden">
            <div className="sticky top-(--bar-h) h-[calc(100vh-var(--bar-h))] max-h-[948px]">
              <Navigation />
            </div>
          </nav>
          <main id="main" tabIndex={-1} className="min-w-0 px-(--gutter) pt-5 pb-10 outline-0!">
            <NoScriptNote />
            {children}
          </main>
        </div>
        <Shortcuts />
        <Palette role={person.role} />
      </EnvironmentColour>
    </EnvironmentsProvider>
  );
}
