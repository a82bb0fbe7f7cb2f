const onceInMs = 60_000;
const mostAtOnce = 20;

export interface FloodLimit {
  /**
   * What came from this source is worth a line: how many were left out since the line before. Null:
   * it is left out itself.
   */
  admit(source: string): number | null;
}

/**
 * Whoever is not known cannot fill a log: one line a minute and source, and twenty a minute in all,
 * since some can make up sources. `nowMs` counts up steadily.
 */
export function limitFlood(nowMs: () => number): FloodLimit {
  const lastAtMs = new Map<string, number>();
  let leftOut = 0;
  return {
    admit(source) {
      const now = nowMs();
      for (const [known, at] of lastAtMs) if (now - at >= onceInMs) lastAtMs.delete(known);
      if (lastAtMs.has(source) || lastAtMs.size >= mostAtOnce) {
        leftOut += 1;
        return null;
      }
      lastAtMs.set(source, now);
      const before = leftOut;
      leftOut = 0;
      return before;
    },
  };
}

/**
 * The same of those who are known, such as people and what they try: nobody can make up more of
 * them, so each has its own line a minute and its own count, whatever the others do.
 */
export function limitRepeats(nowMs: () => number): FloodLimit {
  const lines = new Map<string, { readonly atMs: number; leftOut: number }>();
  return {
    admit(source) {
      const atMs = nowMs();
      const last = lines.get(source);
      if (last !== undefined && atMs - last.atMs < onceInMs) {
        last.leftOut += 1;
        return null;
      }
      lines.set(source, { atMs, leftOut: 0 });
      return last?.leftOut ?? 0;
    },
  };
}
