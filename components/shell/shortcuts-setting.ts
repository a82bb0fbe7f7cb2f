'use client';

import { useSyncExternalStore } from 'react';

const key = 'shortcuts';
const listeners = new Set<() => void>();

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
};

const areOn = (): boolean => localStorage.getItem(key) !== 'off';

function turn(on: boolean): void {
  if (on) localStorage.removeItem(key);
  else localStorage.setItem(key, 'off');
  for (const listener of listeners) listener();
}

/** Single-key shortcuts can be switched off: some people's software types letters on its own (WCAG 2.1.4). */
export function useShortcutsSetting(): readonly [boolean, (on: boolean) => void] {
  return [useSyncExternalStore(subscribe, areOn, () => true), turn];
}
