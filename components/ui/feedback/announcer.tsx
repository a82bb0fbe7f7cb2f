'use client';

import {
  createContext,
  use,
  useCallback,
  useEffect,
  useRef,
  useState,
  type ReactNode,
} from 'react';

type Announce = (message: string) => void;
const AnnounceContext = createContext<Announce>(() => {});

/** The one polite live region of the page. It announces changes of state, never ticks. */
export function AnnouncerProvider({ children }: { readonly children: ReactNode }) {
  const [message, setMessage] = useState('');
  const announce = useCallback<Announce>((next) => setMessage(next), []);
  return (
    <AnnounceContext value={announce}>
      {children}
      <div role="status" aria-live="polite" className="sr-only" data-announcer>
        {message}
      </div>
    </AnnounceContext>
  );
}

export function useAnnounce(): Announce {
  return use(AnnounceContext);
}

/** Announces `message` when it changes, not when the page opens. */
export function useAnnounceChange(message: string | null): void {
  const announce = useAnnounce();
  const last = useRef(message);
  useEffect(() => {
    if (message === last.current) return;
    last.current = message;
    if (message !== null) announce(message);
  }, [message, announce]);
}
