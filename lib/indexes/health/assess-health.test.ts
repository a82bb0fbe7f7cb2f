import { describe, expect, it } from 'vitest';
import { done, refuse } from '#lib/kernel/result.ts';
import type {
  ClusterState,
  EngineHealth,
  EngineLimits,
  NodeHealth,
  Part,
  UnwellIndexes,
} from '#lib/platform/search/engine-health.ts';
import type { HealthFinding, HealthVerdict } from './model.ts';
import { assessHealth } from './assess-health.ts';
import { lagsOf, seenAfter, type Lag, type WorkSeen } from './lag.ts';
import { keptSamples, recentOf, windowMs, type Recent, type Sample } from './recent.ts';
import { diskLevel } from './watermarks.ts';

const cluster: ClusterState = {
  status: 'green',
  nodes: 3,
  dataNodes: 3,
  activeShards: 40,
  unassignedShards: 0,
  movingShards: 0,
  pendingTasks: 0,
  longestWaitMs: 0,
};
const node: NodeHealth = {
  id: 'a',
  upMs: 86_400_000,
  heapPercent: 40,
  disk: { totalBytes: 100e9, availableBytes: 60e9 },
  rejected: { searches: 0, writes: 0 },
  tripped: 0,
  searches: { times: 1_000, ms: 5_000 },
  refreshes: { times: 100, ms: 1_000 },
  merges: { now: 0, throttledMs: 0 },
};
const limits: EngineLimits = {
  watermarks: { low: '85%', high: '90%', flood: '95%' },
  isReadOnly: false,
  allocation: 'all',
  shardsPerNode: 1_000,
};
const indexes: UnwellIndexes = { total: 12, red: [], yellow: [], closed: [] };

interface Given {
  readonly cluster?: Partial<ClusterState>;
  readonly nodes?: readonly Partial<NodeHealth>[];
  readonly silent?: number;
  readonly limits?: Partial<EngineLimits>;
  readonly indexes?: Partial<UnwellIndexes>;
  readonly parts?: Partial<EngineHealth>;
  readonly recent?: Partial<Recent>;
  readonly lags?: Part<ReadonlyMap<string, Lag>>;
  readonly nextBytes?: number;
}

const quiet: Recent = {
  overMs: 60_000,
  rejected: { searches: 0, writes: 0 },
  tripped: 0,
  searches: { times: 10, ms: 50 },
  refreshes: { times: 10, ms: 50 },
  throttledMs: 0,
};

function toldBy(given: Given): EngineHealth {
  return {
    version: done({ engine: 'OpenSearch', version: '2.19.6' }),
    cluster: done({ ...cluster, ...given.cluster }),
    nodes: done({
      nodes: (given.nodes ?? [{}]).map((one) => ({ ...node, ...one })),
      silent: given.silent ?? 0,
    }),
    limits: done({ ...limits, ...given.limits }),
    indexes: done({ ...indexes, ...given.indexes }),
    blocks: done([]),
    plugins: done([]),
    work: done([]),
    storedBytes: done(61_000_000),
    ...given.parts,
  };
}

const findings = (given: Given = {}): readonly HealthFinding[] =>
  assessHealth(
    {
      told: toldBy(given),
      recent: given.recent === undefined ? quiet : { ...quiet, ...given.recent },
      lags:
        given.lags === undefined
          ? done(new Map([['master_1', { waitingMs: 0, mergesNow: 0 }]]))
          : given.lags,
    },
    {
      read: new Set(['master_1']),
      inUse: new Set(['master_1']),
      nextBytes: given.nextBytes ?? null,
    },
  );

function found(key: string, given: Given = {}): HealthFinding {
  const one = findings(given).find((finding) => finding.key === key);
  if (one === undefined) throw new Error(`no finding ${key}`);
  return one;
}

const disk = (usedPercent: number): NodeHealth['disk'] => ({
  totalBytes: 100e9,
  availableBytes: (100 - usedPercent) * 1e9,
});

