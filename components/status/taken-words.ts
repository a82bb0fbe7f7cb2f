import type { TakeOutcome } from '#lib/status/client.ts';

/** What is said to whoever has taken an incident, or given it back. */
export const takenWords = ({
  isTaken,
}: TakeOutcome): { readonly title: string; readonly says: string } =>
  isTaken
    ? { title: 'It is yours', says: 'Others see that you have it.' }
    : { title: 'It is given back', says: 'Others see that nobody has it.' };
