import type { SyncWorld } from '../world.ts';

// A bulk of a thousand documents stays under the limits of every engine.
const usual = 1_000;
// Where everything is one process, whatever computes for long keeps pages waiting: smaller batches
// let them in between.
const embedded = 250;

/** Messages or documents that are handled at once. */
export const batchSizeIn = ({ database }: Pick<SyncWorld, 'database'>): number =>
  database.kind === 'pglite' ? embedded : usual;
