import type { Sql } from '#lib/platform/database/database.ts';
import type { Notice } from './model.ts';
import { saveAcknowledged } from './store.ts';

/**
 * Somebody knows of what goes on under this key, or no longer looks after it: while they do, nobody
 * is told of it again, but that it gets worse or ends. In the caller's transaction.
 */
export const acknowledge = (
  tx: Sql,
  { environment, key }: Pick<Notice, 'environment'> & { readonly key: string },
  isAcknowledged: boolean,
): Promise<void> => saveAcknowledged(tx, environment, key, isAcknowledged);
