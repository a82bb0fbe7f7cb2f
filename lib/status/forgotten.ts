import { leastBelievedMs, mostIntervals } from './next-health.ts';

/**
 * In SQL: whether nobody has asked a probe for so long that how it was says nothing of `at`; null
 * where it was never asked.
 */
export const isForgotten = (probe: string, at = 'clock_timestamp()'): string =>
  `(${probe}.last_at + make_interval(secs => greatest(${mostIntervals} * ${probe}.every_ms,
     ${leastBelievedMs}) / 1000.0) < ${at})`;
