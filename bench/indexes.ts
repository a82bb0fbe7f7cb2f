import { comparisonPart } from './indexes/comparison.ts';
import { pagePart } from './indexes/page.ts';
import { probePart } from './indexes/probe.ts';
import { repairPart, rollBackPart } from './indexes/under-readers.ts';
import { measureParts, type Part } from './parts.ts';
import type { Reporting } from './reporting.ts';

const parts: readonly Part[] = [
  { name: 'page', measure: pagePart },
  { name: 'probe', measure: probePart },
  { name: 'repair', measure: repairPart },
  { name: 'rollback', measure: rollBackPart },
  { name: 'comparison', measure: comparisonPart },
];

/** What the indexes cost. */
export const benchIndexes = (reporting: Reporting): Promise<object> =>
  measureParts(parts, reporting);
