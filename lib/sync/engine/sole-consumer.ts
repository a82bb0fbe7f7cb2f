/**
 * Who else takes the messages of a stage. A participant that counts nothing can only be believed
 * where nobody does.
 */
import type { Broker, QueueDepth } from '#lib/platform/broker/port.ts';
import { FaultError, isPassing } from '#lib/kernel/result.ts';
import { countOf } from '#lib/kernel/words/numbers.ts';
import { listWords } from '#lib/kernel/words/text.ts';
import type { Channel, DataStage } from '../pipeline.ts';
import { AttemptFailed } from './attempts.ts';
import { notProven } from './not-proven.ts';
import { tick } from './pace.ts';
import type { StageContext } from './stage-context.ts';
import { saveEvent } from './store.ts';

interface Titled {
  readonly title: string;
}

const unknownHeld =
  'its broker does not say how many messages others hold (for RabbitMQ, RABBITMQ_MANAGEMENT_URL ' +
  'must be set and the management API must respond)';

interface StageQueue {
  readonly channel: Channel;
  readonly queue: string;
}

/** Why nobody can say who else takes messages of these queues, and what a person does about it. */
function unknownTakers(
  brokers: Readonly<Record<Channel, Pick<Broker, 'kind'>>>,
  queues: readonly StageQueue[],
): string | null {
  const [first] = queues;
  if (first === undefined) return null;
  const names = listWords([...new Set(queues.map(({ queue }) => queue))], 'and');
  const asked =
    brokers[first.channel].kind === 'sqs'
      ? 'SQS does not say it.'
      : 'Its broker did not say it: for RabbitMQ, RABBITMQ_MANAGEMENT_URL must be set and the ' +
        'management API must respond.';
  return (
    `Whether another program takes messages of ${names} is not known. ${asked} Make sure that ` +
    'none does: what it takes does not arrive here, and the stage then ends before the swap.'
  );
}

/** Says on the run, once a stage, where it is not known who else takes its messages. */
async function sayUnknown(
  { world, lease, run }: StageContext,
  attempt: number,
  queues: readonly StageQueue[],
): Promise<void> {
  if (attempt > 1) return;
  const channels = new Set(queues.map(({ channel }) => channel));
  for (const channel of channels) {
    const says = unknownTakers(
      world.brokers,
      queues.filter((one) => one.channel === channel),
    );
    if (says !== null) await saveEvent(world.database, lease, run.id, 'warn', says);
  }
}

/**
 * Who else takes messages from the queue; null: nobody, as far as its broker says, which may be
 * that it does not know (`consumers`).
 */
function othersAt({ consumers, otherConsumers }: QueueDepth, own: number): string | null {
  if (consumers === null || consumers <= own) return null;
  const others = countOf(consumers - own, 'other consumer takes', 'other consumers take');
  const named =
    otherConsumers === null || otherConsumers.length === 0 ? '' : `: ${otherConsumers.join(', ')}`;
  return `${others} messages from it${named}`;
}

/** What keeps this from being the only consumer before it has begun; null: nothing does. */
function whatIsInTheWay(depth: QueueDepth): string | null {
  const others = othersAt(depth, 0);
  if (others !== null) return others;
  if (depth.unacknowledged === null) return unknownHeld;
  if (depth.unacknowledged === 0) return null;
  const held = countOf(depth.unacknowledged, 'message of it is', 'messages of it are');
  return `${held} held by somebody else`;
}

/** Waits a while until `findObstacle` finds nothing, and says so on the run meanwhile. */
async function untilClear(
  { world, lease, run, signal }: StageContext,
  stage: Titled,
  findObstacle: () => Promise<string | null>,
  says: { readonly waiting: string; readonly ending: string },
): Promise<void> {
  const since = performance.now();
  for (let tries = 1; ; tries++) {
    const inTheWay = await findObstacle();
    if (inTheWay === null) return;
    if (performance.now() - since >= world.pace.exclusiveWithinMs)
      notProven(stage, `${inTheWay}. ${says.ending}`);
    if (tries === 2)
      await saveEvent(world.database, lease, run.id, 'warn', `${inTheWay}. ${says.waiting}`);
    await tick(world.pace.tickMs, signal);
  }
}

/**
 * Resolves when nobody else takes messages from the queue or holds any, before anything is asked
 * for: one who does is waited for a while, as a consumer that was lost is.
 */
