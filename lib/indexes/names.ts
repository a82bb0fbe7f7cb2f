/** `20261121t173000`: UTC, lower case, because index names must be. */
function stamp(at: Date): string {
  return at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').toLowerCase();
}

/** Name of the generation that run `runNumber` makes, e.g. `masterdoctorindex_20261121t173000_12`; number 0 is a kept copy. */
export function generationName(base: string, at: Date, runNumber: number): string {
  return `${base}_${stamp(at)}_${String(runNumber)}`;
}

/** Whether an index carries the name of a generation of `base`. */
export function isGenerationOf(base: string, index: string): boolean {
  return index.startsWith(`${base}_`) && /^\d{8}t\d{6}_\d+$/.test(index.slice(base.length + 1));
}
