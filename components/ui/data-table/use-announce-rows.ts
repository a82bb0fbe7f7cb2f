'use client';

import { useEffect, useRef } from 'react';
import { useAnnounce } from '../feedback/announcer.tsx';

/**
 * Says once which rows are there after a person wanted others; never that a count moved. `text` is
 * what is wanted; null: it is not there yet.
 */
export function useAnnounceRows(text: string | null, words: string): void {
  const announce = useAnnounce();
  const last = useRef(text);
  useEffect(() => {
    if (text === null || text === last.current) return;
    if (last.current !== null) announce(words);
    last.current = text;
  }, [text, words, announce]);
}
