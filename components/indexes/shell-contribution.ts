import { GitCompareArrows, Layers } from 'lucide-react';
import { may } from '#lib/access/client.ts';
import { compareIndexes } from '#lib/indexes/client.ts';
import type { AttentionItem, Command, ShellContribution } from '#components/shell/contribution.ts';
import type { EnvironmentFacts } from '#components/shell/shell-query.ts';
import { sentences } from '#lib/kernel/words/text.ts';
import { ContractCell } from './environment-cell.tsx';

const compare: Command = {
  title: 'Compare two generations…',
  words: 'index difference documents fields',
  detail: 'Opens its page; nothing starts yet',
  icon: GitCompareArrows,
  effect: { go: '/indexes/compare' },
};

/** What the indexes hand the shell. */
export const indexesContribution: ShellContribution = {
  page: { name: 'Indexes', href: '/indexes', icon: Layers, key: 'i' },
  mark: ({ indexes: { isUnbuilt, drifted } }) =>
    isUnbuilt || drifted.length === 0 ? null : { tone: 'bad', text: `${drifted.length} drift` },
  commands: ({ role }) => (may({ role }, compareIndexes, null).ok ? [compare] : []),
  search: () => [],
  attention,
  cells: [{ label: 'Alias contract', Cell: ContractCell }],
};

const link = { href: '/indexes', text: 'Open indexes' };

const unbuilt: AttentionItem = {
  key: 'unbuilt',
  kind: 'to-do',
  title: 'Nothing built by this console is live yet',
  says: 'The names of the contract are not its aliases yet. The first settled sync makes them.',
  since: null,
  link: { href: '/sync', text: 'Open sync' },
};

const driftWord = {
  missing: 'missing',
  unreadable: 'unreadable',
  different: 'drift',
  matches: 'matches',
  'not-known': 'not known',
} as const;

function attention({ indexes, sync }: EnvironmentFacts): AttentionItem[] {
  if (indexes.failedSince !== null) {
    return [
      {
        key: 'search',
        kind: 'not-known',
        title: 'Search: cannot tell',
        says:
          'The search engine does not answer, so the aliases are not known. Not counted as right ' +
          'or wrong.',
        since: indexes.failedSince,
        link,
      },
    ];
  }
  if (indexes.isUnbuilt) return sync.active === null && indexes.asOf !== null ? [unbuilt] : [];
  return indexes.drifted.map((check) => ({
    key: `alias-${check.name}`,
    kind: 'users',
    title: `Alias ${check.name}: ${driftWord[check.state]}`,
    says: sentences(check.says, indexes.usersSee[check.name]),
    since: null,
    link,
  }));
}
