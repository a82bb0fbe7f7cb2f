import { createHash } from 'node:crypto';
import type { Delivery } from '#lib/platform/broker/port.ts';
import { InFlight } from '#lib/kernel/in-flight.ts';
import { count, countOf } from '#lib/kernel/words/numbers.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { openLedger, type OpenLedger } from '../ledger.ts';
import type { DataStage } from '../pipeline.ts';
import { readSequence, readStageHeaders, readTotals, type EndTotals } from '../wire-headers.ts';
import type { Careful } from './careful.ts';
import { keepDeadLetters, type NewDeadLetter } from './dead-letters-store.ts';
import { noteRecords, type NotedRecord } from './records-store.ts';
import { stopBeforeSwap } from './stage-steps.ts';
import { LeaseLost } from './store.ts';
import { SequenceSet } from './sequence-set.ts';
import type { RecordToWrite, RecordWriter } from './writer.ts';

export interface IntakeOf {
  readonly database: Database;
  readonly environment: string;
  readonly runId: string;
  readonly stage: DataStage;
  readonly attempt: number;
  /** Fencing token of this driver. */
  readonly token: number;
  readonly batchesInFlight: number;
  /**
   * Our own participant numbers its messages and says totals; what comes without is not from it.
   */
  readonly isOurs: boolean;
  /**
   * Without counts: end markers of earlier orders of this run that are still to come, before that
   * of this attempt.
   */
  readonly earlierEnds: number;
  makeWriter(): RecordWriter;
  /** Does a step of a batch again while what it needs is away; its messages wait meanwhile. */
  persist<T>(step: () => Promise<T>): Promise<T>;
  /** Set where workers have ended at this stage. */
  readonly careful: Careful | null;
  /** Makes end markers without counts durable, before they are acknowledged. */
  saveEnds(ends: number): Promise<void>;
}

const damaged = 'Characters that could not be read were replaced (the message was not UTF-8)';
// Enough to see what they are; one alone stops the run at the end of the stage.
const deadAtMost = 100;
// 96 bits: no two of a million messages are alike by chance.
const digestLength = 16;

type Acknowledge = (deliveries: readonly Delivery[]) => Promise<void>;

/** What one batch of deliveries turned out to hold. */
interface Sorted {
  readonly parts: RecordToWrite[];
  /**
   * What answers an earlier order: the last answer brings it again, unless the two have overtaken
   * each other.
   */
  readonly earlier: RecordToWrite[];
  readonly noted: NotedRecord[];
  readonly dead: NewDeadLetter[];
  received: number;
  quarantined: number;
  redelivered: number;
  /** End markers without counts that are new. */
  ends: number;
  totals: EndTotals | null;
}

const nothingSorted = (): Sorted => ({
  parts: [],
  earlier: [],
  noted: [],
  dead: [],
  received: 0,
  quarantined: 0,
  redelivered: 0,
  ends: 0,
  totals: null,
});

/**
 * Accepts the messages of one attempt of a data stage: sorts them, has them written, keeps the
 * ledger, and acknowledges what is durable.
 */
export class Intake {
  readonly ledger: OpenLedger = openLedger();
  /** Resolves when the promised counts are reached. */
  readonly whenComplete: Promise<void>;
  readonly #of: IntakeOf;
  readonly #seen = new SequenceSet();
  /** Of messages without a number. */
  readonly #bodies = new Set<string>();
  /** Batches that are not durable yet. */
  readonly #writing = new Set<Promise<void>>();
  readonly #inFlight: InFlight;
  readonly #writer: RecordWriter;
  /** Apart from the other, which keeps the conflicts that it has reported. */
  readonly #earlierWriter: RecordWriter;
  #markComplete: () => void = () => undefined;
  #totals: EndTotals | null = null;
  #ends = 0;
  #handled = 0;
  #delivered = 0;
  #strays = 0;
  #fatal = 0;
  #lastReason: string | null = null;

