import type { GenerationRole, GenerationView } from '#lib/indexes/client.ts';

const words: readonly (readonly [GenerationRole, string])[] = [
  ['live', 'live'],
  ['building', 'being built'],
  ['previous', 'previous'],
  ['abandoned', 'abandoned'],
];

/** `5 live, 5 being built, 5 previous`. */
export function generationsWords(generations: readonly GenerationView[]): string {
  return words
    .flatMap(([role, word]) => {
      const number = generations.filter((generation) => generation.role === role).length;
      return number === 0 ? [] : [`${number} ${word}`];
    })
    .join(', ');
}
