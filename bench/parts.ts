import type { Reporting } from './reporting.ts';

export interface Part {
  readonly name: string;
  readonly measure: (reporting: Reporting) => Promise<object>;
}

/** Part by part, or the only one that is wanted; each makes what it needs and takes it away. */
export async function measureParts(parts: readonly Part[], reporting: Reporting): Promise<object> {
  const figures: [string, object][] = [];
  const { only } = reporting;
  const wanted = parts.filter(({ name }) => only === null || only === name);
  if (wanted.length === 0)
    throw new Error(
      `There is no such part. There are: ${parts.map(({ name }) => name).join(', ')}.`,
    );
  for (const { name, measure } of wanted) figures.push([name, await measure(reporting)]);
  return { documents: reporting.documents, ...Object.fromEntries(figures) };
}
