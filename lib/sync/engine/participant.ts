import { FaultError } from '#lib/kernel/result.ts';
import { errorFacts } from '#lib/platform/log.ts';
import type { Delivery, Route } from '#lib/platform/broker/port.ts';
import { isMarker } from '../participants/fields.ts';
import { pipelineOf } from '../pipeline.ts';
import { runById, type RunRow } from '../store.ts';
import { readStageHeaders, type StageHeaders } from '../wire-headers.ts';
import type { SyncWorld } from '../world.ts';
import { ownFault } from './claim-reports.ts';
import { insertClaim, reportClaim, type Claim } from './claims-store.ts';
import { consumeOwn, type OwnConsumer } from './consume-own.ts';
import { keepDeadLetters } from './dead-letters-store.ts';
import { MessageOwners } from './message-owner.ts';

export interface Order {
  readonly run: RunRow;
  readonly claim: Claim;
  readonly headers: StageHeaders;
  /** Aborts when the worker stops or the driver has given the attempt up. */
  readonly signal: AbortSignal;
}

/** What one participant does for one stage of one pipeline when its queue brings the order. */
export interface Duty {
  readonly pipeline: { readonly name: string; readonly version: number };
  readonly participant: string;
  readonly stage: string;
  readonly route: Route;
  readonly queue: string;
  /** The exact body that begins the work. */
  readonly body: string;
  /** Does the stage's work; rejects when it cannot. Says its own progress through `reportClaim`. */
  work(order: Order): Promise<void>;
}

type Received =
  | { readonly is: 'order'; readonly duty: Duty; readonly order: Omit<Order, 'signal'> }
  /** Of a run or an attempt of this environment that is over. */
  | { readonly is: 'stale' }
  | { readonly is: 'stray'; readonly reason: string };

/** Pipelines may share a queue: the run says whose duty an order is. */
async function receive(
  world: SyncWorld,
  duties: readonly Duty[],
  delivery: Delivery,
): Promise<Received> {
  const isKnown = duties.some((duty) => isMarker(delivery.body, duty.body));
  if (!isKnown) {
    const expected = [...new Set(duties.map((duty) => duty.body))].join(' or ');
    return { is: 'stray', reason: `An unknown marker: ${expected} was expected` };
  }
  const headers = readStageHeaders(delivery.headers);
  if (headers === null)
    return { is: 'stray', reason: 'A start marker without a run: this console has not sent it' };
  const run = await runById(world.database, headers.runId);
  if (run === null || run.ended_at !== null) return { is: 'stale' };
  const duty = duties.find(
    (one) =>
      one.stage === headers.stage &&
      one.pipeline.name === run.pipeline &&
      one.pipeline.version === run.pipeline_version,
  );
  if (duty === undefined || !isMarker(delivery.body, duty.body))
    return { is: 'stray', reason: 'A start marker of a stage that this console does not know' };
  const claim: Claim = {
    environment: run.environment,
    runId: run.id,
    stage: duty.stage,
    participant: duty.participant,
    attempt: headers.attempt,
    token: headers.token,
    holder: world.holder,
  };
  return (await insertClaim(world.database, claim))
    ? { is: 'order', duty, order: { run, claim, headers } }
    : { is: 'stale' };
}

function wordsFor(error: unknown, isStopping: boolean): string {
  if (isStopping) return 'The worker that was reading the source has stopped.';
  return error instanceof FaultError ? error.fault.says : ownFault;
}

/**
 * Does the work of a claim. A failure becomes the claim's own words; the driver decides what
 * follows.
 */
async function perform(world: SyncWorld, duty: Duty, order: Order): Promise<void> {
  try {
    await duty.work(order);
  } catch (error) {
    const says = wordsFor(error, order.signal.aborted);
    if (!order.signal.aborted)
      world.log.warn(
        { stage: duty.stage, participant: duty.participant, ...errorFacts(error) },
        'a participant failed',
      );
    await reportClaim(world.database, order.claim, {
      state: 'failed',
      says,
      fault: !order.signal.aborted && error instanceof FaultError ? error.fault : null,
      sent: 0,
      withheld: 0,
    }).catch(() => undefined);
  }
}

/**
 * Listens on one queue for the start markers of its duties. A marker is acknowledged once its claim
 * is committed under the run's fencing token; the work goes on after that, and its claim is kept
 * alive by reports. Orders of other environments go back to the queue; what is no marker at all
 * goes to the dead letters.
 */
export async function listen(
  world: SyncWorld,
  queue: string,
  duties: readonly Duty[],
  stopping: AbortSignal,
  atWork: Set<Promise<void>>,
): Promise<OwnConsumer> {
  const routes = duties.map((duty) => duty.route);
  await world.brokers.amqp.ensure(routes);
  return consumeOwn(
    world.brokers.amqp,
    queue,
    {
      prefetch: 8,
      batchSize: 8,
      heldAtMost: 64,
      routes,
      owners: new MessageOwners(
        world.database,
        world.environment.name,
        null,
        (run) => pipelineOf(run, world.pipelines) !== undefined,
      ),
      log: world.log,
    },
    async (deliveries, acknowledge) => {
      for (const delivery of deliveries) {
        const received = await receive(world, duties, delivery);
        const [duty] = duties;
        if (received.is === 'stray' && duty !== undefined) {
          await keepDeadLetters(world.database, [
            {
              environment: world.environment.name,
              runId: null,
              stage: duty.stage,
              channel: 'amqp',
              route: duty.route,
              delivery,
              reason: received.reason,
            },
          ]);
        }
        await acknowledge([delivery]);
        if (received.is !== 'order') continue;
        const work = perform(world, received.duty, { ...received.order, signal: stopping }).finally(
          () => atWork.delete(work),
        );
        atWork.add(work);
      }
    },
  );
}
