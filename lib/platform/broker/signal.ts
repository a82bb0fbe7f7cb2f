/** Wakes the one loop that waits on it. A raise while none waits counts for the next wait. */
export interface Signal {
  raise(): void;
  /** Resolves at the next raise, or after `timeoutMs`. */
  wait(timeoutMs?: number): Promise<void>;
}

export function createSignal(): Signal {
  let isRaised = false;
  let wake: (() => void) | null = null;
  return {
    raise() {
      isRaised = true;
      wake?.();
    },
    async wait(timeoutMs) {
      if (!isRaised) {
        await new Promise<void>((resolve) => {
          const timer = timeoutMs === undefined ? undefined : setTimeout(resolve, timeoutMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        wake = null;
      }
      isRaised = false;
    },
  };
}
