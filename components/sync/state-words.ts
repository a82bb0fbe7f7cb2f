import type { RunState, Stage, StageState, Wait } from '#lib/sync/client.ts';
import type { Tone } from '#components/ui/feedback/tone.ts';

interface StateStyle {
  readonly word: string;
  readonly tone: Tone;
}

const runStyles: Readonly<Record<RunState, StateStyle>> = {
  queued: { word: 'Queued', tone: 'wait' },
  preparing: { word: 'Preparing', tone: 'run' },
  running: { word: 'Running', tone: 'run' },
  verifying: { word: 'Verifying', tone: 'run' },
  swapping: { word: 'Swapping', tone: 'run' },
  settled: { word: 'Settled', tone: 'ok' },
  cancelling: { word: 'Cancelling', tone: 'warn' },
  cancelled: { word: 'Cancelled', tone: 'off' },
  failed: { word: 'Failed', tone: 'bad' },
  stalled: { word: 'Stalled', tone: 'bad' },
};

const waiting: StateStyle = { word: 'Waiting', tone: 'warn' };

export const runStateStyle = (state: RunState): StateStyle => runStyles[state];

/** How a run looks just now: one that is held up neither runs nor verifies. */
export const runStyle = (state: RunState, wait: Wait | null): StateStyle =>
  wait === null ? runStyles[state] : waiting;

const stageStyles: Readonly<Record<StageState, StateStyle>> = {
  waiting: { word: 'Waiting', tone: 'wait' },
  running: { word: 'Running', tone: 'run' },
  done: { word: 'Done', tone: 'ok' },
  failed: { word: 'Failed', tone: 'bad' },
  skipped: { word: 'Not reached', tone: 'off' },
};

/**
 * A run that ends early leaves the stage it was in stopped, and those after it not reached; a dry
 * run comes to its swap and leaves it out.
 */
export function stageStateStyle({ state, startedAt, kind }: Stage): StateStyle {
  if (kind === 'observed' && state === 'skipped') return { word: 'Not seen', tone: 'off' };
  if (kind === 'observed' && state === 'failed') return { word: 'Last seen', tone: 'bad' };
  if (state !== 'skipped' || startedAt === null) return stageStyles[state];
  return { word: kind === 'swap' ? 'Left out' : 'Stopped', tone: 'off' };
}

/** Stages that move records; the others only prepare for them or show them. */
export const movesRecords = ({ kind }: Stage): boolean => kind === 'data' || kind === 'derived';

/** As people call the service; short names are abbreviations. */
export const participantName = (name: string): string =>
  name.length <= 3 ? name.toUpperCase() : name.charAt(0).toUpperCase() + name.slice(1);
