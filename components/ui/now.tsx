'use client';

import { createContext, use, useEffect, useState, type ReactNode } from 'react';

const tickMs = 1000;
/** Below this a difference is the time the page took to arrive, not a wrong clock. */
const skewFloorMs = 5000;

const NowContext = createContext<Date | null>(null);

/** One clock for every age on the page: starts at the server's time, so that the first paint agrees, and follows it when the browser's clock is wrong. */
export function NowProvider({ at, children }: { readonly at: string; readonly children: ReactNode }) {
  const [now, setNow] = useState(() => new Date(at));
  useEffect(() => {
    const skew = new Date(at).getTime() - Date.now();
    const offset = Math.abs(skew) < skewFloorMs ? 0 : skew;
    const tick = () => setNow(new Date(Date.now() + offset));
    tick();
    const timer = setInterval(tick, tickMs);
    return () => clearInterval(timer);
  }, [at]);
  return <NowContext value={now}>{children}</NowContext>;
}

/** The server's idea of now, to the second. */
export function useNow(): Date {
  const now = use(NowContext);
  if (now === null) throw new Error('useNow needs a NowProvider above it');
  return now;
}
