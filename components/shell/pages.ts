import { Layers, LayoutDashboard, RefreshCw, type LucideIcon } from 'lucide-react';

/** The pages of the console, in the order of the navigation. */
export interface ConsolePage {
  readonly name: string;
  readonly href: string;
  readonly icon: LucideIcon;
  /** Pressed after `g`. */
  readonly key: string;
}

export const pages: readonly ConsolePage[] = [
  { name: 'Overview', href: '/', icon: LayoutDashboard, key: 'o' },
  { name: 'Sync', href: '/sync', icon: RefreshCw, key: 's' },
  { name: 'Indexes', href: '/indexes', icon: Layers, key: 'i' },
];

export const isOnPage = (page: ConsolePage, path: string): boolean =>
  page.href === '/' ? path === '/' : path === page.href || path.startsWith(`${page.href}/`);
