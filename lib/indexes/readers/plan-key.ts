import { createHash } from 'node:crypto';
import type { RecordedSwap } from '../requests.ts';

/** Names exactly these moves from these indexes, for a preview and what is done after it. */
export const planKey = (plan: RecordedSwap): string =>
  createHash('sha256').update(JSON.stringify(plan)).digest('hex');
