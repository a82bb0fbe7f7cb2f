import { Activity } from 'lucide-react';
import type {
  AttentionItem,
  ShellContribution,
  ShellMark,
} from '#components/shell/contribution.ts';
import type { EnvironmentFacts } from '#components/shell/shell-query.ts';
import type { IncidentBrief } from '#lib/status/client.ts';

/** What the status hands the shell. The sync, which needs them, names services that are down. */
export const statusContribution: ShellContribution = {
  page: { name: 'Status', href: '/status', icon: Activity, key: 't' },
  mark,
  commands: () => [],
  search: () => [],
  attention,
  cells: [],
};

function mark({ status: { down, degraded } }: EnvironmentFacts): ShellMark | null {
  if (down > 0) return { tone: 'bad', text: `${down} down` };
  return degraded === 0 ? null : { tone: 'warn', text: `${degraded} degraded` };
}

/**
 * Services of the catalogue that are down are named by the sync, with what that stops; so are runs
 * that fail, and drift by the indexes.
 */
function isNamedElsewhere(
  about: IncidentBrief['about'],
  { indexes, sync }: EnvironmentFacts,
): boolean {
  const { active, last } = sync;
  switch (about) {
    case 'service':
      return true;
    case 'contract':
      return indexes.drifted.length + indexes.harmful.length > 0;
    case 'runs':
      return active === null ? last?.state === 'failed' : active.state === 'stalled';
    case null:
      return false;
  }
}

function attention(facts: EnvironmentFacts): AttentionItem[] {
  return facts.status.incidents
    .filter(({ about }) => !isNamedElsewhere(about, facts))
    .map(({ id, title, since }) => ({
      key: `incident ${id}`,
      kind: 'users',
      title,
      says: `Incident ${id} is open.`,
      since,
      link: { href: `/status/incidents/${id}`, text: 'Open the incident' },
    }));
}
