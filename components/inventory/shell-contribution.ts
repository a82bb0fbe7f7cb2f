import {
  BadgeCheck,
  BookOpen,
  Box,
  ClipboardList,
  CloudUpload,
  Columns3,
  FileDiff,
  FileText,
  GitCompareArrows,
  Grid3x3,
  Server,
  Workflow,
} from 'lucide-react';
import type { Command, FindQuery, ShellContribution } from '#components/shell/contribution.ts';
import { itemList, type ListedItem } from '#lib/inventory/client.ts';
import { getJson } from '#lib/kernel/get-json.ts';
import { listSearch, type Page } from '#lib/kernel/list.ts';
import { countOf } from '#lib/kernel/words/numbers.ts';
import { itemHref, whereWords } from './words.ts';

const missing: Command = {
  title: 'What is not recorded',
  words: 'inventory missing gaps unknown expiry',
  icon: ClipboardList,
  effect: { go: '/inventory/missing' },
};

const graph: Command = {
  title: 'What depends on what',
  words: 'inventory graph dependencies breaks needs',
  icon: Workflow,
  effect: { go: '/inventory/graph' },
};

const matrix: Command = {
  title: 'What is where',
  words: 'inventory matrix environments components versions differences',
  icon: Grid3x3,
  effect: { go: '/inventory/matrix' },
};

const record: Command = {
  title: 'Architecture record',
  words: 'inventory document print spqs markdown system',
  icon: FileText,
  effect: { go: '/inventory/record' },
};

const blueGreen: Command = {
  title: 'Blue and green',
  words: 'inventory dos integration deploy unlink link rollback version live paused',
  icon: GitCompareArrows,
  effect: { go: '/inventory/blue-green' },
};

const drift: Command = {
  title: 'Drift',
  words: 'inventory observed import terraform compose differences documents code',
  icon: FileDiff,
  effect: { go: '/inventory/drift' },
};

const environments: Command = {
  title: 'Environments side by side',
  words: 'inventory core compare differences review apps schedules terraform',
  icon: Columns3,
  effect: { go: '/inventory/environments' },
};

const certificates: Command = {
  title: 'Certificates',
  words: 'inventory tls ssl common name expiry issuer url',
  icon: BadgeCheck,
  effect: { go: '/inventory/certificates' },
};

const operations: Command = {
  title: 'Firewall, accounts, procedures',
  words: 'inventory reach port rule users groups runbook',
  icon: BookOpen,
  effect: { go: '/inventory/operations' },
};

const migration: Command = {
  title: 'Migration to AWS',
  words: 'inventory azure cut over wave burn-up what if',
  icon: CloudUpload,
  effect: { go: '/inventory/migration' },
};

const mostFound = 8;

/** What is called so, by name first, and the way to all of it. */
function findItems(text: string): FindQuery | null {
  const read = itemList.filters.text.safeParse(text);
  if (!read.success) return null;
  const filters = { text: read.data };
  const request = { filters, sort: itemList.usual, limit: mostFound, offset: 0 };
  const address = `/api/inventory/items?${listSearch(itemList, request)}`;
  return async (signal) => {
    const { rows, total } = await getJson<Page<ListedItem>>(address, signal);
    return [
      ...rows.map((item): Command => ({
        title: item.name,
        words: '',
        detail: `${item.kindTitle}, ${whereWords(item)}`,
        icon: Box,
        effect: { go: itemHref(item.key) },
      })),
      ...(total > rows.length
        ? [
            {
              title: `All ${countOf(total, 'thing')} with “${read.data}”`,
              words: '',
              icon: Server,
              effect: { go: `/inventory?${String(new URLSearchParams(filters))}` },
            },
          ]
        : []),
    ];
  };
}

/** What the inventory hands the shell. */
export const inventoryContribution: ShellContribution = {
  page: { name: 'Inventory', href: '/inventory', icon: Server, key: 'v' },
  mark: () => null,
  commands: () => [
    matrix,
    graph,
    blueGreen,
    environments,
    certificates,
    operations,
    migration,
    record,
    missing,
    drift,
  ],
  search: () => [],
  find: findItems,
  attention: () => [],
  cells: [],
};
