/** Typed examples, for tests alone. */
import type { AliasCheck } from '#lib/indexes/index.ts';
import type { Run, Stage, Wait } from '#lib/sync/index.ts';
import type { Console } from './console-client.ts';

/** A console of which nothing is asked. */
export const silentConsole: Console = {
  address: 'http://127.0.0.1:3000',
  get: () => Promise.reject(new Error('nothing is read')),
  text: () => Promise.reject(new Error('no file is read')),
  post: () => Promise.reject(new Error('nothing is posted')),
  lines: () => {
    throw new Error('nothing is followed');
  },
};

export const stageOf = (given: Partial<Stage> = {}): Stage => ({
  name: 'trainees',
  title: 'Trainees',
  kind: 'data',
  participants: ['tcs'],
  state: 'done',
  attempt: 1,
  startedAt: null,
  endedAt: null,
  expected: null,
  counted: null,
  sent: 10,
  received: 10,
  written: 7,
  merged: 1,
  quarantined: 2,
  rejected: 0,
  dead: 0,
  redelivered: 4,
  withheld: 3,
  ...given,
});

export const runOf = (given: Partial<Run> = {}): Run => ({
  run: 'local-12',
  number: 12,
  environment: 'local',
  pipeline: 'documented',
  pipelineVersion: 1,
  state: 'settled',
  dry: false,
  synthetic: false,
  startedBy: 'ann@example.org',
  reason: '',
  queuedAt: '2026-07-21T16:30:00.000Z',
  startedAt: '2026-07-21T16:30:05.000Z',
  endedAt: null,
  durationMs: null,
  asOf: '2026-07-21',
  stages: [stageOf()],
  quarantined: 5,
  isQuarantinedComplete: true,
  conflicts: 0,
  edits: null,
  generations: {},
  aliases: [],
  cancelledBy: null,
  cancelReason: null,
  fault: null,
  ...given,
});

export const waitFor = (says: string): Wait => ({
  stage: 'trainees',
  title: 'Trainees',
  attempt: 2,
  attempts: null,
  says,
  since: '2026-07-21T16:30:06.000Z',
});

export const checkOf = (given: Partial<AliasCheck> = {}): AliasCheck => ({
  name: 'master',
  state: 'matches',
  expected: { target: 'master_1', filter: null },
  observed: null,
  comparedBy: 'meaning',
  shows: 5,
  shouldShow: 5,
  health: 'green',
  searchFails: false,
  says: 'master is as the contract says.',
  ...given,
});
