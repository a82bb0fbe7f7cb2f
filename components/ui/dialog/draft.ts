'use client';

import { useState, useSyncExternalStore } from 'react';
import { z } from 'zod';

/** What a dialog holds, for this tab: it comes back with it after a reload or a sign-in. */
const Draft = z.object({
  key: z.uuid(),
  filled: z.record(z.string(), z.unknown()),
  /** False once the dialog was closed: what was typed waits until somebody opens it. */
  isOpen: z.boolean(),
});
export type Draft = z.infer<typeof Draft>;

/** Where the draft of that name is kept: asked while its page is shown, which it belongs to. */
export const draftAt = (name: string): string => `console:draft:${location.pathname}:${name}`;

function stored(at: string): string | null {
  try {
    return sessionStorage.getItem(at);
  } catch {
    // A browser may forbid the store altogether.
    return null;
  }
}

export function readDraft(at: string): Draft | null {
  try {
    return Draft.safeParse(JSON.parse(stored(at) ?? 'null')).data ?? null;
  } catch {
    return null;
  }
}

const listeners = new Set<() => void>();
// Where an answer is still awaited, also after its dialog went with its page.
const awaited = new Set<string>();
const changed = (): void => {
  for (const listener of listeners) listener();
};

/** A browser that forbids the store only loses the text at a reload. */
export function keepDraft(at: string, draft: Draft | null): void {
  try {
    if (draft === null) sessionStorage.removeItem(at);
    else sessionStorage.setItem(at, JSON.stringify(draft));
  } catch {
    return;
  } finally {
    changed();
  }
}

/** Until the answer to what was sent is there, its draft opens nothing. */
export function awaitAnswer(at: string, isAwaited: boolean): void {
  if (isAwaited) awaited.add(at);
  else awaited.delete(at);
  changed();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The key of a draft whose dialog was open when its page was left; null: there is none. */
function leftKey(name: string): string | null {
  const at = draftAt(name);
  const draft = awaited.has(at) ? null : readDraft(at);
  return draft?.isOpen === true ? draft.key : null;
}

/**
 * Whether a dialog is open: from the start where this tab has a draft of it, whose key comes last
 * until somebody opens or closes it.
 */
export function useDrafted(
  name: string,
): readonly [isOpen: boolean, setOpen: (isOpen: boolean) => void, left: string | null] {
  const [shown, show] = useState<{ isOpen: boolean; left: string | null } | null>(null);
  const left = useSyncExternalStore(
    subscribe,
    () => leftKey(name),
    () => null,
  );
  // It stays while what it holds is sent again.
  if (shown === null && left !== null) show({ isOpen: true, left });
  return [shown?.isOpen ?? false, (isOpen) => show({ isOpen, left: null }), shown?.left ?? null];
}

// What is typed now, also where the browser forbids the store.
const texts = new Map<string, string | null>();

/** A text that is typed on a page, kept for this tab over a reload or a sign-in; null: none is. */
export function useKeptText(
  name: string,
): readonly [text: string | null, keep: (text: string | null) => void] {
  const at = (): string => `${draftAt(name)}:text`;
  const text = useSyncExternalStore(
    subscribe,
    () => texts.get(at()) ?? stored(at()),
    () => null,
  );
  return [
    text,
    (typed) => {
      texts.set(at(), typed);
      try {
        if (typed === null) sessionStorage.removeItem(at());
        else sessionStorage.setItem(at(), typed);
      } catch {
        return;
      } finally {
        changed();
      }
    },
  ];
}
