import PQueue from 'p-queue';
import { maskedGmcNumber } from '#lib/kernel/free-text.ts';
import { InFlight } from '#lib/kernel/in-flight.ts';
import { withPatience } from '#lib/platform/database/with-patience.ts';
import type { BulkWrite, Found, ScanOptions, Search } from '#lib/platform/search/port.ts';
import { openLedger } from '../ledger.ts';
import { oneAhead } from '../participants/ahead.ts';
import type { DerivedStage, Derivation, DerivedWrite, Pipeline } from '../pipeline.ts';
import type { SyncWorld } from '../world.ts';
import { batchSizeIn } from './pace.ts';
import { careful, carefulFrom, digestOf } from './careful.ts';
import { readDeaths, saveClaimInHand } from './claims-store.ts';
import { whileReporting } from './claim-reports.ts';
import type { Order, Duty } from './participant.ts';
import { noteRecords, type NotedRecord } from './records-store.ts';

// Documents of these indexes are small and written over nothing: larger batches than those of a
// data stage are faster.
const batchesInOne = 2.5;
const batchesInFlight = 2;

function generationIn(order: Order, base: string): string {
  const index = order.run.generations[base];
  if (index === undefined) throw new Error(`the run has no generation of ${base}`);
  return index;
}

const fatalReason =
  'This document ended every worker that handled it. It was set aside: see what the logs of the ' +
  'workers say last';

/** Of several participants in one process only one is careful at a time: it alone is to blame. */
const oneInHand = new PQueue({ concurrency: 1 });

type SourceDocument = Pick<Found, 'id' | 'source'>;

/** Fills the indexes of one derivation from the run's own generation of the source index. */
async function fillDerived(
  world: SyncWorld,
  stage: DerivedStage,
  derivation: Derivation,
  order: Order,
): Promise<void> {
  // A statement that is lost while the database is away costs no attempt.
  const database = withPatience(world.database, order.signal);
  const ledger = openLedger();
  const context = { asOf: order.run.as_of, until: order.run.started_at ?? order.run.queued_at };
  const source = generationIn(order, stage.source);
  const progress = (): { sent: number; withheld: number; ledger: typeof ledger } => ({
    sent: ledger.received,
    withheld: 0,
    ledger: { ...ledger },
  });

  const writeTo = async (target: string, writes: readonly DerivedWrite[]): Promise<void> => {
    const results = await world.search.bulk(
      generationIn(order, target),
      writes.map((write): BulkWrite => ({ op: 'index', id: write.id, source: write.source })),
    );
    const noted: NotedRecord[] = [];
    for (const [position, result] of results.entries()) {
      if (result.verdict === 'written') ledger.written++;
      else {
        ledger.rejected++;
        noted.push({
          kind: 'rejected',
          reason: result.verdict === 'rejected' ? result.reason : 'The index refused the write',
          reference: `${target}, ${maskedGmcNumber(writes[position]?.id ?? null)}`,
        });
      }
    }
    ledger.received += writes.length;
    await noteRecords(database, order.run.id, stage.name, order.claim.attempt, noted);
  };

  const setAside = async (id: string): Promise<void> => {
    ledger.received++;
    ledger.rejected++;
    const reference = `${stage.source}, ${maskedGmcNumber(id)}`;
    await noteRecords(database, order.run.id, stage.name, order.claim.attempt, [
      { kind: 'rejected', reason: fatalReason, reference },
    ]);
  };

  /** What is made of each piece is written before the next is read, so that one is in hand. */
  async function fillCarefully(suspects: readonly string[], signal: AbortSignal): Promise<void> {
    // That nothing is in hand any more is said at once or not at all: who waits to say so may have
    // ended before.
    const save = (now: readonly string[] | null): Promise<void> =>
      saveClaimInHand(now === null ? world.database : database, order.claim, now);
    const cautious = careful(({ id }: SourceDocument) => digestOf(id), suspects, save);
    async function* scanInPieces(options?: ScanOptions): AsyncGenerator<readonly SourceDocument[]> {
      for await (const page of world.search.scan(source, options))
        for (const piece of cautious.piecesInOrder(page)) {
          signal.throwIfAborted();
          const fatal = piece.find(cautious.isFatal);
          if (fatal === undefined) {
            await cautious.take(piece);
            yield piece;
          } else await setAside(fatal.id);
        }
    }
    const search: Search = {
      ...world.search,
      scan: (target, options) =>
        target === source ? scanInPieces(options) : world.search.scan(target, options),
    };
    try {
      const derived = derivation.derive(search, world.sources, source, context);
      for await (const writes of derived)
        for (const target of derivation.targets) {
          const own = writes.filter((write) => write.target === target);
          if (own.length > 0) await writeTo(target, own);
        }
    } finally {
      // Whoever can still say so has not ended.
      await cautious.leave().catch(() => undefined);
    }
  }

  await whileReporting(world, order, progress, async (signal) => {
    // Counted while the first pages are read: nothing changes the source index any more.
    const counting = derivation
      .expected(world.search, world.sources, source, context)
      .then((expected) => {
        ledger.expected = expected;
      });
    counting.catch(() => undefined);
    const { deaths, inHand } = await readDeaths(database, order.claim);
    if (deaths >= carefulFrom || inHand !== null) {
      await oneInHand.add(() => fillCarefully(inHand ?? [], signal));
      return counting;
    }
    const inFlight = new InFlight(batchesInFlight);
    const waiting = new Map<string, DerivedWrite[]>(
      derivation.targets.map((target) => [target, []]),
    );
    for await (const writes of oneAhead(
      derivation.derive(world.search, world.sources, source, context),
    )) {
      signal.throwIfAborted();
      for (const write of writes) waiting.get(write.target)?.push(write);
      for (const [target, batch] of waiting) {
        if (batch.length < batchSizeIn(world) * batchesInOne) continue;
        waiting.set(target, []);
        await inFlight.add(() => writeTo(target, batch));
        inFlight.throwIfFailed();
      }
    }
    for (const [target, batch] of waiting)
      if (batch.length > 0) await inFlight.add(() => writeTo(target, batch));
    await Promise.all([inFlight.settle(), counting]);
  });
}

/** What each participant of a derived stage does when it gets its order. */
export function derivedDuties(world: SyncWorld, pipeline: Pipeline, stage: DerivedStage): Duty[] {
  return stage.derivations.map((derivation) => ({
    pipeline,
    participant: derivation.participant,
    stage: stage.name,
    route: stage.command.route,
    queue: derivation.queue,
    body: stage.command.body,
    work: (order) => fillDerived(world, stage, derivation, order),
  }));
}
