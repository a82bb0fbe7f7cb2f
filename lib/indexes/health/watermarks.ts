import type { EngineLimits, NodeHealth } from '#lib/platform/search/engine-health.ts';

type Disk = NonNullable<NodeHealth['disk']>;
type Watermarks = NonNullable<EngineLimits['watermarks']>;

/** How far a disk has come: the last watermark that it has passed. */
export type DiskLevel = 'below' | 'low' | 'high' | 'flood';

const unitBytes: Readonly<Record<string, number>> = {
  b: 1,
  k: 1024,
  kb: 1024,
  m: 1024 ** 2,
  mb: 1024 ** 2,
  g: 1024 ** 3,
  gb: 1024 ** 3,
  t: 1024 ** 4,
  tb: 1024 ** 4,
  p: 1024 ** 5,
  pb: 1024 ** 5,
};

/**
 * Whether a disk has passed a watermark, which is a part of the disk that may be used (`85%`,
 * `0.85`) or the bytes that must stay free (`50gb`). Null: it cannot be read.
 */
function isPassed(mark: string, { totalBytes, availableBytes }: Disk): boolean | null {
  const used = totalBytes === 0 ? 0 : 1 - availableBytes / totalBytes;
  const percent = /^(\d+(?:\.\d+)?)%$/.exec(mark)?.[1];
  if (percent !== undefined) return used > Number(percent) / 100;
  if (/^0?\.\d+$|^1(?:\.0+)?$/.test(mark)) return used > Number(mark);
  const { size, unit } =
    /^(?<size>\d+(?:\.\d+)?)(?<unit>[kmgtp]?b|[kmgtp])$/i.exec(mark)?.groups ?? {};
  const bytes = unitBytes[unit?.toLowerCase() ?? ''];
  return bytes === undefined ? null : availableBytes < Number(size) * bytes;
}

/** Null: the watermarks are written in a way that the console cannot read. */
export function diskLevel(disk: Disk, { low, high, flood }: Watermarks): DiskLevel | null {
  const passed = [
    ['flood', isPassed(flood, disk)],
    ['high', isPassed(high, disk)],
    ['low', isPassed(low, disk)],
  ] as const;
  const found = passed.find(([, is]) => is === true);
  if (found !== undefined) return found[0];
  return passed.some(([, is]) => is === null) ? null : 'below';
}
