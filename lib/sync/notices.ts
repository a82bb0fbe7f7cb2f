import type { Notice } from '#lib/notify/model.ts';
import type { RunState } from './model.ts';
import { runName } from './run-name.ts';

export interface NamedRun {
  readonly environment: string;
  readonly number: number;
}

const ofRun = ({ environment, number }: NamedRun) => {
  const name = runName(environment, number);
  return { name, environment, path: `/sync/${name}` };
};

export function noticeOfStart(run: NamedRun & { readonly isDry: boolean }, by: string): Notice {
  const { name, environment, path } = ofRun(run);
  return {
    event: 'run-started',
    environment,
    severity: 'info',
    title: `${run.isDry ? 'Dry run' : 'Run'} ${name} was started`,
    text: `${by} started it.`,
    path,
    key: null,
    isResolved: false,
  };
}

/** A run that was cancelled has ended as somebody wanted; one that stalled does so no longer. */
export function noticesOfEnd(run: NamedRun, state: RunState, says: string): readonly Notice[] {
  const over = noticeOfStall(run, false, 'The run has ended.');
  if (state !== 'settled' && state !== 'failed') return [over];
  const { name, environment, path } = ofRun(run);
  const hasFailed = state === 'failed';
  const ended: Notice = {
    event: hasFailed ? 'run-failed' : 'run-settled',
    environment,
    severity: hasFailed ? 'critical' : 'info',
    title: hasFailed ? `Run ${name} has failed` : `Run ${name} is settled`,
    text: says,
    path,
    key: null,
    isResolved: false,
  };
  return [ended, over];
}

export function noticeOfStall(run: NamedRun, isStalled: boolean, says: string): Notice {
  const { name, environment, path } = ofRun(run);
  return {
    event: 'run-stalled',
    environment,
    severity: 'warning',
    title: `Run ${name} makes no progress`,
    text: says,
    path,
    key: `run-stalled ${name}`,
    isResolved: !isStalled,
  };
}
