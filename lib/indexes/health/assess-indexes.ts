import { done } from '#lib/kernel/result.ts';
import { count, countOf } from '#lib/kernel/words/numbers.ts';
import { sentences, someWords } from '#lib/kernel/words/text.ts';
import type { EngineHealth, Part, UnwellIndexes } from '#lib/platform/search/engine-health.ts';
import type { HealthFinding } from './model.ts';
import { assessPart, percent, type Assessment, type Subject } from './finding.ts';

const subject = (key: string, name: string, right: string): Subject => ({
  key,
  group: 'indexes',
  name,
  right,
});

const indexesOf = (names: readonly string[]): string =>
  names.length === 0 ? 'None' : countOf(names.length, 'index', 'indexes');

function assessRed({ red }: UnwellIndexes, ours: ReadonlySet<string>): Assessment {
  const mine = red.filter((name) => ours.has(name));
  if (red.length === 0)
    return { value: 'None', state: 'good', says: 'Every index that is open can be read.' };
  return {
    value: indexesOf(red),
    state: mine.length > 0 ? 'needs-a-person' : 'worth-a-look',
    says:
      mine.length > 0
        ? `${someWords(mine)}: part of it is on no node. Lists that read it fail or are short, ` +
          'and its count is not known. Readers can be rolled back to a generation that is whole.'
        : `${someWords(red)}: none that users of this environment read.`,
  };
}

function assessClosed({ closed }: UnwellIndexes, ours: ReadonlySet<string>): Assessment {
  const mine = closed.filter((name) => ours.has(name));
  if (mine.length > 0)
    return {
      value: indexesOf(closed),
      state: 'needs-a-person',
      says: `${someWords(mine)}: every search of it fails until it is opened again.`,
    };
  return {
    value: indexesOf(closed),
    state: 'good',
    says:
      closed.length === 0
        ? 'Nobody has closed an index.'
        : `${someWords(closed)}: none that users of this environment read.`,
  };
}

function assessYellow({ yellow }: UnwellIndexes, ours: ReadonlySet<string>): Assessment {
  const mine = yellow.filter((name) => ours.has(name));
  return {
    value: indexesOf(yellow),
    state: mine.length > 0 ? 'worth-a-look' : 'good',
    says:
      yellow.length === 0
        ? 'Every copy that an index wants is there.'
        : sentences(
            `${someWords(yellow)} can be read, but a copy is missing`,
            mine.length === 0 && 'None of them is one that users of this environment read',
          ),
  };
}

interface Space {
  readonly shards: number;
  readonly most: number;
  readonly perNode: number;
  readonly dataNodes: number;
}

/** Null where the engine sets no limit, or has no shards. */
function spaceOf({ cluster, limits }: EngineHealth): Part<Space | 'unlimited'> {
  if (cluster === null) return null;
  if (!cluster.ok) return cluster;
  if (limits === null) return null;
  if (!limits.ok) return limits;
  const { activeShards, unassignedShards, dataNodes } = cluster.value;
  const { shardsPerNode: perNode } = limits.value;
  if (perNode === null) return done('unlimited');
  const shards = activeShards + unassignedShards;
  return done({ shards, most: perNode * dataNodes, perNode, dataNodes });
}

const nearlyFull = 0.9;

function assessSpace(space: Space | 'unlimited'): Assessment {
  if (space === 'unlimited')
    return { value: 'No limit', state: 'good', says: 'The engine sets no limit.' };
  const { shards, most, perNode, dataNodes } = space;
  const part = most === 0 ? 1 : shards / most;
  const value = `${count(shards)} of ${count(most)}, ${percent(part)}`;
  const nodes = countOf(dataNodes, 'data node');
  const source = `cluster.max_shards_per_node, which is ${count(perNode)}, on ${nodes}`;
  if (part < nearlyFull)
    return { value, state: 'good', says: 'A sync can make its indexes.', source };
  return {
    value,
    state: part >= 1 ? 'needs-a-person' : 'worth-a-look',
    says:
      part >= 1
        ? 'The engine makes no more indexes: a sync stops when it makes its first one. Retire ' +
          'generations that nobody reads.'
        : 'There is little space for more: the engine refuses new indexes at the limit, and then ' +
          'a sync stops at its first one. Retire generations that nobody reads.',
    source,
  };
}

/** `ours`: generations of this environment that users read or a run fills. */
export function assessIndexes(told: EngineHealth, ours: ReadonlySet<string>): HealthFinding[] {
  const right = 'indices:monitor/stats';
  const { cluster, indexes } = told;
  const unwell = cluster === null ? null : indexes;
  return [
    assessPart(subject('red', 'Red indexes', right), unwell, (all) => assessRed(all, ours)),
    assessPart(subject('closed', 'Closed indexes', right), unwell, (all) =>
      assessClosed(all, ours),
    ),
    assessPart(subject('yellow', 'Indexes without a copy', right), unwell, (all) =>
      assessYellow(all, ours),
    ),
    assessPart(
      subject('shard-limit', 'Space for indexes', 'cluster:monitor/state'),
      spaceOf(told),
      assessSpace,
    ),
    assessPart(subject('indexes', 'Indexes', right), indexes, ({ total }) => ({
      value: count(total),
      state: 'good',
      says: 'All of them, those of the engine itself and of others too.',
    })),
  ];
}
