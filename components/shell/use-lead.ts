'use client';

import { useRouter } from 'next/navigation';
import { useCallback, useEffect, useRef } from 'react';
import { pageTitleId } from '#components/ui/page/page-head.tsx';

const heading = (): HTMLElement | null => document.getElementById(pageTitleId);

/** Calls back once there is another heading than `before`, unless a person goes elsewhere first. */
function onNewHeading(before: HTMLElement | null, arrive: (found: HTMLElement) => void) {
  const stop = () => {
    observer.disconnect();
    document.removeEventListener('focusin', stop);
  };
  const observer = new MutationObserver(() => {
    const found = heading();
    if (found === null || found === before) return;
    stop();
    arrive(found);
  });
  observer.observe(document.body, { childList: true, subtree: true });
  document.addEventListener('focusin', stop);
  return stop;
}

/**
 * Leads to a page by the keyboard: what was pressed loses the focus, so that single keys are those
 * of the page, and its heading gets it once it is there.
 */
export function useLead(): (address: string) => void {
  const router = useRouter();
  const stop = useRef<() => void>(() => undefined);
  useEffect(() => () => stop.current(), []);
  return useCallback(
    (address) => {
      stop.current();
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      if (address === location.pathname + location.search) heading()?.focus();
      else stop.current = onNewHeading(heading(), (found) => found.focus());
      router.push(address);
    },
    [router],
  );
}