  constructor(of: IntakeOf) {
    this.#of = of;
    this.#inFlight = new InFlight(of.batchesInFlight, () => {
      if (this.isComplete || this.#inFlight.hasFailed) this.#markComplete();
    });
    this.#writer = of.makeWriter();
    this.#earlierWriter = of.makeWriter();
    this.whenComplete = new Promise((resolve) => {
      this.#markComplete = resolve;
    });
  }

  /** End markers without counts, those in hand included. */
  get ends(): number {
    return this.#ends;
  }

  /** Messages of every kind that have been delivered. */
  get delivered(): number {
    return this.#delivered;
  }

  get inHand(): number {
    return this.#inFlight.size;
  }

  /**
   * By counts: every message that was sent has been handled, whatever the order in which the end
   * marker came.
   */
  get isComplete(): boolean {
    return (
      this.#totals !== null &&
      this.#handled >= this.#totals.messages &&
      this.#inFlight.size === 0 &&
      !this.#inFlight.hasFailed
    );
  }

  /** What our participant says while it goes on; its end marker has the last word. */
  applyClaim(claim: { readonly sent: number; readonly withheld: number }): void {
    if (this.#totals !== null) return;
    // Its reports lag behind its messages, and what has arrived has been sent.
    this.ledger.sent = Math.max(claim.sent, this.ledger.received);
    this.ledger.withheld = claim.withheld;
  }

  /** Throws `StageFailed` where what came besides stops the run, with what to do. */
  throwIfDoomed(): void {
    const because = this.#whatDooms();
    if (because !== null) stopBeforeSwap(because);
  }

  throwIfFailed(): void {
    this.#inFlight.throwIfFailed();
  }

  /**
   * Accepts a batch; resolves when its turn has come. What fails is not acknowledged, and fails the
   * attempt.
   */
  async accept(deliveries: readonly Delivery[], acknowledge: Acknowledge): Promise<void> {
    this.#delivered += deliveries.length;
    await this.#inFlight.add(() => this.#handle(deliveries, acknowledge));
  }

  /** Resolves when nothing is in hand any more; throws what failed. */
  async settle(): Promise<void> {
    await this.#inFlight.settle();
  }

  async #handle(deliveries: readonly Delivery[], acknowledge: Acknowledge): Promise<void> {
    if (this.#inFlight.hasFailed) return;
    const { careful } = this.#of;
    for (const piece of careful?.pieces(deliveries) ?? [deliveries]) {
      const isFatal = careful !== null && piece.some((one) => careful.isFatal(one));
      if (!isFatal) await careful?.take(piece);
      await this.#handlePiece(piece, acknowledge, isFatal);
      await careful?.leave();
    }
  }

  async #handlePiece(
    deliveries: readonly Delivery[],
    acknowledge: Acknowledge,
    isFatal: boolean,
  ): Promise<void> {
    // The run is lost already: what still lies in the queue need not become dead letters too.
    if (this.ledger.dead >= deadAtMost) this.throwIfDoomed();
    const earlier = [...this.#writing];
    const sorted = this.#sort(deliveries, isFatal);
    const writing = this.#write(sorted);
    this.#writing.add(writing);
    try {
      await writing;
    } finally {
      this.#writing.delete(writing);
    }
    // What is repeated here may be in a batch that is still being written: acknowledged now and not
    // written after all, it would never come again.
    if (sorted.redelivered > 0) await Promise.all(earlier);
    if (this.#inFlight.hasFailed) return;
    await acknowledge(deliveries);
  }

  /** Resolves when what was sorted is durable and counted. */
  async #write(sorted: Sorted): Promise<void> {
    const { database, runId, stage, attempt, persist } = this.#of;
    await persist(() => keepDeadLetters(database, sorted.dead));
    // Written, for nothing may be lost, and counted when the last answer brings it.
    if (sorted.earlier.length > 0) await persist(() => this.#earlierWriter.write(sorted.earlier));
    const outcome =
      sorted.parts.length > 0
        ? await persist(() => this.#writer.write(sorted.parts))
        : { written: 0, merged: 0, rejected: 0, noted: [] };
    const noted = [...sorted.noted, ...outcome.noted];
    await persist(() => noteRecords(database, runId, stage.name, attempt, noted));
    const ledger = this.ledger;
    ledger.received += sorted.received;
    if (ledger.sent !== null && this.#totals === null)
      ledger.sent = Math.max(ledger.sent, ledger.received);
    ledger.quarantined += sorted.quarantined;
    ledger.redelivered += sorted.redelivered;
    ledger.dead += sorted.dead.length;
    ledger.written += outcome.written;
    ledger.merged += outcome.merged;
    ledger.rejected += outcome.rejected;
    if (sorted.ends > 0) await persist(() => this.#of.saveEnds(sorted.ends));
    if (sorted.totals !== null) {
      this.#totals = sorted.totals;
      ledger.sent = sorted.totals.records;
      ledger.withheld = sorted.totals.withheld;
    }
    this.#handled = this.#seen.size;
  }

  #sort(deliveries: readonly Delivery[], isFatal: boolean): Sorted {
    const sorted = nothingSorted();
    for (const delivery of deliveries) this.#sortOne(delivery, sorted, isFatal);
    return sorted;
  }

  #sortOne(delivery: Delivery, sorted: Sorted, isFatal: boolean): void {
    const { stage, runId, attempt, token, isOurs, earlierEnds } = this.#of;
    const origin = readStageHeaders(delivery.headers);
    // Another driver has the run, and this is for it: nothing of it may be acknowledged here.
    if (origin !== null && origin.runId === runId && origin.token > token) throw new LeaseLost();
    // Left over from an earlier run or attempt: what it carries has been sent again, or its run has
    // ended.
    if (
      origin !== null &&
      (origin.runId !== runId || origin.stage !== stage.name || origin.attempt !== attempt)
    ) {
      sorted.redelivered++;
      return;
    }
    // Unread: what reads it may be what ends the process.
    if (isFatal) {
      this.#setAside(delivery, sorted);
      return;
    }
    const reading = stage.read(delivery.body);
    if (reading.kind === 'end') {
      const totals = origin === null ? null : readTotals(delivery.headers);
      if (totals !== null) sorted.totals = totals;
      else if (!isOurs) this.#sortEnd(delivery, sorted);
      else this.#stray(delivery, sorted, 'An end marker');
      return;
    }
    const sequence = origin === null ? null : readSequence(delivery.headers);
    if (sequence !== null && !this.#seen.add(sequence)) {
      sorted.redelivered++;
      return;
    }
    if (reading.kind === 'unreadable') {
      if (delivery.redelivered && this.#isRepeated(delivery)) sorted.redelivered++;
      else this.#deadLetter(delivery, sorted, reading.reason);
    } else if (sequence === null && isOurs) {
      this.#stray(delivery, sorted, 'A message');
    } else if (this.#ends < earlierEnds) {
      sorted.redelivered++;
      sorted.earlier.push(...reading.records.filter((record) => record.kind === 'write'));
    } else if (sequence === null && this.#isRepeated(delivery)) {
      sorted.redelivered++;
    } else {
      sorted.received += reading.records.length;
      for (const record of reading.records) {
        if (record.kind === 'write') {
          sorted.parts.push(record);
          for (const reason of [...(record.notes ?? []), ...(delivery.isDamaged ? [damaged] : [])])
            sorted.noted.push({ kind: 'noted', reason, reference: record.reference });
        } else {
          sorted.quarantined++;
          sorted.noted.push({
            kind: 'quarantined',
            reason: record.reason,
            reference: record.reference,
          });
        }
      }
    }
  }

  /**
   * Whether the same has come before in this attempt: a service sends a batch again whose confirm
   * it has missed.
   */
  #isRepeated({ body }: Delivery): boolean {
    const digest = createHash('sha256').update(body).digest('base64').slice(0, digestLength);
    const seen = this.#bodies.size;
    return this.#bodies.add(digest).size === seen;
  }

  /**
   * One that comes again after another was counted may be the same: counted twice it would end the
   * stage too early, left out it costs time.
   */
  #sortEnd(delivery: Delivery, sorted: Sorted): void {
    if (delivery.redelivered && this.#ends > 0) return;
    this.#ends++;
    sorted.ends++;
  }

  #setAside(delivery: Delivery, sorted: Sorted): void {
    const sequence = readSequence(delivery.headers);
    if (sequence !== null && !this.#seen.add(sequence)) {
      sorted.redelivered++;
      return;
    }
    this.#fatal++;
    this.#deadLetter(delivery, sorted, 'Every worker that handled this message ended at it');
  }

  #stray(delivery: Delivery, sorted: Sorted, what: string): void {
    this.#strays++;
    this.#deadLetter(delivery, sorted, `${what} that no participant of this run has sent`);
  }

  /** Why the stage cannot end well any more; null where it can. */
  #whatDooms(): string | null {
    const { stage } = this.#of;
    const queue = stage.data.route.queues[0] ?? '';
    if (this.#strays > 0) {
      return (
        `Stage “${stage.title}”: ${countOf(this.#strays, 'message')} on its ` +
        `queue ${queue} ${this.#strays === 1 ? 'was' : 'were'} sent by no participant of this ` +
        `run, and went to the dead letters. Another program sends there, although this console ` +
        `plays “${stage.participant}” itself: stop it and empty the queue, or leave ` +
        `${stage.participant} out of PARTICIPANTS. Then start again.`
      );
    }
    if (this.#fatal > 0) {
      return (
        `Stage “${stage.title}”: a message on its queue ${queue} ended every worker that handled ` +
        'it. It was set aside among the dead letters, and everything else was written. Show it ' +
        'to the maintainers of the console.'
      );
    }
    if (this.ledger.dead < deadAtMost) return null;
    return (
      `Stage “${stage.title}”: ${count(this.ledger.dead)} messages on its queue ` +
      `${queue} could not be read and went to the dead letters (${this.#lastReason ?? ''}). The ` +
      'stage was stopped there. Find out what sends them, then start again.'
    );
  }

  #deadLetter(delivery: Delivery, sorted: Sorted, reason: string): void {
    const { environment, runId, stage } = this.#of;
    this.#lastReason = reason;
    sorted.received++;
    sorted.dead.push({
      environment,
      runId,
      stage: stage.name,
      channel: stage.data.channel,
      route: stage.data.route,
      delivery,
      reason,
    });
  }
}
