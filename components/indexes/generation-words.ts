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

/** `masterdoctorindex_20261121t150402_12` is generation 12 of `masterdoctorindex`; any other name stands for itself. */
export function partsOfIndex(index: string): { readonly base: string; readonly generation: number | null } {
  const match = /^(?<base>.+)_\d{8}t\d{6}_(?<number>\d+)$/.exec(index);
  const { base, number } = match?.groups ?? {};
  return base === undefined || number === undefined ? { base: index, generation: null } : { base, generation: Number(number) };
}
