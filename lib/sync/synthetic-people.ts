/** Made-up doctors must not reach the indexes of production without somebody who means it. */
import { done, refuse, type Result } from '#lib/kernel/result.ts';
import { syntheticAcknowledgement } from './model.ts';
import type { SyncWorld } from './world.ts';

/** Production, made-up people, and an index that others read. */
export const needsAcknowledgement = ({
  environment,
  hasSyntheticPeople,
  search,
}: Pick<SyncWorld, 'environment' | 'hasSyntheticPeople' | 'search'>): boolean =>
  environment.isProduction && hasSyntheticPeople && search.kind === 'opensearch';

/** `invalid` unless the words were typed where they are wanted. */
export function acknowledgeSyntheticPeople(
  world: SyncWorld,
  typed: string | undefined,
): Result<void> {
  if (!needsAcknowledgement(world) || typed?.trim() === syntheticAcknowledgement)
    return done(undefined);
  const { fault } = refuse(
    'invalid',
    'Nothing was started. The people of this run are made up, and users of production would ' +
      `read them. Configure the real sources, or type “${syntheticAcknowledgement}”.`,
  );
  const fields = { acknowledgement: `Type ${syntheticAcknowledgement}.` };
  return { ok: false, fault: { ...fault, fields } };
}
