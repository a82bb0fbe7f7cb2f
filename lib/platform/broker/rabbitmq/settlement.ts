/**
 * How delivery tags are settled with the fewest frames: one "multiple" for everything up to `upTo`,
 * the others one by one. "Multiple" settles all outstanding tags of the channel up to its own, so
 * it may only go as far as no other tag is left behind. `outstanding` is in ascending order, as
 * RabbitMQ numbers deliveries, and already without `tags`.
 */
export function planSettlement(
  outstanding: Iterable<number>,
  tags: readonly number[],
): { readonly upTo: number | null; readonly single: readonly number[] } {
  const [lowestLeft = Infinity] = outstanding;
  let upTo: number | null = null;
  const single: number[] = [];
  for (const tag of tags) {
    if (tag > lowestLeft) single.push(tag);
    else if (upTo === null || tag > upTo) upTo = tag;
  }
  return { upTo, single };
}
