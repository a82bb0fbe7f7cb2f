/** How often somebody may begin what costs much. */
export interface StartLimit {
  /** Milliseconds until this source may begin again; 0: it may, and this counts as a beginning. */
  begin(source: string, nowMs: number): number;
}

/** `most` beginnings of each source within `inMs` milliseconds. */
export function limitStarts(most: number, inMs: number): StartLimit {
  const begun = new Map<string, readonly number[]>();
  return {
    begin(source, nowMs) {
      for (const [known, times] of begun) {
        const left = times.filter((at) => nowMs - at < inMs);
        if (left.length === 0) begun.delete(known);
        else begun.set(known, left);
      }
      const times = begun.get(source) ?? [];
      const [oldest] = times;
      if (oldest !== undefined && times.length >= most) return oldest + inMs - nowMs;
      begun.set(source, [...times, nowMs]);
      return 0;
    },
  };
}
