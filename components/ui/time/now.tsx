'use client';

import { createContext, use, useEffect, useState, type ReactNode } from 'react';

const tickMs = 1000;
/**
 * A server that seems behind by less than this is one whose page took long to arrive; one that
 * seems ahead never is.
 */
const slowestArrivalMs = 60_000;
const aheadFloorMs = 2_000;

const offsetOf = (skewMs: number): number =>
  skewMs > aheadFloorMs || skewMs < -slowestArrivalMs ? skewMs : 0;

const NowContext = createContext<Date | null>(null);

/**
 * One clock for every age on the page: starts at the server's time, so that the first paint agrees,
 * and follows it when the browser's clock is wrong.
 */
export function NowProvider({
  at,
  children,
}: {
  readonly at: string;
  readonly children: ReactNode;
}) {
  const [now, setNow] = useState(() => new Date(at));
  useEffect(() => {
    const offset = offsetOf(new Date(at).getTime() - Date.now());
    const tick = () => setNow(new Date(Date.now() + offset));
    tick();
    const timer = setInterval(tick, tickMs);
    return () => clearInterval(timer);
  }, [at]);
  return <NowContext value={now}>{children}</NowContext>;
}

/** The server's time, to the second. */
export function useNow(): Date {
  const now = use(NowContext);
  if (now === null) throw new Error('useNow needs a NowProvider above it');
  return now;
}
