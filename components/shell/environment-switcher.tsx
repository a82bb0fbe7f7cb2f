'use client';

import { Menu } from '@base-ui/react/menu';
import clsx from 'clsx';
import { Check, ChevronDown } from 'lucide-react';
import Link from 'next/link';
import { MenuLink, MenuPopup } from '#components/ui/menu/menu.tsx';
import { environmentStyle, type ShellEnvironment } from './environment.ts';
import { EnvironmentBlock, EnvironmentWords } from './environment-tag.tsx';
import { useEnvironments } from './environments.tsx';

/** The environment of the page; a menu of all of them where there are several. */
export function EnvironmentSwitcher() {
  const { all, current, samePageIn } = useEnvironments();
  if (all.length === 1) return <EnvironmentBlock environment={current} />;
  return (
    <Menu.Root>
      <Menu.Trigger
        className={clsx(
          'flex items-center gap-2 bg-env px-3.5 text-env-fg',
          'focus-visible:z-10 m:min-w-43',
        )}
      >
        <EnvironmentWords environment={current} />
        <ChevronDown className="ml-auto size-4 flex-none" />
      </Menu.Trigger>
      <MenuPopup align="start">
        <Menu.Group>
          <Menu.GroupLabel className="px-3 pt-1 pb-1.5 text-meta font-bold text-muted">
            This page in another environment
          </Menu.GroupLabel>
          {all.map((environment) => (
            <MenuLink
              key={environment.name}
              aria-current={environment.name === current.name ? 'true' : undefined}
              render={<Link data-block href={samePageIn(environment.name)} />}
            >
              <EnvironmentChoice environment={environment} />
            </MenuLink>
          ))}
        </Menu.Group>
      </MenuPopup>
    </Menu.Root>
  );
}

/** The same as links, for the navigation of a small screen and where no script runs. */
export function EnvironmentLinks({ onLeave }: { readonly onLeave?: () => void }) {
  const { all, current, samePageIn } = useEnvironments();
  return (
    <ul>
      {all.map((environment) => (
        <li key={environment.name}>
          <Link
            data-block
            href={samePageIn(environment.name)}
            aria-current={environment.name === current.name ? 'true' : undefined}
            {...(onLeave ? { onClick: onLeave } : {})}
            className={clsx(
              'flex min-h-11 items-center gap-2.5 px-4 text-body text-ink no-underline',
              'hover:bg-hover hover:text-ink hover:underline',
            )}
          >
            <EnvironmentChoice environment={environment} />
          </Link>
        </li>
      ))}
    </ul>
  );
}

function EnvironmentChoice({ environment }: { readonly environment: ShellEnvironment }) {
  const { current } = useEnvironments();
  const { icon: Icon, word, sub, className } = environmentStyle(environment);
  const isCurrent = environment.name === current.name;
  return (
    <>
      <span
        className={clsx(
          className,
          'grid size-7 flex-none place-items-center rounded-[3px] bg-env text-env-fg',
        )}
      >
        <Icon className="size-4" />
      </span>
      <span className="min-w-0 py-1">
        <b className="block break-words">{word}</b>
        <span className="block text-meta text-muted">{isCurrent ? `${sub}, shown now` : sub}</span>
      </span>
      {isCurrent && <Check className="ml-auto size-4 flex-none" />}
    </>
  );
}
