/** A time as people write it; safe in a browser. */
import { z } from 'zod';
import { londonMoment } from '#lib/kernel/clock.ts';

/** As clocks in London show it, or with its own zone. */
export const moment = z
  .string()
  .max(40)
  .transform((written, context): Date => {
    const at = z.iso.datetime({ offset: true }).safeParse(written).success
      ? new Date(written)
      : londonMoment(written);
    if (at !== null) return at;
    context.addIssue({
      code: 'custom',
      message: 'Use a day and a time that clocks in London show, such as 2026-11-28T22:00.',
    });
    return z.NEVER;
  });
