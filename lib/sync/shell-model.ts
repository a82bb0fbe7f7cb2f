/** What the shell shows of runs on every page. */
import type { Fault } from '#lib/kernel/result.ts';
import type { RunState, ServiceReadiness, Wait } from './model.ts';

/** A run as the navigation, the attention list and the environments of the overview show it. */
export interface RunBrief {
  readonly run: string;
  readonly number: number;
  readonly state: RunState;
  readonly dry: boolean;
  readonly queuedAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  /** The title of the stage that it came to; null before the first. */
  readonly stage: string | null;
  readonly hasSwapBegun: boolean;
  /** Set while it is held up. */
  readonly wait: Wait | null;
  readonly fault: Fault | null;
}

/** What the shell knows of the sync of one environment. */
export interface SyncShell {
  readonly active: RunBrief | null;
  /** The newest that has ended. */
  readonly last: RunBrief | null;
  /** When the newest run that was not dry settled; null where none has. */
  readonly settledAt: string | null;
  /** What its runs depend on; `not-known` while a first check goes on. */
  readonly services: readonly {
    readonly service: string;
    readonly state: ServiceReadiness['state'] | 'not-known';
    readonly since: string | null;
    readonly trouble?: string;
  }[];
}
