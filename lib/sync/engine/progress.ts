import type { Ledger } from '../model.ts';
import type { StageContext } from './stage-context.ts';
import { StallWatch } from './stall-watch.ts';
import { saveEvent, saveLedger, saveRunState, saveSample } from './store.ts';

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

  constructor(driving: StageContext, stage: { readonly name: string; readonly title: string }) {
    this.#driving = driving;
    this.#stage = stage;
    this.#watch = new StallWatch(driving.world.pace.stallAfterMs, performance.now());
  }

  /** Milliseconds since anything moved. */
  get quietMs(): number {
    return this.#watch.quietMs(performance.now());
  }

  async save(ledger: Ledger, isLast = false): Promise<void> {
    const { world, lease, run, position } = this.#driving;
    const now = performance.now();
    await saveLedger(world.database, lease, run.id, position, ledger);
    if (isLast || now - this.#sampledAt >= sampleEveryMs(now - this.#startedAt)) {
      this.#sampledAt = now;
      await saveSample(world.database, lease, run.id, this.#stage.name, ledger.written);
    }
    const change = this.#watch.see(ledger.received + ledger.redelivered, now);
    if (change === null) return;
    await saveRunState(world.database, lease, run.id, change === 'stalled' ? 'stalled' : 'running');
    const says =
      change === 'stalled'
        ? `Stage “${this.#stage.title}” makes no progress. Its messages are still awaited.`
        : `Stage “${this.#stage.title}” makes progress again.`;
    await saveEvent(world.database, lease, run.id, change === 'stalled' ? 'bad' : 'good', says);
  }
}
