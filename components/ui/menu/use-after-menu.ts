'use client';

import { useRef, type RefObject } from 'react';

interface AfterMenu {
  /** For the menu's button. */
  readonly trigger: RefObject<HTMLButtonElement | null>;
  /** For the menu's `onOpenChangeComplete`. */
  readonly onOpenChangeComplete: (isOpen: boolean) => void;
  /** For an item: what happens once the menu is gone. */
  readonly afterwards: (act: () => void) => void;
}

/**
 * For menu items that open a dialog: the menu's button has the focus by then, so a closed dialog
 * gives it back to something that is still there.
 */
export function useAfterMenu(): AfterMenu {
  const trigger = useRef<HTMLButtonElement>(null);
  const next = useRef<(() => void) | null>(null);
  return {
    trigger,
    afterwards: (act) => {
      next.current = act;
    },
    onOpenChangeComplete: (isOpen) => {
      const act = next.current;
      next.current = null;
      if (isOpen || act === null) return;
      trigger.current?.focus();
      act();
    },
  };
}
