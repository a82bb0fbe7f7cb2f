import { pageTitleId } from '../page/page-head.tsx';

const isUsable = (element: HTMLElement): boolean =>
  element.isConnected && !element.matches(':disabled');

const isLost = (): boolean =>
  document.activeElement === null || document.activeElement === document.body;

/** Where what had the focus goes. */
export const focusTitle = (): void => document.getElementById(pageTitleId)?.focus();

/**
 * Gives the focus to what had it before something was opened. Where that is gone, or goes while it
 * has the focus because of what was done there, the title of the page gets it. Whoever has moved
 * the focus elsewhere by then keeps it.
 */
export function giveFocusBack(opener: HTMLElement | null): void {
  if (isLost()) {
    if (opener !== null && isUsable(opener)) opener.focus();
    else focusTitle();
  }
  if (opener === null || document.activeElement !== opener) return;
  const ended = new AbortController();
  const observer = new MutationObserver(() => {
    if (isUsable(opener)) return;
    ended.abort();
    // A browser may leave the focus on what was disabled, where no key does anything.
    if (isLost() || document.activeElement === opener) focusTitle();
  });
  const stopElsewhere = ({ target }: Event) => {
    if (target !== opener) ended.abort();
  };
  ended.signal.addEventListener('abort', () => observer.disconnect());
  for (const moves of ['focusin', 'pointerdown'])
    document.addEventListener(moves, stopElsewhere, { signal: ended.signal });
  observer.observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['disabled'],
  });
}

/** What has the focus now, to be given it back; null: nothing has. */
export const focusedNow = (): HTMLElement | null =>
  document.activeElement instanceof HTMLElement && !isLost() ? document.activeElement : null;
