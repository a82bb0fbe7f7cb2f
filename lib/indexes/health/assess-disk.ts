import { done } from '#lib/kernel/result.ts';
import { countOf, sizeWords } from '#lib/kernel/words/numbers.ts';
import { someWords } from '#lib/kernel/words/text.ts';
import type {
  BlockedIndex,
  EngineHealth,
  EngineLimits,
  NodeHealth,
  Part,
} from '#lib/platform/search/engine-health.ts';
import type { HealthFinding } from './model.ts';
import { assessPart, percent, type Assessment, type Subject } from './finding.ts';
import { bytesBefore, diskLevel, type DiskLevel } from './watermarks.ts';

type Watermarks = NonNullable<EngineLimits['watermarks']>;
type Disk = NonNullable<NodeHealth['disk']>;

const subject = (key: string, name: string, right: string): Subject => ({
  key,
  group: 'disk',
  name,
  right,
});

// https://opensearch.org/docs/latest/install-and-configure/configuring-opensearch/cluster-settings/
const usual: Watermarks = { low: '85%', high: '90%', flood: '95%' };

interface Disks {
  readonly disks: readonly Disk[];
  /** Null: the engine does not look at its disks. */
  readonly watermarks: Watermarks | null;
  readonly source: string;
}

/** Where the engine does not tell its watermarks, those of its documents. */
function disksOf(nodes: EngineHealth['nodes'], limits: EngineHealth['limits']): Part<Disks> {
  if (nodes?.ok !== true) return nodes;
  const isRead = limits?.ok === true;
  const watermarks = isRead ? limits.value.watermarks : usual;
  const { low, high, flood } = watermarks ?? usual;
  return done({
    disks: nodes.value.nodes.flatMap(({ disk }) => (disk === null ? [] : [disk])),
    watermarks,
    source:
      `watermarks of ${low}, ${high} and ${flood}, ` +
      (isRead
        ? 'as the engine is set (cluster.routing.allocation.disk.watermark)'
        : 'the usual ones, because the engine does not tell its own'),
  });
}

const levels: Readonly<Record<DiskLevel, (marks: Watermarks) => Omit<Assessment, 'value'>>> = {
  below: ({ low, flood }) => ({
    state: 'good',
    says:
      `Below the low watermark (${low}): a sync can build its indexes and their copies. Writes ` +
      `would stop at ${flood}.`,
  }),
  low: ({ low, flood }) => ({
    state: 'worth-a-look',
    says:
      `Above the low watermark (${low}): the engine puts no second copies on this disk. A sync ` +
      `builds and swaps, and says that copies are missing. Writes stop at ${flood}; free space, ` +
      'or retire generations that nobody reads.',
  }),
  high: ({ high, flood }) => ({
    state: 'needs-a-person',
    says:
      `Above the high watermark (${high}): the engine moves parts of indexes to other nodes, ` +
      `where there is space. A sync may take the disk over ${flood}, where all writes stop. ` +
      'Free space before the next one. Users read as before.',
  }),
  flood: ({ flood }) => ({
    state: 'needs-a-person',
    says:
      `Above the flood-stage watermark (${flood}): the engine blocks writes to every index on ` +
      'this disk. A sync would stop at its first write, edits of users are refused, and no ' +
      'alias can be moved or repaired. Users can still read. Free space.',
  }),
};

const usedPart = ({ totalBytes, availableBytes }: Disk): number =>
  totalBytes === 0 ? 0 : 1 - availableBytes / totalBytes;
const worstFirst = ['flood', 'high', 'low', 'below'] as const;

/** Whether what the next sync builds beside what users read is more than the disks take. */
function isTooMuch(bytes: number, disks: readonly Disk[], flood: string): boolean {
  const free = disks.map((disk) => Math.max(0, bytesBefore(flood, disk) ?? 0));
  return free.reduce((sum, one) => sum + one, 0) < bytes;
}

