/** Typed examples and a page around a component, for tests alone. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  PathnameContext,
  SearchParamsContext,
} from 'next/dist/shared/lib/hooks-client-context.shared-runtime.js';
import type { ReactNode } from 'react';
import type { IndexesShell } from '#lib/indexes/client.ts';
import type { StatusShell } from '#lib/status/client.ts';
import type { RunBrief, SyncShell } from '#lib/sync/client.ts';
import { FreshnessProvider } from '#components/ui/live/freshness.tsx';
import { NowProvider } from '#components/ui/time/now.tsx';
import type { ShellEnvironment } from './environment.ts';
import { EnvironmentsProvider } from './environments.tsx';
import { shellQuery, type EnvironmentFacts } from './shell-query.ts';

export const briefOf = (given: Partial<RunBrief> = {}): RunBrief => ({
  run: 'local-12',
  number: 12,
  state: 'settled',
  dry: false,
  queuedAt: '2026-11-21T15:04:00.000Z',
  startedAt: '2026-11-21T15:04:00.000Z',
  endedAt: '2026-11-21T15:05:00.000Z',
  stage: 'Swap',
  hasSwapBegun: true,
  wait: null,
  fault: null,
  ...given,
});

export const syncOf = (given: Partial<SyncShell> = {}): SyncShell => ({
  active: null,
  last: briefOf(),
  settledAt: '2026-11-21T15:05:00.000Z',
  services: [{ service: 'Search (in the database)', state: 'up', since: null }],
  ...given,
});

export const indexesOf = (given: Partial<IndexesShell> = {}): IndexesShell => ({
  aliases: 4,
  drifted: [],
  driftSince: {},
  unknown: [],
  usersSee: {},
  beingFilled: null,
  isUnbuilt: false,
  unwell: [],
  health: {
    good: 20,
    'worth-a-look': 0,
    'needs-a-person': 0,
    'not-known': 0,
    'not-applicable': 0,
  },
  harmful: [],
  refused: null,
  asOf: '2026-11-21T15:06:00.000Z',
  failedSince: null,
  ...given,
});

export const statusOf = (given: Partial<StatusShell> = {}): StatusShell => ({
  probes: 5,
  down: 0,
  degraded: 0,
  notKnown: 0,
  incidents: [],
  ...given,
});

export const factsOf = (given: Partial<EnvironmentFacts> = {}): EnvironmentFacts => ({
  environment: 'local',
  sync: syncOf(),
  indexes: indexesOf(),
  status: statusOf(),
  ...given,
});

export const production: ShellEnvironment = {
  name: 'prod',
  title: 'Production',
  isProduction: true,
  hasSyntheticPeople: false,
};
export const rehearsal: ShellEnvironment = {
  name: 'preprod',
  title: 'Pre-production',
  isProduction: false,
  hasSyntheticPeople: true,
};

interface PageProps {
  /** As in the address bar. */
  readonly at: string;
  readonly environments: readonly ShellEnvironment[];
  readonly facts?: readonly EnvironmentFacts[];
  readonly children: ReactNode;
}

export function TestPage({ at, environments, facts, children }: PageProps) {
  const { pathname, searchParams } = new URL(at, 'http://console.test');
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  if (facts !== undefined) {
    const known = { environments: facts, asOf: '2026-11-21T15:06:00.000Z' };
    client.setQueryData(shellQuery().queryKey, known);
  }
  return (
    <PathnameContext value={pathname}>
      <SearchParamsContext value={searchParams}>
        <QueryClientProvider client={client}>
          <NowProvider at="2026-11-21T15:06:00.000Z">
            <FreshnessProvider>
              <EnvironmentsProvider all={environments}>{children}</EnvironmentsProvider>
            </FreshnessProvider>
          </NowProvider>
        </QueryClientProvider>
      </SearchParamsContext>
    </PathnameContext>
  );
}
