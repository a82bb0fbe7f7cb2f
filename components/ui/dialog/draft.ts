'use client';

import { useState, useSyncExternalStore } from 'react';
import { z } from 'zod';

/** What a dialog holds, for this tab: it comes back with it after a reload or a sign-in. */
const Draft = z.object({ key: z.uuid(), filled: z.record(z.string(), z.unknown()) });
export type Draft = z.infer<typeof Draft>;

const storageKeyOf = (name: string): string => `console:draft:${location.pathname}:${name}`;

function stored(name: string): string | null {
  try {
    return sessionStorage.getItem(storageKeyOf(name));
  } catch {
    // A browser may forbid the store altogether.
    return null;
  }
}

export function readDraft(name: string): Draft | null {
  try {
    return Draft.safeParse(JSON.parse(stored(name) ?? 'null')).data ?? null;
  } catch {
    return null;
  }
}

/** A browser that forbids the store only loses the text at a reload. */
export function keepDraft(name: string, draft: Draft | null): void {
  try {
    if (draft === null) sessionStorage.removeItem(storageKeyOf(name));
    else sessionStorage.setItem(storageKeyOf(name), JSON.stringify(draft));
  } catch {
    return;
  }
}

const nothingChanges = () => () => {};

/** Whether a dialog is open: from the start where this tab has a draft of it. */
export function useDrafted(name: string): readonly [boolean, (isOpen: boolean) => void] {
  const [isChosen, choose] = useState<boolean | null>(null);
  const hasDraft = useSyncExternalStore(
    nothingChanges,
    () => stored(name) !== null,
    () => false,
  );
  return [isChosen ?? hasDraft, choose];
}
