import { isPassing } from '#lib/kernel/result.ts';
import { count } from '#lib/kernel/words/numbers.ts';
import type { Delivery } from '#lib/platform/broker/port.ts';
import { errorFacts } from '#lib/platform/log.ts';
import type { Ledger } from '../model.ts';
import type { DataStage, SourceCount } from '../pipeline.ts';
import { drain, type Drained } from './drain-stale-messages.ts';
import { batchSizeIn, tick } from './pace.ts';
import { careful, carefulFrom, digestOf } from './careful.ts';
import { consumeOwn, type OwnConsumer } from './consume-own.ts';
import { generationOf, type StageContext } from './stage-context.ts';
import { endBalanced, sendOrder } from './stage-steps.ts';
import { checkExpectation, countSource, expectationOf, type Expectation } from './expectation.ts';
import { ForeignMessages } from './foreign-messages.ts';
import { Intake } from './intake.ts';
import { MessageOwners } from './message-owner.ts';
import { attemptStage, AttemptFailed, whileAway } from './attempts.ts';
import { failedClaim } from './claim-reports.ts';
import { claimsOf } from './claims-store.ts';
import { recordOrder, recordEnds } from './orders-store.ts';
import { saveConflicts } from './records-store.ts';
import { beginStage, readTakeovers, saveEvent, saveInHand, saveRunState } from './store.ts';
import { Progress } from './progress.ts';
import { SoleConsumer, untilAlone, untilNoOtherConsumers, vanished } from './sole-consumer.ts';
import { RecordWriter } from './writer.ts';

// Two in flight keep one ready while one is written.
const batchesInFlight = 2;

/**
 * Watches our own participant: what it says it has sent, whether it lives, and whether everything
 * it sent can still arrive.
 */
async function checkParticipant(
  driving: StageContext,
  stage: DataStage,
  attempt: number,
  intake: Intake,
  consumer: OwnConsumer,
  quietMs: number,
): Promise<void> {
  const { database, pace } = driving.world;
  const [claim] = await claimsOf(database, driving.run.id, stage.name, attempt);
  const isQuiet = quietMs > pace.claimLapseMs;
  if (claim === undefined) {
    if (isQuiet)
      throw new AttemptFailed(
        `No worker has claimed the order to read the source of “${stage.participant}”.`,
        {
          isOutage: true,
        },
      );
    return;
  }
  if (claim.state === 'failed') throw failedClaim(claim);
  if (claim.state === 'claimed' && claim.silent_ms > pace.claimLapseMs)
    throw new AttemptFailed(
      `The process that was reading the source of “${stage.participant}” has gone.`,
      {
        isOutage: true,
      },
    );
  intake.applyClaim(claim);
  if (claim.state === 'done' && isQuiet && intake.inHand === 0) {
    const isDrained = await consumer.isDrained().catch((error: unknown) => {
      // The broker is away: what it holds is asked again.
      if (isPassing(error)) return false;
      throw vanished(error, stage);
    });
    if (isDrained === false) return;
    throw new AttemptFailed(
      isDrained === null
        ? `Some of what “${stage.participant}” sent has not arrived, and its queue has nothing ` +
            'more to hand out: something else may be reading it, or hold it.'
        : `Some of what “${stage.participant}” sent has not arrived, and its queue is empty: ` +
            'something else may be reading it.',
    );
  }
}

/**
 * What lies in the queue of a participant that is not ours goes before its order is placed: it
 * belongs to earlier ones.
 */
async function drainStaleMessages(
  driving: StageContext,
  stage: DataStage,
  queue: string,
  owners: MessageOwners,
): Promise<Drained> {
  const { world, lease, run } = driving;
  const drained = await drain(driving, stage, queue, owners);
  const messages = drained.messages + drained.ends;
  if (messages > 0) {
    const says =
      `${count(messages)} messages of an earlier order were taken off the ` +
      `queue of stage “${stage.title}”.`;
    await saveEvent(world.database, lease, run.id, 'warn', says);
  }
  return drained;
}

/** What is settled before a participant that is not ours is asked to send. */
interface ForeignOrder {
  readonly stale: number;
  readonly endsToCome: number;
  readonly expectation: Expectation | null;
}

async function prepareForeign(
  driving: StageContext,
  stage: DataStage,
  attempt: number,
  queue: string,
  owners: MessageOwners,
  counted: SourceCount | null,
): Promise<ForeignOrder> {
  const { world, lease, run, position } = driving;
  await untilAlone(driving, stage, attempt, queue);
  const drained = await drainStaleMessages(driving, stage, queue, owners);
  const expectation = await expectationOf(driving, stage, counted);
  if (expectation === null) {
    const says =
      `“${stage.participant}” does not say how many records it sends, and no earlier run settled ` +
      'with which to compare: the stage counts them, and is proven only with EXPECTED_RECORDS.';
    await saveEvent(world.database, lease, run.id, 'warn', says);
  }
  const endsToCome = await recordOrder(world.database, lease, run.id, position, drained.ends);
  return { stale: drained.messages, endsToCome, expectation };
}