describe('the health of the search engine, in what it means here', () => {
  it('is good when nothing is the matter, and says so of each', () => {
    const all = findings();
    expect(all.filter(({ state }) => state !== 'good')).toEqual([]);
    expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
    for (const { says, value } of all) {
      expect(says).toMatch(/\.$/);
      expect(value).not.toBeNull();
    }
  });

  it.each<[string, Given, HealthVerdict, string]>([
    ['status', { cluster: { status: 'yellow' } }, 'worth-a-look', 'copies are missing'],
    [
      'status',
      { cluster: { status: 'yellow', dataNodes: 1 } },
      'worth-a-look',
      'a cluster of one node',
    ],
    ['status', { cluster: { status: 'red' } }, 'needs-a-person', 'cannot be read'],
    [
      'shards',
      { cluster: { status: 'yellow', unassignedShards: 3 } },
      'worth-a-look',
      'says that they are missing',
    ],
    [
      'shards',
      { cluster: { status: 'red', unassignedShards: 3 } },
      'needs-a-person',
      'a count that it should answer is not known',
    ],
    ['shards', { cluster: { movingShards: 2 } }, 'good', 'being copied'],
    ['nodes', { silent: 1 }, 'worth-a-look', 'did not answer'],
    ['tasks', { cluster: { pendingTasks: 4, longestWaitMs: 6_000 } }, 'worth-a-look', 'swap'],
    ['tasks', { cluster: { pendingTasks: 4, longestWaitMs: 31_000 } }, 'needs-a-person', 'swap'],
    ['tasks', { cluster: { pendingTasks: 4, longestWaitMs: 5_000 } }, 'good', 'without waiting'],
    ['allocation', { limits: { allocation: 'none' } }, 'needs-a-person', 'a sync stops'],
    ['allocation', { limits: { allocation: 'primaries' } }, 'worth-a-look', 'second copies'],
    [
      'version',
      { parts: { version: done({ engine: 'Elasticsearch', version: '8.1.0' }) } },
      'worth-a-look',
      'is made for',
    ],
    [
      'version',
      { parts: { version: done({ engine: 'Elasticsearch', version: '7.10.2' }) } },
      'good',
      'made for',
    ],
    [
      'plugins',
      { parts: { plugins: done([{ name: 'icu', version: '1', isUneven: true }]) } },
      'worth-a-look',
      'icu',
    ],
    ['heap', { nodes: [{ heapPercent: 84 }] }, 'good', 'There is memory'],
    ['heap', { nodes: [{ heapPercent: 20 }, { heapPercent: 85 }] }, 'worth-a-look', 'runs short'],
    ['heap', { nodes: [{ heapPercent: 95 }] }, 'needs-a-person', 'turned away'],
    [
      'searches-rejected',
      { recent: { rejected: { searches: 2, writes: 0 } } },
      'needs-a-person',
      'users saw errors',
    ],
    [
      'writes-rejected',
      { recent: { rejected: { searches: 0, writes: 2 } } },
      'worth-a-look',
      'sends them again',
    ],
    ['tripped', { recent: { tripped: 1 } }, 'needs-a-person', 'users saw errors'],
    ['searches', { recent: { searches: { times: 2, ms: 1_000 } } }, 'worth-a-look', 'wait'],
    ['searches', { recent: { searches: { times: 2, ms: 4_000 } } }, 'needs-a-person', 'wait'],
    ['searches', { recent: { searches: { times: 2, ms: 998 } } }, 'good', 'without a wait'],
    ['searches', { recent: { searches: { times: 0, ms: 0 } } }, 'good', 'nothing to measure'],
    ['refreshes', { recent: { refreshes: { times: 1, ms: 1_000 } } }, 'worth-a-look', 'later'],
    ['merges', { recent: { throttledMs: 6_001 } }, 'worth-a-look', 'A sync is slower'],
    ['merges', { recent: { throttledMs: 6_000 } }, 'good', 'keeps up'],
    ['red', { indexes: { red: ['master_1'] } }, 'needs-a-person', 'rolled back'],
    ['red', { indexes: { red: ['theirs'] } }, 'worth-a-look', 'none that users'],
    ['closed', { indexes: { closed: ['master_1'] } }, 'needs-a-person', 'every search'],
    ['closed', { indexes: { closed: ['theirs'] } }, 'good', 'none that users'],
    ['yellow', { indexes: { yellow: ['master_1'] } }, 'worth-a-look', 'a copy is missing'],
    ['yellow', { indexes: { yellow: ['theirs'] } }, 'good', 'None of them'],
    ['shard-limit', { cluster: { activeShards: 2_700 } }, 'worth-a-look', 'little space'],
    ['shard-limit', { cluster: { activeShards: 2_699 } }, 'good', 'can make its indexes'],
    [
      'shard-limit',
      { cluster: { activeShards: 2_990, unassignedShards: 10 } },
      'needs-a-person',
      'no more indexes',
    ],
    ['shard-limit', { limits: { shardsPerNode: null } }, 'good', 'no limit'],
    ['read-only', { limits: { isReadOnly: true } }, 'needs-a-person', 'no sync can begin'],
    ['disk', { nodes: [{ disk: disk(85) }] }, 'good', 'Below the low watermark (85%)'],
    ['disk', { nodes: [{ disk: disk(86) }] }, 'worth-a-look', 'no second copies'],
    ['disk', { nodes: [{ disk: disk(91) }] }, 'needs-a-person', 'Above the high watermark (90%)'],
    [
      'disk',
      { nodes: [{ disk: disk(10) }, { disk: disk(96) }] },
      'needs-a-person',
      'A sync would stop at its first write',
    ],
    [
      'disk',
      { nodes: [{ disk: disk(99) }], limits: { watermarks: null } },
      'worth-a-look',
      'set not',
    ],
    ['disk', { nodes: [{ disk: null }] }, 'not-known', 'No node says'],
    ['disk', { nextBytes: 54e9 }, 'good', 'a sync can build'],
    ['disk', { nextBytes: 56e9 }, 'needs-a-person', 'The next sync builds about 56 GB'],
    [
      'disk',
      { nodes: [{}, { disk: disk(86) }], nextBytes: 63e9 },
      'worth-a-look',
      'no second copies',
    ],
  ])('%s %#', (key, given, state, says) => {
    const finding = found(key, given);
    expect([key, finding.state]).toEqual([key, state]);
    expect(finding.says).toContain(says);
  });

  it('says of each block what is refused', () => {
    const blocked = (name: string, block: 'all-but-delete' | 'writes' | 'reads') =>
      found('blocks', { parts: { blocks: done([{ name, blocks: [block] }]) } });
    expect(blocked('master_1', 'reads').says).toContain('every list of the users');
    expect(blocked('master_1', 'writes')).toMatchObject({ state: 'needs-a-person' });
    // A full disk is about to be ours too.
    expect(blocked('theirs', 'all-but-delete')).toMatchObject({ state: 'needs-a-person' });
    expect(blocked('theirs', 'writes')).toMatchObject({ state: 'good' });
  });

  it('names the watermarks and where they come from', () => {
    expect(found('disk').source).toContain('85%, 90% and 95%, as the engine is set');
    const untold = found('disk', { parts: { limits: refuse('forbidden', 'no') } });
    expect(untold).toMatchObject({ state: 'good' });
    expect(untold.source).toContain('the usual ones');
  });

  it('is not known where the engine does not say, with the right that is missing', () => {
    const nodes = refuse('forbidden', 'no');
    const limited = findings({ parts: { nodes, storedBytes: nodes } });
    const unknown = limited.filter(({ state }) => state === 'not-known');
    expect(unknown.map(({ key }) => key)).toEqual([
      'nodes',
      'disk',
      'stored',
      'heap',
      'searches-rejected',
      'writes-rejected',
      'tripped',
      'searches',
      'refreshes',
      'merges',
    ]);
    for (const { says, value } of unknown) {
      expect(says).toContain('cluster:monitor/nodes/stats');
      expect(value).toBeNull();
    }
    expect(limited.filter(({ state }) => state === 'good').length).toBe(
      limited.length - unknown.length,
    );
    const away = found('status', { parts: { cluster: refuse('unavailable', 'no') } });
    expect(away).toMatchObject({ state: 'not-known', value: null });
    expect(away.says).toContain('did not answer');
  });

  it('is not applicable where the search side is in the database', () => {
    const embedded = findings({
      parts: { cluster: null, nodes: null, blocks: null, plugins: null, work: null },
      lags: null,
      limits: { watermarks: null, allocation: null, shardsPerNode: null },
    });
    const known = embedded.filter(({ state }) => state !== 'not-applicable');
    expect(known.map(({ key, state }) => [key, state])).toEqual([
      ['version', 'good'],
      ['read-only', 'good'],
      ['stored', 'good'],
      ['indexes', 'good'],
    ]);
  });
});

