/** The variables of the probes. */
import { wholeNumber } from '#lib/platform/env-values.ts';

export const statusVariables = {
  PROBE_SECONDS: wholeNumber(5, 3_600, '20').default(20),
};
