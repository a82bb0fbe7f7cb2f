import clsx from 'clsx';
import type { ReactNode } from 'react';
import { EnvironmentTag } from './environment-tag.tsx';
import { environmentStyle, mostCareful, type ShellEnvironment } from './environment.ts';
import { SkipLink } from './skip-link.tsx';

/** The frame of pages that need no session: name, environments, content. */
export function PlainFrame({
  environments,
  children,
}: {
  readonly environments: readonly ShellEnvironment[];
  readonly children: ReactNode;
}) {
  return (
    <div className={environmentStyle(mostCareful(environments)).className}>
      <SkipLink />
      <header
        className={clsx(
          'flex h-14 items-center gap-3.5 border-b-4 border-env bg-bar px-7 text-section',
          'font-bold text-bar-fg max-m:px-4',
        )}
      >
        TIS Console
        {environments.map((environment) => (
          <EnvironmentTag key={environment.name} environment={environment} />
        ))}
      </header>
      {children}
    </div>
  );
}
