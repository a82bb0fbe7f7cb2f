import { comparisonPart } from './indexes/comparison.ts';
import { pagePart } from './indexes/page.ts';
import { probePart } from './indexes/probe.ts';
import { repairPart, rollBackPart } from './indexes/under-readers.ts';
import type { Reporting } from './reporting.ts';

interface Part {
  readonly name: string;
  readonly measure: (reporting: Reporting) => Promise<object>;
}

const parts: readonly Part[] = [
  { name: 'page', measure: pagePart },
  { name: 'probe', measure: probePart },
  { name: 'repair', measure: repairPart },
  { name: 'rollback', measure: rollBackPart },
  { name: 'comparison', measure: comparisonPart },
];

/** What the indexes cost, part by part; each makes what it needs and takes it away again. */
export async function benchIndexes(reporting: Reporting): Promise<object> {
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
