import { comparisonPart } from './indexes/comparison.ts';
import type { Reporting } from './reporting.ts';

interface Part {
  readonly name: string;
  readonly measure: (reporting: Reporting) => Promise<object>;
}

const parts: readonly Part[] = [{ name: 'comparison', measure: comparisonPart }];

/** What the indexes cost, part by part; each makes what it needs and takes it away again. */
export async function benchIndexes(reporting: Reporting): Promise<object> {
  const figures: [string, object][] = [];
  for (const { name, measure } of parts) figures.push([name, await measure(reporting)]);
  return { documents: reporting.documents, ...Object.fromEntries(figures) };
}
