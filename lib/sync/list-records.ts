import { quoted } from '#lib/kernel/free-text.ts';
import type { Page } from '#lib/kernel/list.ts';
import { done, refuse, type Result } from '#lib/kernel/result.ts';
import { listRecordRows } from './evidence-store.ts';
import type { KeptRecord } from './model.ts';
import type { RecordListRequest } from './record-list.ts';
import { parseRunName } from './run-name.ts';
import { runByName } from './store.ts';
import type { SyncWorld } from './world.ts';

/**
 * The single records of a run that a rule or the index refused, that contradict one another, or
 * that were written in part; each by its person id, or its GMC number masked. `not-found` when
 * there is no such run.
 */
export async function listRecords(
  world: SyncWorld,
  name: string,
  request: RecordListRequest,
): Promise<Result<Page<KeptRecord>>> {
  const parsed = parseRunName(name);
  const row =
    parsed === null || parsed.environment !== world.environment.name
      ? null
      : await runByName(world.database, parsed.environment, parsed.number);
  if (row === null)
    return refuse('not-found', `There is no run ${quoted(name)} in ${world.environment.name}.`);
  return done(await listRecordRows(world.database, row.id, request));
}
