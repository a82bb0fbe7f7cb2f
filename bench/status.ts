import { measureParts, type Part } from './parts.ts';
import type { Reporting } from './reporting.ts';
import { storagePart } from './status/storage.ts';

const parts: readonly Part[] = [{ name: 'storage', measure: storagePart }];

/** What the status of thousands of services costs. */
export const benchStatus = (reporting: Reporting): Promise<object> =>
  measureParts(parts, reporting);
