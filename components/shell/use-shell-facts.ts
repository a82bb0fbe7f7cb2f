'use client';

import { useLive, type Live } from '#components/ui/live/use-live.ts';
import { useEnvironments } from './environments.tsx';
import { shellQuery, type EnvironmentFacts, type ShellFacts } from './shell-query.ts';

interface LiveFacts extends Live<ShellFacts> {
  /** Of the environment that the page shows; undefined before the first answer. */
  readonly here: EnvironmentFacts | undefined;
}

export function useShellFacts(): LiveFacts {
  const { current } = useEnvironments();
  const live = useLive(shellQuery());
  const here = live.data?.environments.find(({ environment }) => environment === current.name);
  return { ...live, here };
}
