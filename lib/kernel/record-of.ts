import { z } from 'zod';

/**
 * A record that somebody sends: its names are counted before any is looked at, for each that is
 * wrong would be told, and there may be millions of them.
 */
export const recordOf = <K extends z.core.$ZodRecordKey, V extends z.ZodType>(
  name: K,
  value: V,
  most: number,
  says = `Give at most ${String(most)} names.`,
) =>
  z
    .custom<z.input<z.ZodRecord<K, V>>>()
    .refine((given: unknown) => !hasMore(given, most), { error: says, abort: true })
    .pipe(z.record(name, value));

function hasMore(given: unknown, most: number): boolean {
  if (typeof given !== 'object' || given === null) return false;
  let names = 0;
  for (const name in given) if (Object.hasOwn(given, name) && ++names > most) return true;
  return false;
}