describe('what the nodes did lately', () => {
  const at = (minutes: number): Date => new Date(Date.UTC(2026, 0, 1, 12, minutes));
  const sample = (minutes: number, ...nodes: readonly Partial<NodeHealth>[]): Sample => ({
    at: at(minutes),
    nodes: { nodes: nodes.map((one) => ({ ...node, ...one })), silent: 0 },
  });

  it('is what they counted since, of all of them', () => {
    const before = sample(0, { id: 'a' }, { id: 'b', rejected: { searches: 5, writes: 1 } });
    const now = sample(
      2,
      { id: 'a', searches: { times: 1_010, ms: 5_100 } },
      { id: 'b', rejected: { searches: 7, writes: 1 } },
    );
    expect(recentOf(before, now)).toMatchObject({
      overMs: 120_000,
      rejected: { searches: 2, writes: 0 },
      searches: { times: 10, ms: 100 },
    });
    expect(recentOf(undefined, now)).toBeNull();
    expect(recentOf(now, now)).toBeNull();
  });

  it('counts a node that was started meanwhile from nothing, and leaves out one unseen', () => {
    const started = { id: 'a', upMs: 30_000, searches: { times: 3, ms: 9 } };
    const unseen = { id: 'c', searches: { times: 999, ms: 999 } };
    expect(recentOf(sample(0, { id: 'a' }), sample(2, started, unseen))).toMatchObject({
      searches: { times: 3, ms: 9 },
    });
  });

  it('keeps samples for ten minutes', () => {
    const minutes = windowMs / 60_000;
    const kept = keptSamples([sample(0), sample(1)], sample(minutes + 1));
    expect(kept.map((one) => one.at)).toEqual([at(1), at(minutes + 1)]);
  });
});

