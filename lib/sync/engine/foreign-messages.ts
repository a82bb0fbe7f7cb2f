import { countOf } from '#lib/kernel/words/numbers.ts';
import { QuietQueue } from './drain-stale-messages.ts';
import { AttemptFailed } from './attempts.ts';
import type { OwnConsumer } from './consume-own.ts';
import type { SoleConsumer } from './sole-consumer.ts';
import type { StageContext } from './stage-context.ts';
import type { Intake } from './intake.ts';
import type { DataStage } from '../pipeline.ts';
import { resetOrders } from './orders-store.ts';

/**
 * What a participant that is not ours sends for an order. Without counts, its end is known by the
 * end markers and the silence after them.
 */
export class ForeignMessages {
  readonly #driving: StageContext;
  readonly #stage: DataStage;
  readonly #intake: Intake;
  readonly #endsToCome: number;
  readonly #quiet: QuietQueue;
  #delivered = 0;
  #lastMessageAt = performance.now();

  constructor(
    driving: StageContext,
    stage: DataStage,
    intake: Intake,
    consumer: OwnConsumer,
    sole: SoleConsumer,
    endsToCome: number,
  ) {
    this.#driving = driving;
    this.#stage = stage;
    this.#intake = intake;
    this.#endsToCome = endsToCome;
    this.#quiet = new QuietQueue(() => sole.isEmpty(consumer.subscriptions));
  }

  /**
   * Throws `AttemptFailed` when nothing has come for so long that the order, or the reply to it,
   * must be lost.
   */
  async isComplete(): Promise<boolean> {
    const { pace } = this.#driving.world;
    const { delivered, inHand, ends, ledger } = this.#intake;
    if (inHand > 0 || delivered !== this.#delivered) {
      this.#delivered = delivered;
      this.#lastMessageAt = performance.now();
      this.#quiet.disturb();
    }
    // Asked at every turn: one who takes messages beside us is seen while it does.
    const isQuiet = await this.#quiet.hasBeenQuietFor(
      ledger.received > 0 ? pace.quietMs : pace.emptyQuietMs,
    );
    if (inHand > 0) {
      this.#quiet.disturb();
      return false;
    }
    if (ends >= this.#endsToCome && isQuiet && this.#intake.delivered === delivered) return true;
    if (performance.now() - this.#lastMessageAt >= pace.foreignSilenceMs)
      await this.#giveUp(pace.foreignSilenceMs);
    return false;
  }

  /** The next attempt sends a new order and expects no more replies to earlier ones. */
  async #giveUp(afterMs: number): Promise<never> {
    const { world, lease, run, position } = this.#driving;
    await resetOrders(world.database, lease, run.id, position);
    throw new AttemptFailed(
      `Nothing has come from “${this.#stage.participant}” for ` +
        `${countOf(afterMs / 60_000, 'minute')}, and ${this.#whatIsMissing()}.`,
    );
  }

  #whatIsMissing(): string {
    const { ends } = this.#intake;
    if (ends >= this.#endsToCome)
      return 'its queue does not become empty: something else may be reading it';
    return ends === 0 ? 'its end marker is missing' : 'not every order has had its reply';
  }
}
