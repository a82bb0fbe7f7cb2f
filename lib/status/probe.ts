import type { Window } from '#lib/kernel/window.ts';
import type { Outcome } from './model.ts';
import type { Patience } from './next-health.ts';

/** What one asking found. A failure is a result and no exception. */
export interface ProbeResult {
  readonly outcome: Outcome;
  /** Null: no answer came. */
  readonly tookMs: number | null;
  /** A sentence without addresses on why it is not up; null where it is. */
  readonly says: string | null;
}

/** Of a probe that has a fault of its own. */
export const notAsked: ProbeResult = {
  outcome: 'not-known',
  tookMs: null,
  says: 'The console could not ask: a fault of its own is in its log.',
};

/** Something that is asked again and again whether it works. */
export interface Probe {
  /** Steady over restarts: `service:local:amqp`. */
  readonly id: string;
  /** What people read: `Messages`. */
  readonly name: string;
  readonly kind: string;
  /** In words, without addresses: `RabbitMQ`. */
  readonly target: string;
  /** False: a stand-in of the console's own is asked. */
  readonly isReal: boolean;
  readonly everyMs: number;
  readonly patience: Patience;
  /** The ids of the probes of what its target needs to work. */
  readonly dependsOn: readonly string[];
  /** What the inventory calls its target, `reval-sync/rabbitmq@preprod`; absent: nobody said. */
  readonly component?: string | undefined;
  /** The parts of the week in which its target is on; empty: at any time. */
  readonly scheduledOn: readonly Window[];
  /** Answers within the probe's own time limit; never rejects. */
  check(signal: AbortSignal): Promise<ProbeResult>;
}
