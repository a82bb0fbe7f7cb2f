const onceInMs = 60_000;
const mostAtOnce = 20;

export interface AnonymousLimit {
  /** Whether what the anonymous caller at this address did is worth a row of the audit. */
  isNew(address: string): boolean;
}

/**
 * Anonymous callers cannot fill the audit: one row a minute and address, and twenty a minute in
 * all, since whoever writes a header of addresses has as many as they like. `nowMs` counts up
 * steadily.
 */
export function limitAnonymous(nowMs: () => number): AnonymousLimit {
  const lastAtMs = new Map<string, number>();
  return {
    isNew(address) {
      const now = nowMs();
      for (const [known, at] of lastAtMs) if (now - at >= onceInMs) lastAtMs.delete(known);
      if (lastAtMs.has(address) || lastAtMs.size >= mostAtOnce) return false;
      lastAtMs.set(address, now);
      return true;
    },
  };
}