/** `foreign` is null where the participant is ours. */
async function followToTheEnd(
  driving: StageContext,
  stage: DataStage,
  attempt: number,
  intake: Intake,
  consumer: OwnConsumer,
  foreign: ForeignMessages | null,
): Promise<void> {
  const { world, lease, run, signal } = driving;
  const progress = new Progress(driving, stage);
  let isBlockReported = false;
  for (;;) {
    await tick(world.pace.tickMs, signal, intake.whenComplete);
    intake.throwIfFailed();
    await progress.save(intake.ledger);
    if (intake.isComplete) break;
    if (consumer.isBlocked && !isBlockReported) {
      isBlockReported = true;
      const says =
        `Messages of other environments fill the queue of stage “${stage.title}”, and nobody ` +
        'takes them. What this run waits for may lie behind them.';
      await saveEvent(world.database, lease, run.id, 'warn', says);
    }
    if (foreign === null)
      await checkParticipant(driving, stage, attempt, intake, consumer, progress.quietMs);
    else if (await foreign.isComplete()) break;
  }
  await intake.settle();
  await progress.save(intake.ledger, true);
}

async function runAttempt(
  driving: StageContext,
  stage: DataStage,
  onEnd: (ledger: Ledger) => void,
): Promise<void> {
  const { world, lease, run, position } = driving;
  await saveRunState(world.database, lease, run.id, 'running');
  const attempt = await beginStage(world.database, lease, run.id, position);
  const isOurs = world.participants.has(stage.participant);
  const broker = world.brokers[stage.data.channel];
  const queue = stage.data.route.queues[0];
  if (queue === undefined) throw new Error(`stage ${stage.name} has no queue`);
  await world.brokers.amqp.ensure([stage.start.route]);
  await broker.ensure([stage.data.route]);

  const owners = new MessageOwners(world.database, run.environment, run.id);
  if (isOurs)
    await untilNoOtherConsumers(driving, stage, attempt, [
      ...stage.start.route.queues.map((start) => ({ channel: 'amqp' as const, queue: start })),
      { channel: stage.data.channel, queue },
    ]);
  // Ours says itself what it sends: nothing waits for the count.
  const counting = countSource(driving, stage, attempt);
  const order = isOurs
    ? null
    : await prepareForeign(driving, stage, attempt, queue, owners, await counting);
  const { takeovers, inHand } = await readTakeovers(world.database, run.id, position);
  const isCareful = takeovers >= carefulFrom || inHand !== null;
  const inFlight = isCareful ? 1 : batchesInFlight;
  const intake = new Intake({
    database: world.database,
    environment: run.environment,
    runId: run.id,
    stage,
    attempt,
    token: lease.token,
    batchesInFlight: inFlight,
    careful: isCareful
      ? careful(
          ({ body }: Delivery) => digestOf(body),
          inHand ?? [],
          (now) => saveInHand(world.database, lease, run.id, position, now),
        )
      : null,
    isOurs,
    earlierEnds: Math.max(0, (order?.endsToCome ?? 0) - 1),
    makeWriter: () =>
      new RecordWriter(world.search, generationOf(driving, stage.target), stage.merge.bind(stage)),
    persist: whileAway(driving, stage.title),
    saveEnds: (ends) => recordEnds(world.database, lease, run.id, position, ends),
  });
  driving.silence.receiving(() => intake.inHand > 0);
  intake.ledger.redelivered = order?.stale ?? 0;
  const batchSize = batchSizeIn(world);
  const prefetch = batchSize * (batchesInFlight + 2);
  const whileThere = <T>(asked: Promise<T>): Promise<T> =>
    asked.catch((error: unknown) => {
      throw vanished(error, stage);
    });
  const consumer = await whileThere(
    consumeOwn(
      broker,
      queue,
      { prefetch, batchSize, heldAtMost: prefetch, owners, log: world.log },
      (deliveries, acknowledge) =>
        intake.accept(deliveries, (taken) => whileThere(acknowledge(taken))),
    ),
  );
  const sole = new SoleConsumer(driving, stage, queue);
  const foreign =
    order === null
      ? null
      : new ForeignMessages(driving, stage, intake, consumer, sole, order.endsToCome);
  try {
    if (order !== null) await sole.isEmpty(consumer.subscriptions);
    await sendOrder(driving, stage, attempt, stage.start);
    await followToTheEnd(driving, stage, attempt, intake, consumer, foreign);
  } finally {
    await consumer
      .close()
      .catch((error: unknown) =>
        world.log.warn({ stage: stage.name, ...errorFacts(error) }, 'closing a consumer failed'),
      );
    await intake.settle().catch(() => undefined);
    onEnd(intake.ledger);
  }
  await saveConflicts(world.database, lease, run.id);
  const { received, written } = intake.ledger;
  intake.throwIfDoomed();
  if (order !== null) checkExpectation(driving, stage, received, order.expectation);
  await endBalanced(driving, stage, intake.ledger, [
    `${count(received)} received`,
    `${count(written)} written`,
  ]);
}

/**
 * Asks the participant to send, writes what arrives, and ends when the counts are reached (or,
 * without counts, after the end marker).
 */
export async function driveDataStage(driving: StageContext, stage: DataStage): Promise<void> {
  let received = 0;
  await attemptStage(
    driving,
    stage.title,
    () => runAttempt(driving, stage, (ledger) => (received = ledger.received)),
    () => received,
  );
}
