/** The variables of the indexes in one environment. */
import { wholeNumber } from '#lib/platform/env-values.ts';

export const indexesVariables = {
  KEEP_GENERATIONS: wholeNumber(2, 50, '2').default(2),
};
