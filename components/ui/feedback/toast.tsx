'use client';

import clsx from 'clsx';
import { X } from 'lucide-react';
import Link from 'next/link';
import {
  createContext,
  use,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import { focusTitle } from '../dialog/give-focus-back.ts';
import { useAnnounce } from './announcer.tsx';
import { toneIcon, toneText } from './tone.ts';

interface ToastWords {
  readonly tone: 'ok' | 'run' | 'bad';
  readonly title: string;
  readonly body?: string;
  readonly link?: { readonly href: string; readonly text: string };
}
type Shown = ToastWords & { readonly id: number };

const lifeMs = 8_000;
const mostShown = 3;
const edges = { ok: 'border-ok-fill', run: 'border-run-fill', bad: 'border-bad-fill' } as const;
const ToastContext = createContext<(toast: ToastWords) => void>(() => {});

/** One more, in place of the same one; beyond three the oldest goes, errors last. */
function withOneMore(shown: readonly Shown[], toast: Shown): readonly Shown[] {
  const others = shown.filter(({ title, body }) => title !== toast.title || body !== toast.body);
  if (others.length < mostShown) return [...others, toast];
  const leaves = others.find(({ tone }) => tone !== 'bad') ?? others[0];
  return [...others.filter((one) => one !== leaves), toast];
}

/**
 * Messages in the corner, at most three. An error stays until it is dismissed; the rest leaves, and
 * waits while it is pointed at or focused. Escape dismisses the newest, or the one with the focus.
 */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const announce = useAnnounce();
  const nextId = useRef(0);
  const [toasts, setToasts] = useState<readonly Shown[]>([]);
  const show = useCallback(
    (toast: ToastWords) => {
      nextId.current += 1;
      const id = nextId.current;
      setToasts((shown) => withOneMore(shown, { ...toast, id }));
      announce([toast.title, toast.body].filter(Boolean).join('. '));
    },
    [announce],
  );
  const dismiss = useCallback(
    (id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id)),
    [],
  );
  const newest = toasts.at(-1)?.id;
  useEffect(() => {
    if (newest === undefined) return undefined;
    const dismissOnEscape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || isEscapeTaken()) return;
      dismiss(newest);
    };
    document.addEventListener('keydown', dismissOnEscape);
    return () => document.removeEventListener('keydown', dismissOnEscape);
  }, [newest, dismiss]);
  return (
    <ToastContext value={show}>
      {children}
      <div className="fixed right-4 bottom-4 z-50 grid w-105 max-w-[calc(100vw-32px)] gap-2">
        {toasts.map((toast) => (
          <Toast key={toast.id} toast={toast} onDismiss={dismiss} />
        ))}
      </div>
    </ToastContext>
  );
}

export const useToast = () => use(ToastContext);

/** By a dialog, a drawer or a menu, which it closes. */
const isEscapeTaken = (): boolean =>
  document.querySelector('dialog[open], [role="menu"], [role="listbox"]') !== null;

function Toast({
  toast,
  onDismiss,
}: {
  readonly toast: Shown;
  readonly onDismiss: (id: number) => void;
}) {
  const [isHeld, setHeld] = useState(false);
  const element = useRef<HTMLDivElement>(null);
  // While it is still there: afterwards nobody can tell whether it had the focus.
  useLayoutEffect(() => {
    const own = element.current;
    return () => {
      if (own?.contains(document.activeElement) === true) focusTitle();
    };
  }, []);
  const stays = toast.tone === 'bad' || isHeld;
  useEffect(() => {
    if (stays) return undefined;
    const timer = setTimeout(() => onDismiss(toast.id), lifeMs);
    return () => clearTimeout(timer);
  }, [stays, onDismiss, toast.id]);
  const Icon = toneIcon[toast.tone];
  return (
    <div
      ref={element}
      className={clsx(
        'flex items-start gap-2.5 border-l-4 bg-raised py-3 pr-2 pl-3.5 text-dense shadow-float',
        edges[toast.tone],
      )}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onDismiss(toast.id);
      }}
    >
      <Icon className={clsx('mt-px size-4 flex-none', toneText[toast.tone])} />
      <div className="min-w-0 flex-1">
        <b>{toast.title}</b>
        <p>
          {toast.body}{' '}
          {toast.link !== undefined && <Link href={toast.link.href}>{toast.link.text}</Link>}
        </p>
      </div>
      <button
        type="button"
        aria-label="Dismiss"
        onClick={() => onDismiss(toast.id)}
        className="grid size-6 place-items-center text-muted"
      >
        <X className="size-4" />
      </button>
    </div>
  );
}
