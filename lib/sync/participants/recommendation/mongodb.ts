/**
 * Recommendation's own collections, read only: `doctorsForDB` and `recommendation` as two sorted
 * cursors, merged (`docs/sync-contract.md` 1.12).
 */
import type { MongoClient } from 'mongodb';
import type { Fields } from '../fields.ts';
import { databaseOf, documents, documentsAPage, openMongo, pingMongo, textOf } from '../mongodb.ts';
import { inPlainWords, sourceAway } from '../source-away.ts';
import { countWithinMs, type GmcDoctor, type RecommendationSource } from '../sources.ts';
import { doctorOf } from './stored.ts';

const unreadable = 'The doctors of Recommendation (DocumentDB) cannot be read';

/** A sorted stream read beside another one: waits only where a batch ends. */
class InStep {
  readonly #batches: AsyncIterator<readonly Fields[]>;
  #batch: readonly Fields[] = [];
  #at = 0;
  #isDone = false;

  constructor(batches: AsyncIterable<readonly Fields[]>) {
    this.#batches = batches[Symbol.asyncIterator]();
  }

  /** Brings the next batch, where there is one. */
  async advance(): Promise<void> {
    const step = await this.#batches.next();
    this.#isDone = step.done === true;
    this.#batch = step.done === true ? [] : step.value;
    this.#at = 0;
  }

  /**
   * Moves what belongs to this number into `own`, in ascending order of numbers. False: more may
   * follow after `advance`.
   */
  accept(gmcNumber: string, own: Fields[]): boolean {
    for (; this.#at < this.#batch.length; this.#at++) {
      const stored = this.#batch[this.#at];
      const owner = textOf(stored?.['gmcNumber']) ?? '';
      if (owner > gmcNumber) return true;
      if (stored !== undefined && owner === gmcNumber) own.push(stored);
    }
    return this.#isDone;
  }

  async close(): Promise<void> {
    await this.#batches.return?.();
  }
}

/** Both streams ascend by number, so each is read once and neither is held. */
async function* joined(
  doctors: AsyncIterable<readonly Fields[]>,
  recommendations: InStep,
): AsyncGenerator<readonly GmcDoctor[]> {
  // Requested before the doctors are waited for: the server sorts both at once.
  const first = recommendations.advance();
  first.catch(() => undefined);
  try {
    for await (const batch of doctors) {
      await first;
      const page: GmcDoctor[] = [];
      for (const stored of batch) {
        const gmcNumber = String(stored['_id']);
        const own: Fields[] = [];
        while (!recommendations.accept(gmcNumber, own)) await recommendations.advance();
        page.push(doctorOf(stored, gmcNumber, own));
      }
      yield page;
    }
  } finally {
    await recommendations.close();
  }
}

async function* doctorsIn(client: MongoClient): AsyncGenerator<readonly GmcDoctor[]> {
  const database = await databaseOf(client);
  const doctors = database
    .collection('doctorsForDB')
    .find({}, { sort: { _id: 1 }, batchSize: documentsAPage });
  const recommendations = database.collection('recommendation').find(
    {},
    {
      sort: { gmcNumber: 1 },
      projection: { gmcNumber: 1, outcome: 1, actualSubmissionDate: 1, gmcSubmissionDate: 1 },
      batchSize: documentsAPage,
    },
  );
  yield* joined(documents(doctors), new InStep(documents(recommendations)));
}

/** `url`: `mongodb://…/database`; an account that may only read is enough. */
export function recommendationMongodb(url: string, respondWithinMs?: number): RecommendationSource {
  const client = openMongo(url, respondWithinMs);
  return {
    isSynthetic: false,
    async countDoctors() {
      try {
        const options = { maxTimeMS: countWithinMs };
        const database = await databaseOf(client);
        return await database.collection('doctorsForDB').countDocuments({}, options);
      } catch (error) {
        throw sourceAway(unreadable, error);
      }
    },
    doctors: () => inPlainWords(unreadable, doctorsIn(client)),
    ping: () => pingMongo(client, unreadable),
    close: () => client.close(),
  };
}
