import { count } from '#lib/kernel/words/numbers.ts';
import { Cleaning } from './cleaning.ts';
import type { Reporting } from './reporting.ts';
import { whatIsWrong } from './verify-run.ts';
import { openWorld } from './open-world.ts';
import { prepare } from './environment.ts';
import { round, ratioOf } from './reporting.ts';
import { stageFloors } from './stage-floors.ts';
import { swapUnderReaders } from './swaps-under-readers.ts';
import { stageMs, wholeRun } from './whole-run.ts';

const warmUpShare = 10;

/**
 * A smaller run that is not counted: the floors follow on the run, and servers that have just
 * started would be slow for the run alone.
 */
async function warmUp(documents: number, says: Reporting['says']): Promise<void> {
  says(`Warming up with ${documents} trainees …`);
  const cleaning = new Cleaning();
  try {
    const { run } = await wholeRun(
      await openWorld(await prepare(documents, true, cleaning), cleaning),
      cleaning,
    );
    if (run.state !== 'settled')
      throw new Error(`the run ended ${run.state}: ${run.fault?.says ?? ''}`);
  } finally {
    await cleaning.run();
  }
}

/**
 * A whole run against the least that its messages and documents could take with the same clients
 * (`docs/interfaces.md`, Bench).
 */
export async function benchSync({
  documents,
  cleaning,
  says,
  table,
  fail,
}: Reporting): Promise<object> {
  await warmUp(Math.ceil(documents / warmUpShare), says);
  says(`Filling the sources with ${documents} trainees …`);
  const environment = await prepare(documents, true, cleaning);
  const world = await openWorld(environment, cleaning);
  const realSources = world.catalogue.services
    .filter(({ id, isReal }) => isReal && (id === 'tcs' || id === 'reval'))
    .map(({ id }) => id);
  says(
    `Database: ${world.database.kind}. Messages: ${world.brokers.amqp.kind}. ` +
      `Doctors: ${world.brokers.sqs.kind}. Search: ${world.search.kind}. ` +
      `Real sources: ${realSources.join(', ') || 'none'}.`,
  );

  says('The run …');
  const { run, peakRssMb } = await wholeRun(world, cleaning);
  if (run.state !== 'settled')
    throw new Error(`the run ended ${run.state}: ${run.fault?.says ?? ''}`);
  says('Verifying its documents …');
  const wrong = await whatIsWrong(world, environment, run);
  if (wrong.length > 0) fail(`The documents are wrong. ${wrong.join('; ')}`);

  const floors = await stageFloors(world, run, says);
  const stages = floors.map((floor) => {
    const runMs = stageMs(run.stages.find((stage) => stage.name === floor.name));
    const floorMs = (floor.movingMs ?? 0) + floor.writingMs;
    return {
      name: floor.name,
      runMs: round(runMs),
      floorMs: round(floorMs),
      ratio: ratioOf(runMs, floorMs),
    };
  });
  const floorMs = floors.reduce((sum, floor) => sum + (floor.movingMs ?? 0) + floor.writingMs, 0);

  says('100 swaps under four readers …');
  const reading = await swapUnderReaders(world, run);
  if (reading.failedQueries + reading.emptyQueries > 0)
    fail('Readers got failed or empty results.');

  table([
    [
      'stage',
      'run s',
      'floor s',
      'ratio',
      'messages/s',
      'documents/s',
      'floor: moving s',
      'floor: writing s',
    ],
    ...stages.map((stage, position) => {
      const floor = floors[position];
      const rate = (documents: number): string =>
        stage.runMs === null || documents === 0
          ? ''
          : count(Math.round((documents * 1_000) / stage.runMs));
      const seconds = (ms: number | null | undefined): string =>
        ms == null ? '' : (ms / 1_000).toFixed(1);
      return [
        stage.name,
        seconds(stage.runMs),
        seconds(stage.floorMs),
        String(stage.ratio),
        rate(floor?.messages ?? 0),
        rate(floor?.documents ?? 0),
        seconds(floor?.movingMs),
        seconds(floor?.writingMs),
      ];
    }),
    [
      'whole',
      ((run.durationMs ?? 0) / 1_000).toFixed(1),
      (floorMs / 1_000).toFixed(1),
      String(ratioOf(run.durationMs, floorMs)),
      '',
      '',
      '',
      '',
    ],
  ]);
  says(
    `Peak memory ${peakRssMb} MB. ${reading.queries} queries during ${reading.swaps} ` +
      `swaps: ${reading.failedQueries} failed, ${reading.emptyQueries} empty.`,
  );
  return {
    documents,
    runMs: round(run.durationMs),
    floorMs: round(floorMs),
    ratio: ratioOf(run.durationMs, floorMs),
    stages,
    peakRssMb,
    ...reading,
  };
}
