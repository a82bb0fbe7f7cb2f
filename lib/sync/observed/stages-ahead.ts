import type { StageAhead } from '#lib/indexes/index.ts';
import type { StageInferred } from './infer.ts';

/** Which stages of a sync that has begun have still to bring something to what users read. */
export const stagesAhead = (
  names: readonly string[],
  stages: readonly Pick<StageInferred, 'state' | 'hasBeenSeen'>[],
): readonly StageAhead[] =>
  names.flatMap((stage, position) => {
    const { state = 'waiting', hasBeenSeen = false } = stages[position] ?? {};
    return state === 'done' ? [] : [{ stage, hasBegun: hasBeenSeen }];
  });
