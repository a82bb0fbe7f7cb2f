/** `20261121t173000`: UTC, lower case, because index names must be. */
function stamp(at: Date): string {
  return at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').toLowerCase();
}

/**
 * Name of the generation that run `runNumber` makes, e.g. `masterdoctorindex_20261121t173000_12`;
 * number 0 is a kept copy.
 */
export function generationName(base: string, at: Date, runNumber: number): string {
  return `${base}_${stamp(at)}_${String(runNumber)}`;
}

/**
 * `masterdoctorindex_20261121t173000_12` is generation 12 of `masterdoctorindex`, and generation 0
 * the kept copy of a concrete index; any other name is returned as it is.
 */
export function parseIndexName(index: string): {
  readonly base: string;
  readonly generation: number | null;
} {
  const { base, number } = /^(?<base>.+)_\d{8}t\d{6}_(?<number>\d+)$/.exec(index)?.groups ?? {};
  return base === undefined || number === undefined
    ? { base: index, generation: null }
    : { base, generation: Number(number) };
}

/** To be compared; a kept copy, and what no run made, is older than what a run made. */
const ageOf = (index: string): string => {
  const { stamp, number } = /_(?<stamp>\d{8}t\d{6})_(?<number>\d+)$/.exec(index)?.groups ?? {};
  return stamp === undefined || number === undefined || Number(number) === 0
    ? ''
    : `${stamp} ${number.padStart(12, '0')}`;
};

/** Whether readers who go from these indexes to that one go on to a newer one, and not back. */
export const isMoveOn = (from: readonly string[], to: string): boolean =>
  from.length > 0 && from.every((index) => ageOf(index) < ageOf(to));

/** Whether an index carries the name of a generation of `base`. */
export function isGenerationOf(base: string, index: string): boolean {
  const parsed = parseIndexName(index);
  return parsed.generation !== null && parsed.base === base;
}
