import { FaultError } from '#lib/kernel/result.ts';
import { errorFacts } from '#lib/platform/log.ts';
import type { Consumer, Delivery, Route } from '#lib/platform/broker/port.ts';
import { isMarker } from '../participants/marker.ts';
import { runById, type RunRow } from '../store.ts';
import { readStageHeaders, type StageHeaders } from '../wire-headers.ts';
import type { SyncWorld } from '../world.ts';
import { insertClaim, keepDeadLetters, reportClaim, type Claim } from './store.ts';

export interface Order {
  readonly run: RunRow;
  readonly claim: Claim;
  readonly headers: StageHeaders;
  /** Aborts when the worker stops or the driver has given the attempt up. */
  readonly signal: AbortSignal;
}

export interface ParticipantQueue {
  readonly participant: string;
  readonly stage: string;
  readonly route: Route;
  readonly queue: string;
  /** The exact body that begins the work. */
  readonly body: string;
  /** Does the stage's work; rejects when it cannot. Says its own progress through `reportClaim`. */
  work(order: Order): Promise<void>;
}

async function claimOrder(world: SyncWorld, of: ParticipantQueue, delivery: Delivery): Promise<Omit<Order, 'signal'> | 'stale' | string> {
  if (!isMarker(delivery.body, of.body)) return `An unknown marker: ${of.body} was expected`;
  const headers = readStageHeaders(delivery.headers);
  if (headers === null) return 'A start marker without a run: this console has not sent it';
  if (headers.stage !== of.stage) return 'stale';
  const run = await runById(world.database, headers.runId);
  if (run === null || run.ended_at !== null) return 'stale';
  const claim: Claim = {
    environment: run.environment, runId: run.id, stage: of.stage, participant: of.participant,
    attempt: headers.attempt, token: headers.token, holder: world.holder,
  };
  return (await insertClaim(world.database, claim)) ? { run, claim, headers } : 'stale';
}

function wordsFor(error: unknown, isStopping: boolean): string {
  if (isStopping) return 'The worker that was reading the source has stopped.';
  return error instanceof FaultError ? error.fault.says : 'A participant of this console failed.';
}

/** Does the work of a claim. A failure becomes the claim's own words; the driver decides what follows. */
async function perform(world: SyncWorld, of: ParticipantQueue, order: Order): Promise<void> {
  try {
    await of.work(order);
  } catch (error) {
    const says = wordsFor(error, order.signal.aborted);
    if (!order.signal.aborted) world.log.warn({ stage: of.stage, participant: of.participant, ...errorFacts(error) }, 'a participant failed');
    await reportClaim(world.database, order.claim, { state: 'failed', says, sent: 0, withheld: 0 }).catch(() => undefined);
  }
}

/**
 * Listens for start markers of one stage. A marker is acknowledged once its claim is committed under the run's fencing token; the work
 * goes on after that, and its claim is kept alive by reports. What is no marker of ours goes to the dead letters.
 */
export async function listen(world: SyncWorld, of: ParticipantQueue, stopping: AbortSignal, atWork: Set<Promise<void>>): Promise<Consumer> {
  await world.brokers.amqp.ensure([of.route]);
  const consumer: Consumer = await world.brokers.amqp.consume(of.queue, { prefetch: 8, batchSize: 8 }, async (deliveries) => {
    for (const delivery of deliveries) {
      const order = await claimOrder(world, of, delivery);
      if (typeof order === 'string' && order !== 'stale') {
        await keepDeadLetters(world.database, [
          { environment: world.environment.name, runId: null, stage: of.stage, channel: 'amqp', route: of.route, delivery, reason: order },
        ]);
      }
      await consumer.acknowledge([delivery]);
      if (typeof order === 'string') continue;
      const work = perform(world, of, { ...order, signal: stopping }).finally(() => atWork.delete(work));
      atWork.add(work);
    }
  });
  return consumer;
}
