import { measureParts, type Part } from './parts.ts';
import type { Reporting } from './reporting.ts';
import { noticesPart } from './status/notices.ts';
import { pagesPart } from './status/pages.ts';
import { schedulerPart } from './status/scheduler.ts';
import { storagePart } from './status/storage.ts';
import { supportPart } from './status/support.ts';
import { viewersPart } from './status/viewers.ts';

const parts: readonly Part[] = [
  { name: 'pages', measure: pagesPart },
  { name: 'storage', measure: storagePart },
  { name: 'scheduler', measure: schedulerPart },
  { name: 'viewers', measure: viewersPart },
  { name: 'support', measure: supportPart },
  { name: 'notices', measure: noticesPart },
];

/** What the status of thousands of services costs. */
export const benchStatus = (reporting: Reporting): Promise<object> =>
  measureParts(parts, reporting);
