import type { Actor } from '#lib/access/index.ts';
import { done, type Result } from '#lib/kernel/result.ts';
import type { StartedUnder } from './model.ts';
import { runName } from './run-name.ts';
import { runByKey } from './store.ts';
import type { SyncWorld } from './world.ts';

/** Which run this person has started in the environment under the key. One statement. */
export async function startedUnder(
  { database, environment: { name } }: Pick<SyncWorld, 'database' | 'environment'>,
  actor: Pick<Actor, 'id'>,
  key: string,
): Promise<Result<StartedUnder>> {
  const row = await runByKey(database, name, actor.id, key);
  return done({
    started: row === null ? null : { run: runName(name, row.number), number: row.number },
  });
}
