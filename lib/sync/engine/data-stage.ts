import { refuse } from '#lib/kernel/result.ts';
import { errorFacts } from '#lib/platform/log.ts';
import type { Consumer } from '#lib/platform/broker/port.ts';
import type { DataStage } from '../pipeline.ts';
import { whatStopsTheSwap } from '../ledger.ts';
import { stageHeaders } from '../wire-headers.ts';
import { drain, QuietQueue } from './drain.ts';
import { generationOf, StageFailed, type Driving } from './driving.ts';
import { Intake } from './intake.ts';
import { attemptStage, AttemptFailed } from './attempts.ts';
import { beginStage, claimsOf, endStage, saveConflicts, saveEvent, saveRunState } from './store.ts';
import { Progress } from './progress.ts';
import { tick } from './tick.ts';
import { PartWriter } from './writer.ts';

// A bulk of a thousand documents stays under the limits of every engine; two in flight keep one ready while one is written.
const batchSize = 1_000;
const batchesInFlight = 2;
const prefetch = batchSize * (batchesInFlight + 2);

/** Watches our own participant: what it says it has sent, whether it lives, and whether everything it sent can still arrive. */
async function hearParticipant(driving: Driving, stage: DataStage, attempt: number, intake: Intake, quietMs: number): Promise<void> {
  const { database, pace } = driving.world;
  const [claim] = await claimsOf(database, driving.run.id, stage.name, attempt);
  const isQuiet = quietMs > pace.claimLapseMs;
  if (claim === undefined) {
    if (isQuiet) throw new AttemptFailed('No worker has taken the order to read the source.');
    return;
  }
  if (claim.state === 'failed') throw new AttemptFailed(claim.says ?? 'The source failed.');
  if (claim.state === 'claimed' && claim.silent_ms > pace.claimLapseMs)
    throw new AttemptFailed('The process that was reading the source has gone.');
  intake.hear(claim);
  if (claim.state === 'done' && isQuiet && intake.inHand === 0) {
    const depth = await driving.world.brokers[stage.data.channel].depth(stage.data.route.queues[0] ?? '');
    if (depth.ready > 0 || (depth.unacknowledged ?? 0) > 0) return;
    throw new AttemptFailed('Some of what was sent has not arrived, and the queue is empty: something else may be reading it.');
  }
}

/** What lies in the queue of a participant that is not ours goes before its order; returns how many end markers are to come. */
async function clearTheWay(driving: Driving, stage: DataStage, queue: string, attempt: number, intake: Intake): Promise<number> {
  const { world, lease, run, signal } = driving;
  const broker = world.brokers[stage.data.channel];
  const drained = await drain(broker, queue, (body) => stage.read(body).kind === 'end', world.pace, signal);
  intake.ledger.redelivered += drained.messages;
  if (drained.messages + drained.ends > 0) {
    const says = `${drained.messages.toLocaleString('en-GB')} messages of an earlier order were taken off the queue of stage “${stage.title}”.`;
    await saveEvent(world.database, lease, run.id, 'warn', says);
  }
  // Each order of this run that was not answered before still will be.
  return Math.max(1, attempt - drained.ends);
}

async function followToTheEnd(driving: Driving, stage: DataStage, attempt: number, intake: Intake, endsToCome: number): Promise<void> {
  const { world, signal } = driving;
  const isOurs = world.participants.has(stage.participant);
  const progress = new Progress(driving, stage);
  const quiet = new QuietQueue(world.brokers[stage.data.channel], stage.data.route.queues[0] ?? '');
  let received = 0;
  for (;;) {
    await tick(world.pace.tickMs, signal, intake.whenComplete);
    intake.throwIfFailed();
    await progress.save(intake.ledger);
    if (intake.isComplete) break;
    if (isOurs) {
      await hearParticipant(driving, stage, attempt, intake, progress.quietMs);
    } else if (intake.ends >= endsToCome && intake.inHand === 0) {
      if (intake.ledger.received !== received) quiet.disturb();
      received = intake.ledger.received;
      if (await quiet.hasBeenQuietFor(world.pace.quietMs)) break;
    }
  }
  await intake.settle();
  await progress.save(intake.ledger, true);
}

async function runAttempt(driving: Driving, stage: DataStage): Promise<void> {
  const { world, lease, run, position } = driving;
  const attempt = await beginStage(world.database, lease, run.id, position);
  const isOurs = world.participants.has(stage.participant);
  const broker = world.brokers[stage.data.channel];
  const queue = stage.data.route.queues[0];
  if (queue === undefined) throw new Error(`stage ${stage.name} has no queue`);
  await world.brokers.amqp.ensure([stage.start.route]);
  await broker.ensure([stage.data.route]);

  const intake = new Intake({
    database: world.database,
    environment: run.environment,
    runId: run.id,
    stage,
    attempt,
    token: lease.token,
    batchesInFlight,
    isOurs,
    writer: new PartWriter(world.search, generationOf(driving, stage.target), stage.merge.bind(stage)),
  });
  const endsToCome = isOurs ? 0 : await clearTheWay(driving, stage, queue, attempt, intake);
  const consuming: Promise<Consumer> = broker.consume(queue, { prefetch, batchSize }, (deliveries) =>
    intake.take(deliveries, async (taken) => (await consuming).acknowledge(taken)),
  );
  const consumer = await consuming;
  try {
    await world.brokers.amqp.publish(stage.start.route, [
      { body: stage.start.body, headers: stageHeaders({ runId: run.id, stage: stage.name, attempt, token: lease.token }) },
    ]);
    await saveEvent(
      world.database,
      lease,
      run.id,
      'info',
      `Stage “${stage.title}” started${attempt > 1 ? `, attempt ${String(attempt)}` : ''}.`,
    );
    await followToTheEnd(driving, stage, attempt, intake, endsToCome);
  } finally {
    await consumer
      .close()
      .catch((error: unknown) => world.log.warn({ stage: stage.name, ...errorFacts(error) }, 'closing a consumer failed'));
    await intake.settle().catch(() => undefined);
  }
  const reason = whatStopsTheSwap(stage.title, intake.ledger);
  await saveConflicts(world.database, lease, run.id);
  if (reason !== null) throw new StageFailed(refuse('precondition', `${reason} Nothing was swapped.`).fault);
  const { received, written } = intake.ledger;
  const says = `Stage “${stage.title}” balanced: ${received.toLocaleString('en-GB')} received, ${written.toLocaleString('en-GB')} written.`;
  await saveEvent(world.database, lease, run.id, 'good', says);
  await endStage(world.database, lease, run.id, position, 'done');
}

/** Asks the participant to send, writes what arrives, and ends when the counts are reached (or, without counts, after the end marker). */
export async function driveDataStage(driving: Driving, stage: DataStage): Promise<void> {
  await saveRunState(driving.world.database, driving.lease, driving.run.id, 'running');
  await attemptStage(driving, stage.title, () => runAttempt(driving, stage));
}
