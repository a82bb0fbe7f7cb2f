'use client';

import clsx from 'clsx';
import { Menu as MenuIcon, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { EnvironmentLinks } from './environment-switcher.tsx';
import { useEnvironments } from './environments.tsx';
import { FreshnessControl } from './freshness-control.tsx';
import { Navigation } from './navigation.tsx';
import { UserMenu, type Person } from './user-menu.tsx';

/** Under 700 px the navigation, the freshness control and the user menu live behind one button. */
export function NavigationMenu({
  person,
  signOut,
}: {
  readonly person: Person;
  readonly signOut: () => Promise<void>;
}) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isOpen) return undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [isOpen]);
  const leave = () => {
    setOpen(false);
    // What had the focus is about to go.
    button.current?.focus();
  };
  const { all } = useEnvironments();
  const Icon = isOpen ? X : MenuIcon;
  return (
    <div className="flex items-center m:hidden">
      <button
        ref={button}
        type="button"
        data-live
        aria-expanded={isOpen}
        aria-label="Menu"
        onClick={() => setOpen(!isOpen)}
        className="grid size-11 place-items-center"
      >
        <Icon className="size-5" />
      </button>
      {isOpen && (
        <div
          className={clsx(
            'fixed inset-x-0 top-(--bar-h) z-30 max-h-[calc(100dvh-var(--bar-h))] overflow-y-auto',
            'border-b border-rule-strong bg-sunk text-ink shadow-float',
          )}
        >
          <nav aria-label="Main">
            <Navigation onLeave={leave} />
          </nav>
          {all.length > 1 && (
            <section aria-label="Environments" className="border-t border-rule py-2">
              <EnvironmentLinks onLeave={leave} />
            </section>
          )}
          <div
            className={clsx(
              'flex flex-wrap items-center justify-between gap-3',
              'bg-bar px-4 py-3 text-bar-fg',
            )}
          >
            <FreshnessControl />
            <UserMenu person={person} signOut={signOut} />
          </div>
        </div>
      )}
    </div>
  );
}