function assessDisks({ disks, watermarks, source }: Disks, nextBytes: number | null): Assessment {
  const [fullest] = [...disks].sort((a, b) => usedPart(b) - usedPart(a));
  if (fullest === undefined)
    return { value: 'No disk is named', state: 'not-known', says: 'No node says how full it is.' };
  const value =
    `${percent(usedPart(fullest))} of ${sizeWords(fullest.totalBytes)} used, ` +
    `${sizeWords(fullest.availableBytes)} free` +
    (disks.length === 1 ? '' : `, on the fullest of ${countOf(disks.length, 'disk')}`);
  if (watermarks === null)
    return {
      value,
      state: 'worth-a-look',
      says:
        'The engine is set not to look at its disks: when one is full, writes fail in the middle ' +
        'instead of being stopped before.',
      source: 'cluster.routing.allocation.disk.threshold_enabled',
    };
  // By free bytes the smallest disk may be worse off than the fullest one.
  const passed = disks.map((disk) => diskLevel(disk, watermarks));
  if (passed.includes(null))
    return {
      value,
      state: 'not-known',
      says: 'The watermarks are written in a way that this console cannot read.',
      source,
    };
  const level = worstFirst.find((one) => passed.includes(one)) ?? 'below';
  const { flood } = watermarks;
  const isBelow = level === 'below' || level === 'low';
  if (isBelow && nextBytes !== null && isTooMuch(nextBytes, disks, flood))
    return {
      value,
      state: 'needs-a-person',
      says:
        `The next sync builds about ${sizeWords(nextBytes)} beside what users read, and that ` +
        `takes the disk over ${flood}: the engine then blocks all writes, and the sync stops. ` +
        'Free space, or retire generations that nobody reads. Users read as before.',
      source,
    };
  return { value, source, ...levels[level](watermarks) };
}

const isOf =
  (...kinds: readonly BlockedIndex['blocks'][number][]) =>
  ({ blocks }: BlockedIndex): boolean =>
    blocks.some((block) => kinds.includes(block));

/** `ours`: generations of this environment that users read or a run fills. */
function assessBlocks(blocked: readonly BlockedIndex[], ours: ReadonlySet<string>): Assessment {
  const source = 'index.blocks of every index';
  const mine = blocked.filter(({ name }) => ours.has(name));
  const value = blocked.length === 0 ? 'None' : countOf(blocked.length, 'index', 'indexes');
  const names = (all: readonly BlockedIndex[]): string => someWords(all.map(({ name }) => name));
  const [reads, flooded, written] = [
    mine.filter(isOf('reads', 'metadata')),
    blocked.filter(isOf('all-but-delete')),
    mine.filter(isOf('read-only', 'writes')),
  ];
  if (reads.length > 0)
    return {
      value,
      state: 'needs-a-person',
      says: `${names(reads)} may not be read: every list of the users that reads it fails.`,
      source,
    };
  if (flooded.length > 0)
    return {
      value,
      state: 'needs-a-person',
      says:
        `Set by the engine when a disk was full: ${names(flooded)}. Edits of users are refused, ` +
        'a sync stops at its first write, and no alias can be moved or repaired. Users can still ' +
        'read. The engine takes the block away once there is space.',
      source,
    };
  if (written.length > 0)
    return {
      value,
      state: 'needs-a-person',
      says:
        `Set by somebody: ${names(written)}. Edits of users are refused, and it cannot be ` +
        'rebuilt in place. Users can still read.',
      source,
    };
  return {
    value,
    state: 'good',
    says:
      blocked.length === 0
        ? 'Every index takes reads and writes.'
        : `None of this environment’s: ${names(blocked)}.`,
    source,
  };
}

function assessReadOnly({ isReadOnly }: EngineLimits): Assessment {
  return isReadOnly
    ? {
        value: 'Read-only',
        state: 'needs-a-person',
        says:
          'All of the search engine is set to read-only: edits of users are refused, no sync can ' +
          'begin, and no alias can be moved or repaired. Users can still read.',
      }
    : {
        value: 'Takes writes',
        state: 'good',
        says: 'The search engine as a whole takes writes.',
      };
}

const storedSays = 'All that is stored, indexes of others and second copies too.';

/** `nextBytes`: what a sync will build; null: not known. */
export function assessDisk(
  told: EngineHealth,
  ours: ReadonlySet<string>,
  nextBytes: number | null,
): HealthFinding[] {
  const { nodes, limits, blocks, storedBytes } = told;
  const stats = 'cluster:monitor/nodes/stats';
  return [
    assessPart(subject('disk', 'Disk', stats), disksOf(nodes, limits), (all) =>
      assessDisks(all, nextBytes),
    ),
    assessPart(
      subject('blocks', 'Blocked indexes', 'indices:monitor/settings/get'),
      blocks,
      (all) => assessBlocks(all, ours),
    ),
    assessPart(subject('read-only', 'Writes', 'cluster:monitor/state'), limits, assessReadOnly),
    assessPart(subject('stored', 'Stored', stats), storedBytes, (bytes) => ({
      value: sizeWords(bytes),
      state: 'good',
      says: storedSays,
    })),
  ];
}
