import { expect, it } from 'vitest';
import { tinyPipeline } from '#lib/testing/sync/tiny-pipeline.ts';
import { openLedger } from './ledger.ts';
import type { RunRow, StageRow } from './store.ts';
import { viewRun } from './view.ts';

const at = new Date('2026-11-21T15:04:00.000Z');
const pipeline = tinyPipeline({ pebbles: () => [] });

const row: RunRow = {
  id: '0',
  environment: 'local',
  number: 1,
  pipeline: pipeline.name,
  pipeline_version: pipeline.version,
  state: 'running',
  phase: 'building',
  swap: null,
  is_dry: false,
  is_synthetic: false,
  started_by: 'test',
  reason: '',
  as_of: '2026-11-21',
  queued_at: at,
  started_at: at,
  ended_at: null,
  cancel_requested_by: null,
  cancel_reason: null,
  token: 1,
  write_marks: null,
  edits: null,
  generations: {},
  conflicts: 0,
  fault: null,
  documents: null,
  observed: null,
};

const stageRows = (data: Partial<StageRow>): StageRow[] =>
  pipeline.stages.map((stage, position) => ({
    ...openLedger(),
    counted: null,
    run_id: '0',
    position,
    name: stage.kind,
    state: 'done',
    attempt: 1,
    started_at: at,
    ended_at: at,
    ...(stage.kind === 'data' ? data : {}),
  }));

it.each<[string, Partial<StageRow>, number, boolean]>([
  ['counts what our participant withheld', { quarantined: 2, withheld: 7 }, 9, true],
  [
    'knows of a participant of ours that withheld nothing',
    { quarantined: 2, withheld: 0 },
    2,
    true,
  ],
  [
    'is a lower bound where the participant does not say',
    { quarantined: 2, withheld: null },
    2,
    false,
  ],
  [
    'is a lower bound where the stage was stopped',
    { state: 'skipped', quarantined: 2, withheld: 7 },
    9,
    false,
  ],
  [
    'is so far what it is while the stage runs',
    { state: 'running', ended_at: null, quarantined: 2, withheld: 7 },
    9,
    true,
  ],
  [
    'is whole before a stage begins',
    { state: 'waiting', started_at: null, ended_at: null, withheld: null },
    0,
    true,
  ],
])('the quarantined count of a run %s', (_, data, quarantined, isQuarantinedComplete) => {
  expect(viewRun(row, stageRows(data), [pipeline])).toMatchObject({
    quarantined,
    isQuarantinedComplete,
  });
});
