'use client';

import { useEffect, useRef, type RefObject } from 'react';

/**
 * Moves the focus to an element when `result` changes to something: it is what a person wants to
 * read next. The element needs `tabIndex={-1}`.
 */
export function useFocusOn<E extends HTMLElement>(result: object | null): RefObject<E | null> {
  const element = useRef<E>(null);
  useEffect(() => {
    if (result !== null) element.current?.focus();
  }, [result]);
  return element;
}
