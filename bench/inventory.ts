import { importPart } from './inventory/import.ts';
import { pagesPart } from './inventory/pages.ts';
import { measureParts, type Part } from './parts.ts';
import type { Reporting } from './reporting.ts';

const parts: readonly Part[] = [
  { name: 'pages', measure: pagesPart },
  { name: 'import', measure: importPart },
];

/** What a large inventory costs. */
export const benchInventory = (reporting: Reporting): Promise<object> =>
  measureParts(parts, reporting);
