/** The variables of the indexes in one environment. */
import { wholeNumber } from '#lib/platform/env-values.ts';

export const indexesVariables = {
  KEEP_GENERATIONS: wholeNumber(2, 50, '2').default(2),
  CONTRACT_PROBE_SECONDS: wholeNumber(5, 3_600, '60').default(60),
  KEEP_OBSERVATIONS_DAYS: wholeNumber(1, 36_500, '400').default(400),
  COUNT_LISTS_SECONDS: wholeNumber(60, 3_600, '600').default(600),
  LIST_DROP_PERCENT: wholeNumber(1, 100, '20').default(20),
  KEEP_COUNTS_DAYS: wholeNumber(1, 36_500, '30').default(30),
};
