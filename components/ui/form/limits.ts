import { z } from 'zod';

export interface Limits {
  readonly required: boolean;
  readonly minLength?: number | undefined;
}

/**
 * What a browser may check by itself while there is no JavaScript. Not the greatest length: a
 * browser would cut off what is pasted without a word.
 */
export function limitsOf(field: z.core.$ZodType | undefined): Limits {
  let inner = field;
  while (
    inner instanceof z.ZodDefault ||
    inner instanceof z.ZodOptional ||
    inner instanceof z.ZodNullable
  )
    inner = inner.unwrap();
  return {
    required: field !== undefined && !z.safeParse(field, undefined).success,
    minLength: inner instanceof z.ZodString ? (inner.minLength ?? undefined) : undefined,
  };
}
