/** What a job reports of itself; safe in a browser. */
import { z } from 'zod';

const counted = z.record(
  z.string().regex(/^[a-z][a-zA-Z0-9_-]{0,39}$/, 'must be names such as rows'),
  z.int('must be whole numbers').min(0, 'must be 0 or more').max(Number.MAX_SAFE_INTEGER),
  'must be numbers by name, e.g. {"rows": 1200}',
);
const mostCounts = 20;

/** The body of a report. Without `at` it is of now. */
export const HeartbeatReport = z
  .strictObject({
    state: z.enum(['start', 'end'], 'must be start or end'),
    /** 0 is a success; left out: 0. */
    exit: z.int('must be a whole number').min(-2_147_483_648).max(2_147_483_647).optional(),
    counts: counted
      .refine((counts) => Object.keys(counts).length <= mostCounts, 'must have at most 20 names')
      .default({}),
    at: z.iso
      .datetime({ offset: true, error: 'must be a time, as 2026-11-28T03:40:00Z' })
      .transform((text) => new Date(text))
      .optional(),
  })
  .refine(({ state, exit }) => state === 'end' || exit === undefined, {
    path: ['exit'],
    message: 'is of an end alone',
  });
export type HeartbeatReport = z.output<typeof HeartbeatReport>;

/** What is known of the reports of one job. */
export interface Reported {
  /** By the time of the database. */
  readonly now: Date;
  readonly lastStart: Date | null;
  readonly lastEnd: { readonly at: Date; readonly exit: number } | null;
  /** The last end with 0. */
  readonly lastSuccess: Date | null;
}
