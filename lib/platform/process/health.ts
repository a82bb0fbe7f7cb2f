export interface Pulse {
  readonly startedAtMs: number;
  /** When work last made progress: a tick of a loop, an answer of the database. Null: never yet. */
  readonly progressAtMs: number | null;
  /** Without progress for this long it stands still. */
  readonly stillAfterMs: number;
}

/** Of one of several things that a process does. */
export interface TaskPulse extends Pulse {
  readonly task: string;
  /** Of which it is; absent: of the process. */
  readonly environment?: string;
}

export const bootGraceMs = 60_000;

/**
 * Alive is who makes progress, not who answers: a process whose loop does nothing wants a restart.
 * A young one is given time.
 */
export function isAlive(pulse: Pulse, nowMs: number): boolean {
  if (nowMs - pulse.startedAtMs < bootGraceMs) return true;
  return pulse.progressAtMs !== null && nowMs - pulse.progressAtMs < pulse.stillAfterMs;
}
