import type { Tone } from '#components/ui/feedback/tone.ts';
import {
  transitions,
  type Answer,
  type Check,
  type LinkState,
  type Outcome,
  type StepView,
  type VersionState,
} from '#lib/inventory/client.ts';

export const linkState: Readonly<
  Record<LinkState, { readonly tone: Tone; readonly words: string }>
> = {
  linked: { tone: 'ok', words: 'Linked' },
  unlinked: { tone: 'warn', words: 'Unlinked, paused' },
  updating: { tone: 'run', words: 'Updating shared resources' },
  undeploying: { tone: 'run', words: 'Removing shared resources' },
  absent: { tone: 'off', words: 'Absent' },
};

export const versionWords: Readonly<Record<VersionState, string>> = {
  deploying: 'deploying',
  'deploy-failed': 'deploy failed',
  deployed: 'deployed',
  undeploying: 'undeploying',
};

export const verdictWords: Readonly<
  Record<Answer['verdict'], { readonly tone: Tone; readonly words: string }>
> = {
  allowed: { tone: 'ok', words: 'Allowed in the recorded state' },
  refused: { tone: 'bad', words: 'Refused in the recorded state' },
  'not-recorded': { tone: 'wait', words: 'Not known: the state is not recorded' },
};

export const checkWords: Readonly<
  Record<Check['holds'], { readonly tone: Tone; readonly words: string }>
> = {
  yes: { tone: 'ok', words: 'Holds' },
  no: { tone: 'bad', words: 'Does not hold' },
  'not-recorded': { tone: 'wait', words: 'Not recorded' },
  ask: { tone: 'wait', words: 'To be checked by you' },
};

export const outcomeWords: Readonly<Record<Outcome, string>> = {
  begun: 'It was begun',
  done: 'It is done',
  failed: 'It failed',
};

const endWords: Readonly<Record<Outcome, string>> = {
  begun: 'begun',
  done: 'done',
  failed: 'failed',
};

/** `live: Unlink, done`. */
export function stepWords({ transition, outcome, environment, target }: StepView): string {
  if (transition === 'found') return `${environment}: recorded as found`;
  const what = [transitions[transition].title, target].filter(Boolean).join(' ');
  return `${environment}: ${what}, ${endWords[outcome]}`;
}
