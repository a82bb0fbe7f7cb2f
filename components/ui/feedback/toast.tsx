'use client';

import clsx from 'clsx';
import { X } from 'lucide-react';
import Link from 'next/link';
import {
  createContext,
  use,
  useCallback,
  useEffect,
  useRef,
  useState,
  type ReactNode,
} from 'react';
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
const edges = { ok: 'border-ok-fill', run: 'border-run-fill', bad: 'border-bad-fill' } as const;
const ToastContext = createContext<(toast: ToastWords) => void>(() => {});

/**
 * Messages in the corner. An error stays until it is dismissed; the rest leaves, and waits while it
 * is pointed at or focused.
 */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const announce = useAnnounce();
  const nextId = useRef(0);
  const [toasts, setToasts] = useState<readonly Shown[]>([]);
  const show = useCallback(
    (toast: ToastWords) => {
      nextId.current += 1;
      const id = nextId.current;
      setToasts((shown) => [...shown, { ...toast, id }]);
      announce([toast.title, toast.body].filter(Boolean).join('. '));
    },
    [announce],
  );
  const dismiss = useCallback(
    (id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id)),
    [],
  );
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

function Toast({
  toast,
  onDismiss,
}: {
  readonly toast: Shown;
  readonly onDismiss: (id: number) => void;
}) {
  const [isHeld, setHeld] = useState(false);
  const stays = toast.tone === 'bad' || isHeld;
  useEffect(() => {
    if (stays) return undefined;
    const timer = setTimeout(() => onDismiss(toast.id), lifeMs);
    return () => clearTimeout(timer);
  }, [stays, onDismiss, toast.id]);
  const Icon = toneIcon[toast.tone];
  return (
    <div
      className={clsx(
        'flex items-start gap-2.5 border-l-4 bg-raised py-3 pr-2 pl-3.5 text-dense shadow-float',
        edges[toast.tone],
      )}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
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
