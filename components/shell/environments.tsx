'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { createContext, use, useMemo, type ReactNode } from 'react';
import { parseRunName } from '#lib/sync/client.ts';
import { inEnvironment } from '#lib/kernel/address.ts';
import { environmentStyle, type ShellEnvironment } from './environment.ts';

interface Environments {
  /** The environment of this page. */
  readonly current: ShellEnvironment;
  readonly all: readonly ShellEnvironment[];
  /** The address of a page in the current environment, or in another one. */
  href(path: string, name?: string): string;
  /**
   * The page of the navigation that this page is, or is part of, in another environment: a run is
   * in one environment alone.
   */
  samePageIn(name: string): string;
}

const EnvironmentsContext = createContext<Environments | null>(null);

const runPages = '/sync/';

/** The environment that the name of a run in the path carries; null where there is none. */
const environmentOfPath = (path: string): string | null =>
  path.startsWith(runPages)
    ? (parseRunName(path.slice(runPages.length).split(/[/?]/)[0] ?? '')?.environment ?? null)
    : null;

/** Which environment a page shows is in its address: by name, or by the name of its run. */
export function EnvironmentsProvider({
  all,
  children,
}: {
  readonly all: readonly ShellEnvironment[];
  readonly children: ReactNode;
}) {
  const named = useSearchParams().get('environment');
  const path = usePathname();
  const environments = useMemo<Environments>(() => {
    const name = environmentOfPath(path) ?? named;
    const current = all.find((one) => one.name === name) ?? all[0];
    if (current === undefined) throw new Error('a console without an environment');
    const href = (to: string, other = current.name): string =>
      all.length === 1 || environmentOfPath(to) !== null ? to : inEnvironment(to, other);
    return {
      current,
      all,
      href,
      samePageIn: (other) => href(`/${path.split('/')[1] ?? ''}`, other),
    };
  }, [all, named, path]);
  return <EnvironmentsContext value={environments}>{children}</EnvironmentsContext>;
}

export function useEnvironments(): Environments {
  const environments = use(EnvironmentsContext);
  if (environments === null) throw new Error('useEnvironments needs an EnvironmentsProvider above');
  return environments;
}

/** Sets the colour of the current environment for all that is inside. */
export function EnvironmentColour({ children }: { readonly children: ReactNode }) {
  return <div className={environmentStyle(useEnvironments().current).className}>{children}</div>;
}
