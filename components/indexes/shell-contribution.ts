import { Activity, FileText, GitCompareArrows, Layers } from 'lucide-react';
import { may } from '#lib/access/client.ts';
import type {
  AttentionItem,
  Command,
  ShellContribution,
  ShellMark,
} from '#components/shell/contribution.ts';
import type { EnvironmentFacts } from '#components/shell/shell-query.ts';
import { compareIndexes, type HealthFinding, type IndexesShell } from '#lib/indexes/client.ts';
import { listWords, sentences } from '#lib/kernel/words/text.ts';
import { ContractCell } from './environment-cell.tsx';

const compare: Command = {
  title: 'Compare two generations…',
  words: 'index difference documents fields',
  detail: 'Opens its page; nothing starts yet',
  icon: GitCompareArrows,
  effect: { go: '/indexes/compare' },
};

const searchCluster: Command = {
  title: 'Search cluster',
  words: 'health disk heap status opensearch elasticsearch engine',
  icon: Activity,
  effect: { go: '/indexes/cluster' },
};

const contractPage: Command = {
  title: 'Alias contract',
  words: 'aliases filters edit versions expected',
  icon: FileText,
  effect: { go: '/indexes/contract' },
};

/** What the indexes hand the shell. */
export const indexesContribution: ShellContribution = {
  page: { name: 'Indexes', href: '/indexes', icon: Layers, key: 'i' },
  mark,
  commands: ({ role }) => [
    searchCluster,
    contractPage,
    ...(may({ role }, compareIndexes, null).ok ? [compare] : []),
  ],
  search: () => [],
  attention,
  cells: [{ label: 'Alias contract', Cell: ContractCell }],
};

function mark({ indexes }: EnvironmentFacts): ShellMark | null {
  const { isUnbuilt, drifted, harmful, failedSince } = indexes;
  const drifts = drifted.length + harmful.length;
  if (!isUnbuilt && drifts > 0) return { tone: 'bad', text: `${drifts} drift` };
  const unwell = failedSince === null ? toSeeTo(indexes).length : 0;
  return unwell === 0 ? null : { tone: 'warn', text: `${unwell} to see to` };
}

const clusterLink = { href: '/indexes/cluster', text: 'Open search cluster' };

/** Of these users already notice something; the others are about to stop a sync or edits. */
const noticed: ReadonlySet<string> = new Set([
  'status',
  'red',
  'closed',
  'searches-rejected',
  'tripped',
]);

/** One item for one cause: a red index makes the cluster red, and shards of it missing. */
function toSeeTo({ unwell }: Pick<IndexesShell, 'unwell'>): readonly HealthFinding[] {
  const isNamed = unwell.some(({ key }) => key === 'red');
  return unwell.filter(({ key }) => key !== 'shards' && !(isNamed && key === 'status'));
}

function healthItem({ key, name, value, says }: HealthFinding): AttentionItem {
  const what = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  return {
    key: `health-${key}`,
    kind: noticed.has(key) ? 'users' : 'risk',
    title: `Search: ${value === null ? what : `${what}, ${value}`}`,
    says,
    since: null,
    link: clusterLink,
  };
}

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

/** One item for all of them: what keeps the console from one mostly keeps it from others. */
function cannotTell({ unknown, asOf }: IndexesShell): readonly AttentionItem[] {
  if (unknown.length === 0 || asOf === null) return [];
  const names = listWords(
    unknown.map(({ name }) => name),
    'and',
  );
  const whys = [...new Set(unknown.map(({ says }) => says))];
  return [
    {
      key: 'unknown-aliases',
      kind: 'not-known',
      title: `${unknown.length === 1 ? 'Alias' : 'Aliases'} ${names}: cannot tell`,
      says: sentences(...whys, 'Not counted as right or wrong.'),
      since: null,
      link,
    },
  ];
}

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
  const unwell = toSeeTo(indexes).map(healthItem);
  if (indexes.refused !== null) {
    const refused: AttentionItem = {
      key: 'search',
      kind: 'not-known',
      title: 'Search: cannot tell',
      says: sentences(indexes.refused, 'Not counted as right or wrong.'),
      since: null,
      link,
    };
    return [refused, ...unwell];
  }
  if (indexes.isUnbuilt)
    return [...unwell, ...(sync.active === null && indexes.asOf !== null ? [unbuilt] : [])];
  const filled: AttentionItem[] =
    indexes.beingFilled === null
      ? []
      : [
          {
            key: 'being-filled',
            kind: 'users',
            title: 'Users’ pages are empty or wrong: a sync fills the index that they read',
            says: indexes.beingFilled,
            since: sync.active?.startedAt ?? null,
            link,
          },
        ];
  const drifted = indexes.drifted.map((check): AttentionItem => ({
    key: `alias-${check.name}`,
    kind: 'users',
    title: `Alias ${check.name}: ${driftWord[check.state]}`,
    says: sentences(check.says, indexes.usersSee[check.name]),
    since: indexes.driftSince[check.name] ?? null,
    link,
  }));
  const harmful = indexes.harmful.map(({ index, base, says }): AttentionItem => ({
    key: `generation-${index}`,
    kind: 'users',
    title: `Index of ${base}: drift`,
    says,
    since: indexes.driftSince[index] ?? null,
    link: clusterLink,
  }));
  return [...filled, ...drifted, ...harmful, ...unwell, ...cannotTell(indexes)];
}
