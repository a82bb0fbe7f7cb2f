'use client';

import { useEffect, useRef, type RefObject } from 'react';

/**
 * Moves the focus to an element when `answer` changes to something: a button that was pressed and
 * disabled meanwhile has lost it, and the answer is what a person wants to read next. The element
 * needs `tabIndex={-1}`.
 */
export function useFocusOn<E extends HTMLElement>(answer: object | null): RefObject<E | null> {
  const element = useRef<E>(null);
  useEffect(() => {
    if (answer !== null) element.current?.focus();
  }, [answer]);
  return element;
}
