/**
 * Ids as the text of an `int8multirange`; runs of neighbours become one range. The ids need no
 * order.
 */
export function toMultirange(ids: readonly number[]): string {
  const sorted = [...ids].sort((a, b) => a - b);
  const ranges: string[] = [];
  let from: number | undefined;
  let last: number | undefined;
  for (const id of sorted) {
    if (last !== undefined && from !== undefined && id > last + 1) {
      ranges.push(`[${from},${last + 1})`);
      from = id;
    }
    from ??= id;
    last = id;
  }
  if (from !== undefined && last !== undefined) ranges.push(`[${from},${last + 1})`);
  return `{${ranges.join(',')}}`;
}
