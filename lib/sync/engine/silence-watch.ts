import { titleOf } from '#lib/platform/outside-service.ts';
import { errorFacts } from '#lib/platform/log.ts';
import { listWords, sentences } from '#lib/kernel/words/text.ts';
import type { StageDefinition } from '../pipeline.ts';
import { servicesOf } from '../readiness.ts';
import { participantsOf } from '../view.ts';
import { standsStill } from '../waits.ts';
import type { StageContext } from './stage-context.ts';
import { saveEvent } from './store.ts';

const looksInTheTime = 4;

/**
 * Says on the run what a stage waits for once nothing has moved for a while: a server that keeps a
 * connection open and says nothing is an error only at the limit of whatever asked it, minutes
 * later.
 */
export class SilenceWatch {
  readonly #driving: Omit<StageContext, 'silence'>;
  readonly #stage: StageDefinition;
  #sinceMs = performance.now();
  #said: string | null = null;
  #saidAtMs = -Infinity;
  #pauses = 0;
  #isInHand = (): boolean => false;

  constructor(driving: Omit<StageContext, 'silence'>, stage: StageDefinition) {
    this.#driving = driving;
    this.#stage = stage;
  }

  moved(): void {
    this.#sinceMs = performance.now();
    this.#said = null;
  }

  /** `isInHand`: whether something has come that is not durable yet. */
  receiving(isInHand: () => boolean): void {
    this.#isInHand = isInHand;
  }

  /** Why nothing moves meanwhile has been said already. */
  async pausing(pause: () => Promise<void>): Promise<void> {
    this.#pauses++;
    try {
      await pause();
    } finally {
      this.#pauses--;
      this.moved();
    }
  }

  async watch(work: () => Promise<void>): Promise<void> {
    const { world } = this.#driving;
    let isLooking = false;
    const lookOnce = async (): Promise<void> => {
      if (isLooking) return;
      isLooking = true;
      try {
        await this.#look();
      } catch (error) {
        world.log.warn(
          { stage: this.#stage.name, ...errorFacts(error) },
          'a wait was not recorded',
        );
      } finally {
        isLooking = false;
      }
    };
    const looking = setInterval(() => void lookOnce(), world.pace.silenceMs / looksInTheTime);
    try {
      await work();
    } finally {
      clearInterval(looking);
    }
  }

  async #look(): Promise<void> {
    const { world, lease, run, signal } = this.#driving;
    const isQuiet = () =>
      this.#pauses === 0 &&
      !signal.aborted &&
      performance.now() - Math.max(this.#sinceMs, this.#saidAtMs) >= world.pace.silenceMs;
    if (!isQuiet()) return;
    const says = await this.#words();
    if (says === null || says === this.#said || !isQuiet()) return;
    this.#said = says;
    this.#saidAtMs = performance.now();
    await saveEvent(world.database, lease, run.id, 'warn', standsStill(this.#stage.title) + says);
  }

  async #words(): Promise<string | null> {
    const { world, pipeline } = this.#driving;
    const ids = servicesOf({ ...pipeline, stages: [this.#stage] }, world.participants);
    const down = (await world.catalogue.states(ids)).filter(({ state }) => state === 'down');
    if (down.length > 0) {
      const names = down.map(({ service, trouble }) =>
        trouble === null ? `${titleOf(service)} does not answer` : trouble.replace(/\.$/, ''),
      );
      return sentences('Nothing moves', ...new Set(names));
    }
    const participants = participantsOf(this.#stage).map((name) => `“${name}”`);
    if (participants.length === 0) return null;
    // A server that answers may take no writes: then nothing is wrong with who sends.
    const waits = this.#isInHand()
      ? 'What has come is not written yet'
      : `Nothing comes from ${listWords(participants, 'and')}`;
    return `${waits}. Every server that the stage uses answers.`;
  }
}
