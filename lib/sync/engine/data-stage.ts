import { refuse } from '#lib/kernel/result.ts';
import { errorFacts } from '#lib/platform/log.ts';
import type { Consumer } from '#lib/platform/broker/port.ts';
import type { DataStage } from '../pipeline.ts';
import { whatStopsTheSwap } from '../ledger.ts';
import { stageHeaders } from '../wire-headers.ts';
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
// Without counts the end is told by order alone, and SQS keeps none: the queue has to stay empty for this many looks.
const quietLooks = 4;

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

async function runAttempt(driving: Driving, stage: DataStage): Promise<void> {
  const { world, lease, run, position, signal } = driving;
  const attempt = await beginStage(world.database, lease, run.id, position);
  const isOurs = world.participants.has(stage.participant);
  const broker = world.brokers[stage.data.channel];
  const queue = stage.data.route.queues[0];
  if (queue === undefined) throw new Error(`stage ${stage.name} has no queue`);
  await world.brokers.amqp.ensure([stage.start.route]);
  await broker.ensure([stage.data.route]);

  const writer = new PartWriter(world.search, generationOf(driving, stage.target), stage.merge.bind(stage));
  const intake = new Intake({ database: world.database, environment: run.environment, runId: run.id, stage, attempt, isOurs, writer });
  const consuming: Promise<Consumer> = broker.consume(queue, { prefetch, batchSize }, (deliveries) =>
    intake.take(deliveries, batchesInFlight, async (done) => (await consuming).acknowledge(done)),
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
    const progress = new Progress(driving, stage);
    let quiet = 0;
    for (;;) {
      await tick(world.pace.tickMs, signal, intake.whenComplete);
      intake.throwIfFailed();
      await progress.save(intake.ledger);
      if (intake.isComplete) break;
      if (isOurs) await hearParticipant(driving, stage, attempt, intake, progress.quietMs);
      else if (intake.hasEnd && intake.inHand === 0) {
        const depth = await broker.depth(queue);
        quiet = depth.ready === 0 && (depth.unacknowledged ?? 0) === 0 ? quiet + 1 : 0;
        if (quiet >= quietLooks) break;
      }
    }
    await intake.settle();
    await progress.save(intake.ledger, true);
  } finally {
    await consumer
      .close()
      .catch((error: unknown) => world.log.warn({ stage: stage.name, ...errorFacts(error) }, 'closing a consumer failed'));
    await intake.settle().catch(() => undefined);
  }
  const reason = whatStopsTheSwap(stage.title, intake.ledger);
  await saveConflicts(world.database, lease, run.id);
  if (reason !== null) throw new StageFailed(refuse('precondition', `${reason} Nothing was swapped.`).fault);
  await saveEvent(
    world.database,
    lease,
    run.id,
    'good',
    `Stage “${stage.title}” balanced: ${intake.ledger.received.toLocaleString('en-GB')} received, ${intake.ledger.written.toLocaleString('en-GB')} written.`,
  );
  await endStage(world.database, lease, run.id, position, 'done');
}

/** Asks the participant to send, writes what arrives, and ends when the counts are reached (or, without counts, after the end marker). */
export async function driveDataStage(driving: Driving, stage: DataStage): Promise<void> {
  await saveRunState(driving.world.database, driving.lease, driving.run.id, 'running');
  await attemptStage(driving, stage.title, () => runAttempt(driving, stage));
}
