import { done, refuse, type Result } from '#lib/kernel/result.ts';
import type { Pipeline } from '../pipeline.ts';
import type { SyncWorld } from '../world.ts';

/**
 * Whether the name that the Integration service deletes and makes again is an alias, as the
 * console's own runs leave it.
 */
export async function isIndexAlias({ search }: SyncWorld, pipeline: Pipeline): Promise<boolean> {
  const bases = new Set(pipeline.indexes.map(({ base }) => base));
  return (await search.aliases()).some(({ name }) => bases.has(name));
}

/** Of an environment whose sync its own Integration service runs; `isAlias` null: not known. */
export function mayStartObserved(
  { environment, trigger }: Pick<SyncWorld, 'environment' | 'trigger'>,
  isDry: boolean,
  isAlias: boolean | null,
): Result<void> {
  if (environment.driver === 'managed') return done(undefined);
  if (trigger === null)
    return refuse(
      'precondition',
      `Nothing was started. The sync of ${environment.title} is run by its own Integration ` +
        'service, and the configuration does not say how to call it.',
    );
  if (isDry)
    return refuse(
      'precondition',
      'Nothing was started. A dry run is not available: the Integration service has none.',
    );
  if (isAlias === null)
    return refuse(
      'unavailable',
      'Nothing was started. The search engine does not say what there is now, and without that ' +
        'it could not be seen whether the sync has begun.',
    );
  if (isAlias)
    return refuse(
      'precondition',
      'Nothing was started. The index of the Integration service is an alias since a run of this ' +
        'console: its sync would fail at its first step. Run it by the console (driver: managed).',
    );
  return done(undefined);
}