export async function untilAlone(
  driving: StageContext,
  stage: DataStage,
  attempt: number,
  queue: string,
): Promise<void> {
  const { channel } = stage.data;
  const broker = driving.world.brokers[channel];
  let isKnown = true;
  const findObstacle = async (): Promise<string | null> => {
    const depth = await broker.depth(queue);
    isKnown = depth.consumers !== null;
    const what = whatIsInTheWay(depth);
    return what === null ? null : `Its messages come by the queue ${queue}, and ${what}`;
  };
  await untilClear(driving, stage, findObstacle, {
    waiting: `“${stage.participant}” is asked to send when the queue is this run’s alone.`,
    ending:
      `“${stage.participant}” does not say how many it sends, so nobody else may take any: stop ` +
      'what does, and start again. It was not asked to send.',
  });
  if (!isKnown) await sayUnknown(driving, attempt, [{ channel, queue }]);
}

/**
 * Resolves when only consoles consume the queues of a stage that this console plays itself, as far
 * as their broker says: another program would take what is meant for them, or answer in their
 * place.
 */
export async function untilNoOtherConsumers(
  driving: StageContext,
  stage: Titled,
  attempt: number,
  queues: readonly StageQueue[],
): Promise<void> {
  const { brokers } = driving.world;
  let unknown: StageQueue[] = [];
  const findObstacle = async (): Promise<string | null> => {
    unknown = [];
    for (const one of queues) {
      const { channel, queue } = one;
      const { otherConsumers } = await brokers[channel].depth(queue);
      if (otherConsumers === null) unknown.push(one);
      else if (otherConsumers.length > 0)
        return `Messages of the queue ${queue} are taken by ${otherConsumers.join(', ')}`;
    }
    return null;
  };
  await untilClear(driving, stage, findObstacle, {
    waiting: 'The stage begins when only consoles take them.',
    ending:
      'This console plays the sender itself, and nothing was sent. Stop that program; or, if it ' +
      'is to answer, leave its participant out of PARTICIPANTS. Then start again.',
  });
  await sayUnknown(driving, attempt, unknown);
}

/** A queue that has gone took with it what it held: everything is sent again, to a new one. */
export function vanished(error: unknown, { title }: Titled): unknown {
  if (!(error instanceof FaultError) || error.fault.kind !== 'not-found') return error;
  return new AttemptFailed(`The queue of stage “${title}” has vanished; it is declared again.`);
}

/** Watches from the first message to the last that the consumer of a queue is the only one. */
export class SoleConsumer {
  readonly #broker: Broker;
  readonly #queue: string;
  readonly #stage: DataStage;
  readonly #unknownAtMostMs: number;
  #unknownSince: number | null = null;

  constructor({ world }: StageContext, stage: DataStage, queue: string) {
    this.#broker = world.brokers[stage.data.channel];
    this.#queue = queue;
    this.#stage = stage;
    this.#unknownAtMostMs = world.pace.exclusiveWithinMs;
  }

  /**
   * Whether the queue is known to be empty, with nothing of it in anybody's hands. Throws
   * `AttemptFailed` where somebody else takes messages beside the `own` subscriptions.
   */
  async isEmpty(own: number): Promise<boolean> {
    let depth: QueueDepth;
    try {
      depth = await this.#broker.depth(this.#queue);
    } catch (error) {
      // Away: what it holds is not known now, and is asked again.
      if (isPassing(error)) return false;
      throw vanished(error, this.#stage);
    }
    const others = othersAt(depth, own);
    if (others !== null) {
      throw new AttemptFailed(
        `Its messages come by the queue ${this.#queue}, and ${others}: what they took is not ` +
          'known, so everything is asked for again when they have gone.',
      );
    }
    if (depth.ready > 0) return false;
    if (depth.unacknowledged !== null) this.#unknownSince = null;
    else this.#checkUnknown(performance.now());
    return depth.unacknowledged === 0;
  }

  #checkUnknown(now: number): void {
    this.#unknownSince ??= now;
    if (now - this.#unknownSince < this.#unknownAtMostMs) return;
    notProven(
      this.#stage,
      `Its messages come by the queue ${this.#queue}, and ${unknownHeld}. Without that nothing ` +
        'shows that all of them have arrived.',
    );
  }
}
