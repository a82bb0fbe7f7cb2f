import { timeWords } from '#lib/kernel/words/times.ts';
import { notify } from '#lib/notify/index.ts';
import type { Ledger } from '../model.ts';
import { noticeOfStall } from '../notices.ts';
import type { StageContext } from './stage-context.ts';
import { StallWatch } from './stall-watch.ts';
import { saveEvent, saveLedger, saveRunState, saveSample } from './store.ts';

const askedEveryMs = 5_000;
// A short stage is all beginning: without more samples there its chart would be a point.
const sampleEveryMs = (ageMs: number): number => (ageMs < 30_000 ? 400 : 2_000);

/**
 * Keeps the record of one attempt: ledger at every poll, a sample for the chart now and then, and a
 * word when it stalls.
 */
export class Progress {
  readonly #driving: StageContext;
  readonly #stage: { readonly name: string; readonly title: string };
  readonly #watch: StallWatch;
  readonly #startedAt = performance.now();
  #sampledAt = -Infinity;
  #pingedAt = -Infinity;
  #isBlockSaid = false;

  constructor(driving: StageContext, stage: { readonly name: string; readonly title: string }) {
    this.#driving = driving;
    this.#stage = stage;
    this.#watch = new StallWatch(driving.world.pace.stallAfterMs, performance.now());
  }

  /** Milliseconds since anything moved. */
  get quietMs(): number {
    return this.#watch.quietMs(performance.now());
  }

  /** A broker that takes no messages any more says so only to those who send some. */
  async #watchBroker(now: number): Promise<void> {
    const { world, lease, run } = this.#driving;
    const { amqp } = world.brokers;
    if (this.quietMs > askedEveryMs && now - this.#pingedAt > askedEveryMs) {
      this.#pingedAt = now;
      amqp.ping().catch(() => undefined);
    }
    const since = amqp.blockedSince();
    if ((since !== null) === this.#isBlockSaid) return;
    this.#isBlockSaid = since !== null;
    const says =
      since === null
        ? 'The broker takes messages again.'
        : `The broker takes no messages since ${timeWords(since)}: it is short of memory or ` +
          'disk. The run waits for it.';
    await saveEvent(world.database, lease, run.id, since === null ? 'good' : 'bad', says);
  }

  async save(ledger: Ledger, isLast = false): Promise<void> {
    const { world, lease, run, position } = this.#driving;
    const now = performance.now();
    await saveLedger(world.database, lease, run.id, position, ledger);
    if (isLast || now - this.#sampledAt >= sampleEveryMs(now - this.#startedAt)) {
      this.#sampledAt = now;
      await saveSample(world.database, lease, run.id, this.#stage.name, ledger);
    }
    await this.#watchBroker(now);
    const change = this.#watch.see(ledger.received + ledger.redelivered, now);
    if (this.#watch.quietMs(now) === 0) this.#driving.silence.moved();
    if (change === null) return;
    const says =
      change === 'stalled'
        ? `Stage “${this.#stage.title}” makes no progress. Its messages are still awaited.`
        : `Stage “${this.#stage.title}” makes progress again.`;
    const isStalled = change === 'stalled';
    await world.database.transaction(async (tx) => {
      await saveRunState(tx, lease, run.id, isStalled ? 'stalled' : 'running');
      await saveEvent(tx, lease, run.id, isStalled ? 'bad' : 'good', says);
      await notify(tx, noticeOfStall(run, isStalled, says));
    });
  }
}
