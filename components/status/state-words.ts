import type { Outcome } from '#lib/status/client.ts';
import type { Tone } from '#components/ui/feedback/tone.ts';

/** What is known has a word and a colour; what is not known has neither. */
export const stateWords: Readonly<
  Record<Exclude<Outcome, 'not-known'>, { readonly word: string; readonly tone: Tone }>
> = {
  up: { word: 'Up', tone: 'ok' },
  degraded: { word: 'Degraded', tone: 'warn' },
  down: { word: 'Down', tone: 'bad' },
};
