/**
 * What a stage whose participant counts nothing is measured by: a number that a person knows of the
 * source, what that says of itself, or what the last settled run received.
 */
import { withinTime } from '#lib/kernel/within-time.ts';
import { count } from '#lib/kernel/words/numbers.ts';
import { errorFacts } from '#lib/platform/log.ts';
import { countWithinMs } from '../participants/sources.ts';
import type { DataStage, SourceCount } from '../pipeline.ts';
import { lastReceived } from '../store.ts';
import { notProven } from './not-proven.ts';
import type { StageContext } from './stage-context.ts';
import { saveCounted } from './store.ts';

export interface Expectation {
  readonly records: number;
  /** Where the number comes from, in words. */
  readonly basis: string;
}

/**
 * Asks the source how much it has to send, and keeps that with the attempt; null where it cannot
 * say at once. Nothing that goes wrong here matters to the stage.
 */
export async function countSource(
  { world, lease, run, position }: StageContext,
  stage: DataStage,
  attempt: number,
): Promise<SourceCount | null> {
  const context = { asOf: run.as_of, until: run.started_at ?? run.queued_at };
  try {
    const counting = () => stage.countSource?.(world.sources, context) ?? Promise.resolve(null);
    const count = await withinTime(countWithinMs, counting);
    if (count !== null)
      await saveCounted(world.database, lease, { runId: run.id, position, attempt }, count.records);
    return count;
  } catch (error) {
    world.log.warn({ stage: stage.name, ...errorFacts(error) }, 'a source was not counted');
    return null;
  }
}

/** `counted` is what the source said of itself, where it was asked. */
export async function expectationOf(
  { world, run }: StageContext,
  stage: DataStage,
  counted: SourceCount | null,
): Promise<Expectation | null> {
  const told = world.expectations.records.get(stage.participant);
  if (told !== undefined) return { records: told, basis: 'EXPECTED_RECORDS says' };
  // Another service reads the same database as we do, but none reads what we make up.
  if (counted !== null && !counted.isSynthetic)
    return { records: counted.records, basis: 'its source had, before it was asked,' };
  const last = await lastReceived(world.database, run, stage.name);
  if (last === null) return null;
  const basis = `run ${last.number}, the last that settled, received`;
  return { records: last.received, basis };
}

/** What to write to have this number believed. */
const settingFor = (stage: DataStage, records: number): string =>
  `EXPECTED_RECORDS to ${stage.participant}=${String(records)}`;

/** Whether `received` lies within the bound around what is expected, either way. */
export function isWithin(received: number, expected: number, percent: number): boolean {
  return Math.abs(received - expected) <= Math.ceil((expected * percent) / 100);
}

/** Ends the run where nothing says that what was received is everything. */
export function checkExpectation(
  { world }: StageContext,
  stage: DataStage,
  received: number,
  expectation: Expectation | null,
): void {
  if (expectation === null) {
    notProven(
      stage,
      `“${stage.participant}” does not say how many records it sent, ${count(received)} were ` +
        'received, and no earlier run settled with which to compare. If the source has as many, ' +
        `set ${settingFor(stage, received)} and start again.`,
    );
  }
  const { withinPercent } = world.expectations;
  if (isWithin(received, expectation.records, withinPercent)) return;
  const difference = received < expectation.records ? 'fewer' : 'more';
  notProven(
    stage,
    `“${stage.participant}” does not say how many records it sent. ${count(received)} were ` +
      `received, and ${expectation.basis} ${count(expectation.records)}: more than ` +
      `${String(withinPercent)}% ${difference}. If the source has changed so much, set ` +
      `${settingFor(stage, received)} and start again; else find out who took or added messages.`,
  );
}
