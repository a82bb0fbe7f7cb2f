import { count } from '#lib/kernel/words/numbers.ts';

/** `12 ms`; a dash where there was no answer. */
export const msWords = (ms: number | null): string => (ms === null ? '–' : `${count(ms)} ms`);
