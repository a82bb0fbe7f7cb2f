'use client';

import clsx from 'clsx';
import { Menu } from '@base-ui/react/menu';
import { ChevronDown, Keyboard, LogOut, UserRound } from 'lucide-react';
import Link from 'next/link';
import { unstable_rethrow } from 'next/navigation';
import { useTransition } from 'react';
import type { Role } from '#lib/access/client.ts';
import { MenuButton, MenuPopup, MenuRadio } from '#components/ui/menu/menu.tsx';
import { useToast } from '#components/ui/feedback/toast.tsx';
import { useTheme, type Theme } from '#components/ui/browser/theme.ts';
import { useAfterMenu } from '#components/ui/menu/use-after-menu.ts';
import { useEnvironments } from './environments.tsx';
import { openHelp } from './shortcuts.tsx';

export interface Person {
  readonly name: string;
  readonly role: Role;
}

const themeWords: Readonly<Record<Theme, string>> = {
  system: 'Theme: follow the system',
  light: 'Theme: light',
  dark: 'Theme: dark',
};

interface UserMenuProps {
  readonly person: Person;
  readonly signOut: () => Promise<void>;
}

export function UserMenu({ person, signOut }: UserMenuProps) {
  const { href } = useEnvironments();
  const [theme, choose] = useTheme();
  const toast = useToast();
  const [, startTransition] = useTransition();
  const leave = () =>
    startTransition(async () => {
      await signOut().catch((error: unknown) => {
        // The way to the sign-in page is thrown too.
        unstable_rethrow(error);
        toast({
          tone: 'bad',
          title: 'It is not known whether you are signed out',
          body: 'No answer came. Reload the page: if you are still signed in, sign out again.',
        });
      });
    });
  const { trigger, afterwards, onOpenChangeComplete } = useAfterMenu();
  return (
    <Menu.Root onOpenChangeComplete={onOpenChangeComplete}>
      <Menu.Trigger
        ref={trigger}
        aria-label={`${person.name}, ${person.role}: your menu`}
        className="flex min-h-8 items-center gap-2 text-left text-dense leading-[15px] text-bar-fg"
      >
        <span
          aria-hidden="true"
          className={clsx(
            'grid size-7 place-items-center rounded-full bg-white text-meta font-bold',
            'text-[#005eb8]',
          )}
        >
          {person.name.charAt(0).toUpperCase()}
        </span>
        <span className="max-xl:sr-only">
          <span className="block max-w-44 truncate">{person.name}</span>
          <small className="block text-meta capitalize">{person.role}</small>
        </span>
        <ChevronDown className="size-3.5" />
      </Menu.Trigger>
      <MenuPopup>
        <p className="border-b border-rule px-3 pt-1 pb-2 text-dense">
          <b className="block">{person.name}</b>
          <span className="text-muted">Your role is {person.role}</span>
        </p>
        <Menu.RadioGroup value={theme} onValueChange={choose} aria-label="Theme">
          {(['system', 'light', 'dark'] as const).map((value) => (
            <MenuRadio key={value} value={value}>
              {themeWords[value]}
            </MenuRadio>
          ))}
        </Menu.RadioGroup>
        <div className="mt-1 border-t border-rule pt-1">
          <MenuButton render={<Link href={href('/account')} />}>
            <UserRound className="size-4" /> Your account
          </MenuButton>
          <MenuButton onClick={() => afterwards(openHelp)}>
            <Keyboard className="size-4" /> Keyboard shortcuts
          </MenuButton>
          <MenuButton onClick={leave}>
            <LogOut className="size-4" /> Sign out
          </MenuButton>
        </div>
      </MenuPopup>
    </Menu.Root>
  );
}
