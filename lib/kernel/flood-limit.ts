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
 * them, so each has so many lines a minute and its own count, whatever the others do.
 */
export function limitRepeats(nowMs: () => number, linesAMinute = 1): FloodLimit {
  const minutes = new Map<string, { readonly fromMs: number; lines: number; leftOut: number }>();
  return {
    admit(source) {
      const now = nowMs();
      const minute = minutes.get(source);
      if (minute === undefined || now - minute.fromMs >= onceInMs) {
        minutes.set(source, { fromMs: now, lines: 1, leftOut: 0 });
        return minute?.leftOut ?? 0;
      }
      if (minute.lines >= linesAMinute) {
        minute.leftOut += 1;
        return null;
      }
      minute.lines += 1;
      return 0;
    },
  };
}
