import type { GenerationRole } from '#lib/indexes/client.ts';
import type { Tone } from '#components/ui/feedback/tone.ts';

export const roleTones: Readonly<
  Record<GenerationRole, { readonly word: string; readonly tone: Tone }>
> = {
  building: { word: 'Being built', tone: 'run' },
  live: { word: 'Live, users read it', tone: 'ok' },
  previous: { word: 'Previous', tone: 'wait' },
  abandoned: { word: 'Abandoned', tone: 'off' },
};
