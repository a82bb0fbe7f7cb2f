/** Rows as the shapes that pages, routes and the terminal show (`docs/interfaces.md`, Run). */
import { describeFilter } from '#lib/platform/search/describe-filter.ts';
import type { AliasView, Run, Stage, StageState } from './model.ts';
import { pipelineOf, type Pipeline, type StageDefinition } from './pipeline.ts';
import { runName } from './run-name.ts';
import type { RunRow, StageRow } from './store.ts';

export function participantsOf(stage: StageDefinition): readonly string[] {
  if (stage.kind === 'data' || stage.kind === 'observed') return [stage.participant];
  return stage.kind === 'derived'
    ? stage.derivations.map((derivation) => derivation.participant)
    : [];
}

function viewStage(row: StageRow, definition: StageDefinition | undefined): Stage {
  return {
    name: row.name,
    title: definition?.title ?? row.name,
    kind: definition?.kind ?? 'data',
    participants: definition === undefined ? [] : participantsOf(definition),
    state: row.state satisfies StageState,
    attempt: row.attempt,
    expected: row.expected,
    counted: row.counted,
    sent: row.sent,
    received: row.received,
    written: row.written,
    merged: row.merged,
    quarantined: row.quarantined,
    rejected: row.rejected,
    dead: row.dead,
    redelivered: row.redelivered,
    withheld: row.withheld,
    startedAt: row.started_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
  };
}

export function aliasViews(aliases: Pipeline['aliases']): AliasView[] {
  return aliases.map(({ name, target, filter }) => ({
    name,
    target,
    filter: filter === null ? null : describeFilter(filter),
  }));
}

/**
 * A stage that has not begun has withheld nothing; a derived one selects, and withholds nothing.
 * What one had withheld when it was stopped is as its participant said it last.
 */
const isSilentOnWithheld = ({ kind, state, startedAt, endedAt, withheld }: Stage): boolean =>
  kind === 'data' &&
  startedAt !== null &&
  (withheld === null || (endedAt !== null && state !== 'done'));

/**
 * `stages` are the rows of this run in order. A pipeline that this console no longer knows shows by
 * its recorded names.
 */
export function viewRun(
  row: RunRow,
  stages: readonly StageRow[],
  pipelines: readonly Pipeline[],
): Run {
  const pipeline = pipelineOf(row, pipelines);
  const views = stages.map((stage) => viewStage(stage, pipeline?.stages[stage.position]));
  return {
    run: runName(row.environment, row.number),
    number: row.number,
    environment: row.environment,
    pipeline: row.pipeline,
    pipelineVersion: row.pipeline_version,
    state: row.state,
    dry: row.is_dry,
    synthetic: row.is_synthetic,
    startedBy: row.started_by,
    reason: row.reason,
    queuedAt: row.queued_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    durationMs:
      row.started_at !== null && row.ended_at !== null
        ? row.ended_at.getTime() - row.started_at.getTime()
        : null,
    asOf: row.as_of,
    stages: views,
    quarantined: views.reduce((sum, stage) => sum + stage.quarantined + (stage.withheld ?? 0), 0),
    isQuarantinedComplete: !views.some(isSilentOnWithheld),
    conflicts: row.conflicts,
    edits: row.edits,
    generations: row.generations,
    aliases: aliasViews(pipeline?.aliases ?? []),
    cancelledBy: row.cancel_requested_by,
    cancelReason: row.cancel_reason,
    fault: row.fault,
  };
}
