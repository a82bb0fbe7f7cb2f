'use client';

import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
};

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    // A browser may forbid the store altogether.
    return null;
  }
}

/** False when the browser refuses: it is full or forbidden. */
function write(key: string, value: string | null): boolean {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    return false;
  }
  for (const listener of listeners) listener();
  return true;
}

/**
 * A value that this browser keeps, the same in all its tabs. Null when there is none, and while the
 * server renders.
 */
export function useStored(
  key: string,
): readonly [string | null, (value: string | null) => boolean] {
  return [
    useSyncExternalStore(
      subscribe,
      () => read(key),
      () => null,
    ),
    (value) => write(key, value),
  ];
}
