'use client';

import { useSyncExternalStore } from 'react';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const yearSeconds = 31_536_000;
const listeners = new Set<() => void>();

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

function current(): Theme {
  const chosen = document.documentElement.dataset['theme'];
  return themes.find((theme) => theme === chosen) ?? 'system';
}

/**
 * The server writes the choice into `<html data-theme>` from this cookie, so no page flashes in the
 * other theme.
 */
function choose(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
  const maxAge = theme === 'system' ? 0 : yearSeconds;
  document.cookie = `theme=${theme}; path=/; max-age=${maxAge}; samesite=lax`;
  for (const listener of listeners) listener();
}

export function useTheme(): readonly [Theme, (theme: Theme) => void] {
  return [useSyncExternalStore(subscribe, current, () => 'system'), choose];
}
