import { ArrowRight, Loader, Play, RefreshCw } from 'lucide-react';
import { may } from '#lib/access/client.ts';
import { parseRunName, runNameOf, startSync, type RunBrief } from '#lib/sync/client.ts';
import type { AttentionItem, Command, ShellContribution } from '#components/shell/contribution.ts';
import type { EnvironmentFacts } from '#components/shell/shell-query.ts';
import { ServicesCell, SyncCell } from './environment-cells.tsx';
import { failureAt, failureWords } from './run/failure.ts';

const page = { name: 'Sync', href: '/sync', icon: RefreshCw, key: 's' };

const start: Command = {
  title: 'Start a sync…',
  words: 'run rebuild begin',
  detail: 'Opens the Sync page; nothing starts yet',
  icon: Play,
  effect: { go: '/sync' },
};

const watch = ({ run, number, wait }: RunBrief): Command => ({
  title: `Run ${number}`,
  words: `${run} watch go`,
  detail: wait === null ? 'Running now' : 'Waiting now',
  icon: Loader,
  effect: { go: `/sync/${run}` },
});

/** `12`, or `12 in preprod` where the run is in another environment. */
function nameIn(environment: string, run: string): string {
  const parsed = parseRunName(run);
  if (parsed === null) return run;
  const elsewhere = parsed.environment === environment ? '' : ` in ${parsed.environment}`;
  return `${parsed.number}${elsewhere}`;
}

/** What the sync hands the shell. */
export const syncContribution: ShellContribution = {
  page,
  mark: ({ sync: { active } }) => {
    if (active === null) return null;
    return active.wait === null
      ? { tone: 'run', text: 'Running' }
      : { tone: 'warn', text: 'Waiting' };
  },
  commands: ({ role, facts }) => [
    ...(facts?.sync.active == null ? [] : [watch(facts.sync.active)]),
    ...(may({ role }, startSync, null).ok ? [start] : []),
  ],
  search: (text, { environment }) => {
    const run = runNameOf(text, environment);
    if (run === null) return [];
    const effect = { go: `/sync/${run}` };
    return [
      { title: `Go to run ${nameIn(environment, run)}`, words: '', icon: ArrowRight, effect },
    ];
  },
  attention: (facts) => [...serviceItems(facts), ...runItems(facts)],
  cells: [
    { label: 'Sync', Cell: SyncCell },
    { label: 'Services', Cell: ServicesCell },
  ],
};

function serviceItems({ sync }: EnvironmentFacts): AttentionItem[] {
  return sync.services
    .filter(({ state }) => state === 'down')
    .map(({ service, since, trouble }) => ({
      key: `service-${service}`,
      kind: 'risk',
      title: trouble === undefined ? `${service} cannot be reached` : `${service} takes nothing`,
      says:
        (trouble === undefined ? '' : `${trouble} `) +
        'No sync can be started until it answers. Whether the revalidation pages reach it is not ' +
        'known from here.',
      since,
      link: { href: '/sync', text: 'Open sync' },
    }));
}

function runItems({ sync: { active, last } }: EnvironmentFacts): AttentionItem[] {
  if (active?.state === 'stalled') {
    return [
      runItem(active, {
        kind: 'risk',
        title: `Run ${active.number} is stalled`,
        says: 'Nothing has moved for a while. Users go on reading the live generation.',
        since: active.startedAt,
      }),
    ];
  }
  if (active !== null && active.wait !== null) {
    const { title, says, since } = active.wait;
    return [
      runItem(active, {
        kind: 'risk',
        title: `Run ${active.number} waits at ${title}`,
        says: `${says} Users go on reading the live generation.`,
        since,
      }),
    ];
  }
  if (active !== null || last?.state !== 'failed') return [];
  const failure = failureAt(last);
  const { when, forUsers } = failureWords[failure];
  const why = last.fault?.says ?? 'No reason was recorded.';
  return [
    runItem(last, {
      kind: 'risk',
      title: `Run ${last.number} failed ${when}`,
      // A fault that left readers unknown says so itself.
      says: failure === 'not-known' ? why : `${why} ${forUsers}`,
      since: last.endedAt,
    }),
  ];
}

const runItem = (
  run: RunBrief,
  item: Pick<AttentionItem, 'kind' | 'title' | 'says' | 'since'>,
): AttentionItem => ({
  key: run.run,
  ...item,
  link: { href: `/sync/${run.run}`, text: `Open run ${run.number}` },
});
