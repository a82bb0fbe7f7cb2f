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
 * Bytes that may still be written before a disk passes a watermark, which is a part of the disk
 * that may be used (`85%`, `0.85`) or the bytes that must stay free (`50gb`); below nothing once it
 * has passed it. Null: it cannot be read.
 */
export function bytesBefore(mark: string, { totalBytes, availableBytes }: Disk): number | null {
  const percent = /^(\d+(?:\.\d+)?)%$/.exec(mark)?.[1];
  const part = percent !== undefined ? Number(percent) / 100 : partIn(mark);
  if (part !== null) return part * totalBytes - (totalBytes - availableBytes);
  const { size, unit } =
    /^(?<size>\d+(?:\.\d+)?)(?<unit>[kmgtp]?b|[kmgtp])$/i.exec(mark)?.groups ?? {};
  const bytes = unitBytes[unit?.toLowerCase() ?? ''];
  return bytes === undefined ? null : availableBytes - Number(size) * bytes;
}

const partIn = (mark: string): number | null =>
  /^(?:0?\.\d+|1(?:\.0+)?)$/.test(mark) ? Number(mark) : null;

function isPassed(mark: string, disk: Disk): boolean | null {
  const bytes = bytesBefore(mark, disk);
  return bytes === null ? null : bytes < 0;
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
