/** What needs a person now, from the facts there are; worst for users first. */
import type { IndexesView } from '#lib/indexes/client.ts';
import type { Run, StartReadiness } from '#lib/sync/client.ts';
import { driftWords, hasDrifted } from '#components/indexes/alias-words.ts';

export interface AttentionItem {
  readonly key: string;
  readonly kind: 'users' | 'risk' | 'late' | 'not-known';
  readonly title: string;
  readonly says: string;
  /** ISO 8601, or null where nobody knows. */
  readonly since: string | null;
  readonly link: { readonly href: string; readonly text: string };
}

interface Facts {
  readonly readiness: StartReadiness | undefined;
  readonly indexes: IndexesView | undefined;
}

const order: Readonly<Record<AttentionItem['kind'], number>> = { users: 0, risk: 1, late: 2, 'not-known': 3 };

export function needsAttention({ readiness, indexes }: Facts): AttentionItem[] {
  const items = [...driftItems(indexes), ...serviceItems(readiness), ...runItems(readiness)];
  return items.sort((a, b) => order[a.kind] - order[b.kind]);
}

function driftItems(view: IndexesView | undefined): AttentionItem[] {
  if (view === undefined) return [];
  // Before the first sync there is no alias to have drifted: that is an empty console, not an incident.
  const isNew = view.generations.every(({ role }) => role === 'building' || role === 'abandoned');
  const link = { href: '/indexes', text: 'Open indexes' };
  const drifted = isNew
    ? []
    : view.aliases.filter(hasDrifted).map((check): AttentionItem => {
        const { what, users } = driftWords(check);
        return {
          key: `alias-${check.name}`,
          kind: 'users',
          title: `Alias ${check.name}: ${check.state === 'missing' ? 'missing' : 'drift'}`,
          says: `${what} ${users}`,
          since: null,
          link,
        };
      });
  if (view.failedSince === null) return drifted;
  const silent: AttentionItem = {
    key: 'search',
    kind: 'not-known',
    title: 'Search: cannot tell',
    says: 'The search engine does not answer, so the aliases are not known. Not counted as right or wrong.',
    since: view.failedSince,
    link,
  };
  return [...drifted, silent];
}

function serviceItems(readiness: StartReadiness | undefined): AttentionItem[] {
  return (readiness?.services ?? [])
    .filter(({ state }) => state === 'down')
    .map(({ service, since }) => ({
      key: `service-${service}`,
      kind: 'risk',
      title: `${service} cannot be reached`,
      says: 'No sync can be started. Users go on reading the live generation.',
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
  return [
    runItem(
      last,
      'risk',
      `Run ${last.number} failed before the swap`,
      `${last.fault?.says ?? 'No reason was recorded.'} Users read what they read before.`,
      last.endedAt,
    ),
  ];
}

function runItem(run: Run, kind: AttentionItem['kind'], title: string, says: string, since: string | null): AttentionItem {
  return { key: run.run, kind, title, says, since, link: { href: `/sync/${run.run}`, text: `Open run ${run.number}` } };
}
