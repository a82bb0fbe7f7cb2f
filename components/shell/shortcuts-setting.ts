'use client';

import { useStored } from '#components/ui/browser/use-stored.ts';

/**
 * Single-key shortcuts can be switched off: some people's software types letters on its own (WCAG
 * 2.1.4).
 */
export function useShortcutsSetting(): readonly [boolean, (on: boolean) => void] {
  const [stored, store] = useStored('shortcuts');
  return [stored !== 'off', (on) => void store(on ? null : 'off')];
}
