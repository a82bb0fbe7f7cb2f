import { measureParts, type Part } from './parts.ts';
import type { Reporting } from './reporting.ts';
import { schedulerPart } from './status/scheduler.ts';
import { storagePart } from './status/storage.ts';
import { supportPart } from './status/support.ts';

const parts: readonly Part[] = [
  { name: 'storage', measure: storagePart },
  { name: 'scheduler', measure: schedulerPart },
  { name: 'support', measure: supportPart },
];

/** What the status of thousands of services costs. */
export const benchStatus = (reporting: Reporting): Promise<object> =>
  measureParts(parts, reporting);
