import type { KeyboardEvent } from 'react';

/** What of a row takes the focus when keys go from row to row. */
export const rowControl = 'data-row-control';

const pageOfRows = 10;

function steps(key: string): ((at: number, last: number) => number) | undefined {
  switch (key) {
    case 'ArrowDown':
      return (at) => at + 1;
    case 'ArrowUp':
      return (at) => at - 1;
    case 'PageDown':
      return (at) => at + pageOfRows;
    case 'PageUp':
      return (at) => at - pageOfRows;
    case 'Home':
      return () => 0;
    case 'End':
      return (_, last) => last;
    default:
      return undefined;
  }
}

/**
 * Arrows, Page up, Page down, Home and End go from a row's link or checkbox to that of another row.
 * Tab goes through all of them as everywhere.
 */
export function moveBetweenRows(event: KeyboardEvent<HTMLElement>): void {
  const { target, currentTarget, key } = event;
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const kind = target instanceof Element ? target.getAttribute(rowControl) : null;
  const step = steps(key);
  if (kind === null || step === undefined) return;
  const all = [...currentTarget.querySelectorAll<HTMLElement>(`[${rowControl}="${kind}"]`)];
  const last = all.length - 1;
  const next = step(
    all.findIndex((control) => control === target),
    last,
  );
  event.preventDefault();
  const control = all[Math.min(Math.max(next, 0), last)];
  control?.focus();
  control?.scrollIntoView?.({ block: 'nearest' });
}
