const onceInMs = 60_000;
const mostAtOnce = 20;

export interface AnonymousLimit {
  /** Whether what the stranger at this address did just now is worth a row of the audit. */
  isNews(address: string): boolean;
}

/**
 * Nobody we know may fill the audit: one row a minute and address, and twenty a minute in all,
 * since whoever writes a header of addresses has as many as they like. `nowMs` counts up steadily.
 */
export function limitAnonymous(nowMs: () => number): AnonymousLimit {
  const seenAtMs = new Map<string, number>();
  return {
    isNews(address) {
      const now = nowMs();
      for (const [known, at] of seenAtMs) if (now - at >= onceInMs) seenAtMs.delete(known);
      if (seenAtMs.has(address) || seenAtMs.size >= mostAtOnce) return false;
      seenAtMs.set(address, now);
      return true;
    },
  };
}
