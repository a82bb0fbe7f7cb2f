/** Which sources an import adds and changes. Pure. */
import type { Source } from '../model.ts';
import type { WantedSource } from './wanted.ts';

/** One that a file no longer has stays: what was said from it is in the history, to be put back. */
export interface PlannedSource {
  readonly estate: string;
  readonly before: Source | null;
  readonly after: Source;
}

export function planSources(
  wanted: readonly WantedSource[],
  known: readonly WantedSource[],
): PlannedSource[] {
  const idOf = (estate: string, { id }: Source): string => JSON.stringify([estate, id]);
  const textOf = ({ title, evidence, asOf, readOn }: Source): string =>
    JSON.stringify([title, evidence, asOf, readOn]);
  const before = new Map(known.map(({ estate, source }) => [idOf(estate, source), source]));
  return wanted.flatMap(({ estate, source }): PlannedSource[] => {
    const old = before.get(idOf(estate, source)) ?? null;
    return old !== null && textOf(old) === textOf(source)
      ? []
      : [{ estate, before: old, after: source }];
  });
}
