/**
 * What is known of a fact. Four kinds of nothing: the source says there is none; the question does
 * not arise; no source says; somebody should know and could not tell.
 */
export const nothings = ['none', 'not-applicable', 'not-recorded', 'not-known'] as const;
export type Nothing = (typeof nothings)[number];

export type Recorded<T> =
  { readonly state: 'value'; readonly value: T } | { readonly state: Nothing };

/** A value that may be absent, and what its absence means. */
export function recordedOr<T>(value: T | null | undefined, absent: Nothing): Recorded<T> {
  return value == null ? { state: absent } : { state: 'value', value };
}
