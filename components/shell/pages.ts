import { LayoutDashboard } from 'lucide-react';
import { indexesContribution } from '#components/indexes/shell-contribution.ts';
import { inventoryContribution } from '#components/inventory/shell-contribution.ts';
import { statusContribution } from '#components/status/shell-contribution.ts';
import { syncContribution } from '#components/sync/shell-contribution.ts';
import type { ConsolePage, ShellContribution } from './contribution.ts';

/** A line a feature, in the order of the navigation. */
export const contributions: readonly ShellContribution[] = [
  syncContribution,
  indexesContribution,
  inventoryContribution,
  statusContribution,
];

const overview: ConsolePage = { name: 'Overview', href: '/', icon: LayoutDashboard, key: 'o' };

export const pages: readonly ConsolePage[] = [overview, ...contributions.map(({ page }) => page)];

export const isOnPage = (page: ConsolePage, path: string): boolean =>
  page.href === '/' ? path === '/' : path === page.href || path.startsWith(`${page.href}/`);
