/** One estate with all that belongs to it, as it goes into a file and comes out of one. Pure. */
import type { ItemSnapshot } from '../changes/snapshot.ts';
import type { Source } from '../model.ts';

export interface WholeEstate {
  /** In the order of a file: the estate, its environments, its components. */
  readonly items: readonly ItemSnapshot[];
  readonly sources: readonly Source[];
}