describe('what does not show yet', () => {
  const at = (seconds: number): Date => new Date(Date.UTC(2026, 0, 1, 12, 0, seconds));
  /** What each look counts of one index: documents written, and refreshes. */
  function waitingAfter(...looks: readonly (readonly [number, number, number])[]): number | null {
    let seen: ReadonlyMap<string, WorkSeen> = new Map();
    for (const [seconds, written, refreshes] of looks)
      seen = seenAfter(seen, [{ name: 'a', written, refreshes, mergesNow: 0 }], at(seconds));
    const lags = lagsOf({ work: done([]) }, seen, at(looks.at(-1)?.[0] ?? 0));
    return lags?.ok === true ? (lags.value.get('a')?.waitingMs ?? null) : null;
  }

  it('is told by two looks, and is as old as the first that saw it', () => {
    expect(waitingAfter([0, 5, 5])).toBeNull();
    expect(waitingAfter([0, 5, 5], [15, 5, 5])).toBe(0);
    expect(waitingAfter([0, 5, 5], [15, 6, 5])).toBe(0);
    expect(waitingAfter([0, 5, 5], [15, 6, 5], [30, 6, 5])).toBe(15_000);
    expect(waitingAfter([0, 5, 5], [15, 6, 5], [7_200, 9, 5])).toBe(7_185_000);
  });

  it('shows once there was a refresh, or the counts began anew', () => {
    expect(waitingAfter([0, 5, 5], [15, 6, 5], [30, 6, 6])).toBe(0);
    expect(waitingAfter([0, 5, 5], [15, 6, 5], [30, 0, 0])).toBe(0);
  });

  const lagging = (waitingMs: number | null, mergesNow = 0): Given => ({
    lags: done(
      new Map([
        ['master_1', { waitingMs, mergesNow }],
        ['another', { waitingMs: 1e9, mergesNow: 9 }],
      ]),
    ),
  });
  it.each<[Given, HealthVerdict, string, string]>([
    [lagging(9_999), 'good', 'None', 'soon after'],
    [lagging(0, 2), 'good', 'None', '2 merges under way in master_1.'],
    [
      lagging(10_000),
      'worth-a-look',
      '10 seconds late',
      'written 10 seconds ago does not show to users yet',
    ],
    [lagging(300_000), 'needs-a-person', '5 minutes late', 'master_1: what was written'],
    [lagging(null), 'not-known', 'Known at the next look', 'two looks'],
  ])('is said of what users read: %#', (given, state, value, says) => {
    const finding = found('lag', given);
    expect(finding).toMatchObject({ state, value });
    expect(finding.says).toContain(says);
    expect(finding.says).not.toContain('another');
  });

  it('needs a right', () => {
    expect(found('lag', { lags: refuse('forbidden', 'no') }).says).toContain(
      'indices:monitor/stats',
    );
  });
});

describe('a watermark', () => {
  const marks = (low: string, high: string, flood: string) => ({ low, high, flood });
  it.each([
    [disk(85), marks('85%', '90%', '95%'), 'below'],
    [disk(86), marks('0.85', '0.9', '0.95'), 'low'],
    [disk(91), marks('85%', '90%', '95%'), 'high'],
    [disk(96), marks('85%', '90%', '95%'), 'flood'],
    [disk(50), marks('60gb', '40gb', '5gb'), 'low'],
    [disk(50), marks('80gb', '60GB', '5gb'), 'high'],
    [disk(99), marks('80gb', '60gb', '5g'), 'flood'],
    [disk(50), marks('three quarters', '90%', '95%'), null],
    [disk(96), marks('three quarters', '90%', '95%'), 'flood'],
  ] as const)('%#: of %o with %o is %s', (of, given, level) => {
    if (of === null) throw new Error('no disk');
    expect(diskLevel(of, given)).toBe(level);
  });
});
