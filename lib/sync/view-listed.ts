/** A run as a row of the list. */
import type { RollBacks } from '#lib/indexes/index.ts';
import { ledBackOf } from './led-back.ts';
import type { BesideRow } from './list-store.ts';
import type { ListedRun, PagesEmpty } from './run-list.ts';
import type { Pipeline } from './pipeline.ts';
import { runName } from './run-name.ts';
import type { RunRow, StageRow } from './store.ts';
import { viewRun } from './view.ts';
import { waitIn } from './waits-store.ts';

/**
 * Aliases move in one request, so a run of ours empties no page; where an alias had no index
 * before, its pages had nothing to read until then. The Integration service empties the index
 * that users read, and nobody counts for how long.
 */
export function pagesEmptyOf({
  is_dry,
  observed,
  phase,
  swap,
}: Pick<RunRow, 'is_dry' | 'observed' | 'phase' | 'swap'>): PagesEmpty | null {
  if (is_dry) return null;
  if (observed !== null) return ofObserved(observed);
  if (phase === 'swapping') return 'not-known';
  const isFirst = phase === 'moved' && swap?.moves.some(({ from }) => from.length === 0) === true;
  return isFirst ? 'until-swap' : 'none';
}

function ofObserved({ call, inferred }: NonNullable<RunRow['observed']>): PagesEmpty {
  if (inferred?.index === 'made-again' || inferred?.index === 'gone') return 'not-counted';
  return call === 'waiting' || inferred?.index === 'as-before' ? 'none' : 'not-known';
}

/** `stages` are the rows of this run in order. */
export function viewListed(
  row: RunRow,
  stages: readonly StageRow[],
  beside: BesideRow | undefined,
  pipelines: readonly Pipeline[],
  rollBacks: RollBacks,
): ListedRun {
  const run = viewRun(row, stages, pipelines);
  const stage = run.stages.find(({ state }) => state === 'running');
  return {
    ...run,
    documents: row.documents,
    before:
      beside?.before_number == null || beside.before_documents === null
        ? null
        : {
            run: runName(row.environment, beside.before_number),
            number: beside.before_number,
            documents: beside.before_documents,
          },
    pagesEmpty: pagesEmptyOf(row),
    ledBack: ledBackOf(row, rollBacks),
    rates: beside?.rates ?? null,
    wait: beside === undefined || stage === undefined ? null : waitIn(beside, run, stage),
  };
}
