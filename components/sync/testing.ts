/** Typed examples for the tests of components; pages never use them. */
import type { IndexesView } from '#lib/indexes/client.ts';
import type {
  ListedRun,
  ReaderLine,
  Run,
  RunDetail,
  Stage,
  StartReadiness,
} from '#lib/sync/client.ts';
import { sampleCheck, sampleObserved } from '#components/indexes/testing.ts';

export const stageOf = (changes: Partial<Stage> = {}): Stage => ({
  name: 'first',
  title: 'First',
  kind: 'data',
  participants: ['tcs'],
  state: 'running',
  attempt: 1,
  startedAt: '2026-11-21T15:04:00.000Z',
  endedAt: null,
  expected: 100,
  counted: null,
  sent: 80,
  received: 60,
  written: 50,
  merged: 1,
  quarantined: 2,
  rejected: 0,
  dead: 0,
  redelivered: 0,
  withheld: 0,
  ...changes,
});

export const runOf = (changes: Partial<Run> = {}): Run => ({
  run: 'local-12',
  number: 12,
  environment: 'local',
  pipeline: 'documented',
  pipelineVersion: 1,
  state: 'settled',
  dry: false,
  startedBy: 'operator@example.test',
  reason: 'Weekly rebuild',
  queuedAt: '2026-11-21T15:04:00.000Z',
  startedAt: '2026-11-21T15:04:00.000Z',
  endedAt: '2026-11-21T15:05:00.000Z',
  durationMs: 60_000,
  asOf: '2026-11-21',
  stages: [stageOf()],
  quarantined: 2,
  isQuarantinedComplete: true,
  conflicts: 1,
  edits: null,
  generations: {},
  aliases: [],
  synthetic: false,
  cancelledBy: null,
  cancelReason: null,
  fault: null,
  ...changes,
});

export const listedOf = (changes: Partial<ListedRun> = {}): ListedRun => ({
  ...runOf(),
  documents: 70_914,
  before: { run: 'local-11', number: 11, documents: 70_630 },
  pagesEmpty: 'none',
  rates: [10, 20, 15.5],
  wait: null,
  ...changes,
});

export const detailOf = (changes: Partial<RunDetail> = {}): RunDetail => ({
  run: runOf({ state: 'running', endedAt: null, durationMs: null }),
  events: [],
  attempts: [],
  isPipelineKnown: true,
  samples: [],
  queues: [],
  records: [],
  readers: [],
  readersAsOf: '2026-11-21T15:04:25.000Z',
  readersFailedSince: null,
  documents: {},
  earlierDurationsMs: [],
  earlierRates: {},
  previous: null,
  asOf: '2026-11-21T15:04:30.000Z',
  ...changes,
});

export const readerOf = (changes: Partial<ReaderLine> = {}): ReaderLine => ({
  alias: 'm',
  filter: null,
  observedFilter: null,
  state: 'matches',
  live: null,
  building: null,
  ...changes,
});

export const readinessOf = (changes: Partial<StartReadiness> = {}): StartReadiness => ({
  swapObstacle: null,
  isObserved: false,
  needsAcknowledgement: false,
  environment: 'local',
  isProduction: false,
  pipelines: [{ name: 'documented', version: 1, title: 'Documented' }],
  active: null,
  services: [{ service: 'Search (in the database)', isReal: false, state: 'up', since: null }],
  lastRuns: [runOf()],
  settled: {
    last: { run: 'local-12', number: 12, endedAt: '2026-11-21T15:05:02.000Z' },
    durationsMs: { documented: [60_000] },
  },
  asOf: '2026-11-21T15:06:00.000Z',
  ...changes,
});

export const indexesOf = (changes: Partial<IndexesView> = {}): IndexesView => ({
  environment: 'local',
  engine: 'database',
  contractVersion: 1,
  generations: [
    {
      index: 'm_20261121t150402_12',
      base: 'm',
      runNumber: 12,
      run: 'local-12',
      role: 'live',
      documents: 50,
      bytes: 1000,
      health: 'green',
      createdAt: '2026-11-21T15:04:02.000Z',
      liveFrom: '2026-11-21T15:05:00.000Z',
      liveUntil: null,
      isKeptCopy: false,
    },
  ],
  aliases: [
    sampleCheck({
      name: 'm',
      expected: { target: 'm_20261121t150402_12', filter: null },
      observed: sampleObserved({ targets: ['m_20261121t150402_12'] }),
      shows: 50,
      shouldShow: 50,
    }),
  ],
  unexpected: [],
  affected: {
    pages: [],
    now: { key: 'now', name: null, says: 'as the contract says', verdicts: [], harmed: [] },
    conditions: [],
    says: [],
    byAlias: {},
  },
  others: [],
  drifts: [],
  asOf: '2026-11-21T15:06:00.000Z',
  failedSince: null,
  ...changes,
});
