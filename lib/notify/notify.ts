import { withoutNumbers } from '#lib/kernel/free-text.ts';
import type { Sql } from '#lib/platform/database/database.ts';
import type { Notice } from './model.ts';
import { addNotice, saveAcknowledged } from './store.ts';

const longestTitle = 200;
const longestText = 1_000;

/**
 * Writes down in the caller's transaction what somebody is to be told of: it is told if that
 * commits, and only then. Numbers that may be of doctors are left out.
 */
export async function notify(tx: Sql, notice: Notice): Promise<void> {
  const { environment, key, isResolved } = notice;
  await addNotice(tx, {
    ...notice,
    title: withoutNumbers(notice.title, longestTitle),
    text: withoutNumbers(notice.text, longestText),
  });
  if (isResolved && key !== null) await saveAcknowledged(tx, environment, key, false);
}
