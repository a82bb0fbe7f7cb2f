/** `1,204`: commas above 999. */
export function count(n: number): string {
  return n.toLocaleString('en-GB');
}

/** `1,204.25`, with at most so many decimals. */
export function decimal(n: number, digits: number): string {
  return n.toLocaleString('en-GB', { maximumFractionDigits: digits });
}

/** `1 record`, `1,204 records`. */
export function countOf(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`;
}

const units = ['bytes', 'KB', 'MB', 'GB', 'TB'] as const;

/** `61 MB`, `1.2 GB`; steps of 1,000. */
export function sizeWords(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  const digits = size < 10 && unit > 0 ? 1 : 0;
  return `${decimal(size, digits)} ${units[unit] ?? ''}`;
}

/** Middle value; the mean of the two middle ones for an even count; null for none. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  if (upper === undefined) return null;
  const lower = sorted.length % 2 === 0 ? (sorted[middle - 1] ?? upper) : upper;
  return (lower + upper) / 2;
}
