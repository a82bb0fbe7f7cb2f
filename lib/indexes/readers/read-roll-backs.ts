import type { World } from '#lib/platform/world.ts';
import { listRollBacks, type ReaderChange } from '../reader-changes-store.ts';

// More roll backs than an environment has generations.
const newestRollBacks = 100;

export type RollBacks = readonly Pick<ReaderChange, 'at' | 'actor' | 'reason' | 'moves'>[];

/** The newest first. */
export const readRollBacks = ({
  database,
  environment,
}: Pick<World, 'database' | 'environment'>): Promise<RollBacks> =>
  listRollBacks(database, environment.name, newestRollBacks);
