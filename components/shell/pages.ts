import { Layers, LayoutDashboard, RefreshCw, type LucideIcon } from 'lucide-react';

/** The rooms of the console that exist, in the order of the navigation. */
export interface Room {
  readonly name: string;
  readonly href: string;
  readonly icon: LucideIcon;
  /** Pressed after `g`. */
  readonly key: string;
}

export const rooms: readonly Room[] = [
  { name: 'Overview', href: '/', icon: LayoutDashboard, key: 'o' },
  { name: 'Sync', href: '/sync', icon: RefreshCw, key: 's' },
  { name: 'Indexes', href: '/indexes', icon: Layers, key: 'i' },
];

export const isIn = (room: Room, path: string): boolean =>
  room.href === '/' ? path === '/' : path === room.href || path.startsWith(`${room.href}/`);
