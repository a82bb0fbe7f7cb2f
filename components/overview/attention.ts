/** What needs a person now, from the facts there are; worst for users first. */
import type { IndexesView } from '#lib/indexes/client.ts';
import type { Run, StartReadiness } from '#lib/sync/client.ts';
import { failureOf, failureWords } from '#components/sync/run/failure.ts';
import { driftWords, hasDrifted, isUnbuilt } from '#components/indexes/alias-words.ts';

export interface AttentionItem {
  readonly key: string;
  readonly kind: 'users' | 'risk' | 'late' | 'not-known';
  readonly title: string;
  readonly says: string;
  /** ISO 8601, or null where it is not known. */
  readonly since: string | null;
  readonly link: { readonly href: string; readonly text: string };
}

interface Facts {
  readonly readiness: StartReadiness | undefined;
  readonly indexes: IndexesView | undefined;
}

const order: Readonly<Record<AttentionItem['kind'], number>> = {
  users: 0,
  risk: 1,
  late: 2,
  'not-known': 3,
};

export function needsAttention({ readiness, indexes }: Facts): AttentionItem[] {
  const items = [
    ...indexItems(indexes, readiness?.active ?? null),
    ...serviceItems(readiness),
    ...runItems(readiness),
  ];
  return items.sort((a, b) => order[a.kind] - order[b.kind]);
}

function indexItems(view: IndexesView | undefined, active: Run | null): AttentionItem[] {
  if (view === undefined) return [];
  if (view.failedSince !== null) {
    return [
      {
        key: 'search',
        kind: 'not-known',
        title: 'Search: cannot tell',
        says:
          'The search engine does not answer, so the aliases are not known. Not counted as ' +
          'right or wrong.',
        since: view.failedSince,
        link: toIndexes,
      },
    ];
  }
  if (isUnbuilt(view)) return active === null ? [unbuilt] : [];
  return view.aliases.filter(hasDrifted).map((check) => {
    const { what, users } = driftWords(check);
    const title = `Alias ${check.name}: ${check.state === 'missing' ? 'missing' : 'drift'}`;
    return {
      key: `alias-${check.name}`,
      kind: 'users',
      title,
      says: `${what} ${users}`,
      since: null,
      link: toIndexes,
    };
  });
}

const toIndexes = { href: '/indexes', text: 'Open indexes' };

const unbuilt: AttentionItem = {
  key: 'unbuilt',
  kind: 'late',
  title: 'Nothing built by this console is live yet',
  says: 'The names of the contract are not its aliases yet. The first settled sync makes them.',
  since: null,
  link: { href: '/sync', text: 'Open sync' },
};

function serviceItems(readiness: StartReadiness | undefined): AttentionItem[] {
  return (readiness?.services ?? [])
    .filter(({ state }) => state === 'down')
    .map(({ service, since }) => ({
      key: `service-${service}`,
      kind: 'risk',
      title: `${service} cannot be reached`,
      says:
        'No sync can be started until it answers. Whether the revalidation pages reach it ' +
        'is not known from here.',
      since,
      link: { href: '/sync', text: 'Open sync' },
    }));
}

function runItems(readiness: StartReadiness | undefined): AttentionItem[] {
  if (readiness === undefined) return [];
  const { active, lastRuns } = readiness;
  if (active?.state === 'stalled') {
    return [
      runItem(
        active,
        'late',
        `Run ${active.number} is stalled`,
        'Nothing has moved for a while. Users go on reading the live generation.',
        active.startedAt,
      ),
    ];
  }
  const last = active === null ? lastRuns[0] : undefined;
  if (last?.state !== 'failed') return [];
  const failure = failureOf(last);
  const { when, forUsers } = failureWords[failure];
  const why = last.fault?.says ?? 'No reason was recorded.';
  // A fault that left readers unknown says so itself.
  const says = failure === 'not-known' ? why : `${why} ${forUsers}`;
  return [runItem(last, 'risk', `Run ${last.number} failed ${when}`, says, last.endedAt)];
}

function runItem(
  run: Run,
  kind: AttentionItem['kind'],
  title: string,
  says: string,
  since: string | null,
): AttentionItem {
  return {
    key: run.run,
    kind,
    title,
    says,
    since,
    link: { href: `/sync/${run.run}`, text: `Open run ${run.number}` },
  };
}
