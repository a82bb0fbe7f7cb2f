import { useEffectEvent, useLayoutEffect, useRef, useState, type RefObject } from 'react';

/**
 * For a field whose value the page keeps: what was put into it before React had taken over what the
 * server sent. React leaves that there, tells nobody, and writes its own value over it at the next
 * change (`hydrateRoot`). So `tell` is called with the field as soon as React has it, if `differs`
 * says that it holds something else than the page shows.
 */
export function useEarlyInput<E extends HTMLInputElement | HTMLSelectElement>(
  differs: (field: E) => boolean,
  tell: (field: E) => void,
): RefObject<E | null> {
  const field = useRef<E>(null);
  const hear = useEffectEvent(() => {
    if (field.current !== null && differs(field.current)) tell(field.current);
  });
  useLayoutEffect(() => hear(), []);
  return field;
}

function textIn(id: string): string | undefined {
  if (typeof document === 'undefined') return undefined;
  const field = document.getElementById(id);
  return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement
    ? field.value
    : undefined;
}

/**
 * The same for a field of text, also for one whose value the browser keeps (`value` is undefined):
 * in a larger one that the server filled in, React puts that back while it takes over, so what is
 * in it is read before.
 */
export function useEarlyText<E extends HTMLInputElement | HTMLTextAreaElement>(
  id: string,
  value: string | undefined,
  onTyped: ((text: string) => void) | undefined,
): RefObject<E | null> {
  const field = useRef<E>(null);
  const [early] = useState(() => textIn(id));
  const hear = useEffectEvent(() => {
    if (field.current === null || early === undefined) return;
    if (value === undefined) {
      if (field.current.value !== early) field.current.value = early;
    } else if (early !== value) onTyped?.(early);
  });
  useLayoutEffect(() => hear(), []);
  return field;
}
