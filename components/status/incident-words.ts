import { listWords } from '#lib/kernel/words/text.ts';
import type { DoubtKind, IncidentState, IncidentView } from '#lib/status/client.ts';
import type { Tone } from '#components/ui/feedback/tone.ts';

export const toneOfState: Readonly<Record<IncidentState, Tone>> = {
  investigating: 'bad',
  identified: 'warn',
  monitoring: 'run',
  resolved: 'ok',
};

const doubtWords: Readonly<Record<DoubtKind, (names: string) => string>> = {
  'not-known': (names) => `${names} could not be asked`,
  'needs-each-other': (names) => `it and ${names} need each other`,
  'degraded-before': (names) => `what it needs was degraded long before: ${names}`,
  'works-since': (names) => `it may have happened because ${names} did not work then`,
  'same-time': (names) =>
    `${names} failed at about the same time, and no relation between them is recorded`,
};

const doubtKinds = [
  'not-known',
  'needs-each-other',
  'degraded-before',
  'works-since',
  'same-time',
] as const;

/** What is likely the cause, or why that is not known; null: nobody looked for one. */
export function rootWords({ root, doubts, isOfProbes }: IncidentView): string | null {
  if (!isOfProbes) return null;
  if (root !== null) return `Likely root: ${root}.`;
  const reasons = doubtKinds.flatMap((why) => {
    const names = doubts.filter((doubt) => doubt.why === why).map(({ name }) => name);
    return names.length === 0 ? [] : [doubtWords[why](listWords(names, 'and'))];
  });
  return reasons.length === 0
    ? 'The root is not known.'
    : `The root is not known: ${reasons.join('; ')}.`;
}
