/** Recommendation's own collections, read only: `doctorsForDB` and `recommendation` as two sorted cursors, merged (`sync-contract.md` 1.12). */
import type { MongoClient } from 'mongodb';
import { inBatches } from '#lib/kernel/batcher.ts';
import type { Fields } from '../fields.ts';
import { dayOf, documents, documentsAPage, momentOf, openMongo, textOf } from '../mongodb.ts';
import { inPlainWords, sourceAway } from '../source-away.ts';
import type { GmcDoctor, Recommendation, RecommendationSource } from '../sources.ts';

const unreadable = 'The doctors of Recommendation (DocumentDB) cannot be read';

const recommendationOf = (stored: Fields): Recommendation => ({
  id: String(stored['_id']),
  outcome: textOf(stored['outcome']),
  actualSubmissionDate: dayOf(stored['actualSubmissionDate']),
  gmcSubmissionDate: dayOf(stored['gmcSubmissionDate']),
});

const doctorOf = (stored: Fields, gmcNumber: string, recommendations: readonly Recommendation[]): GmcDoctor => ({
  gmcNumber,
  firstName: textOf(stored['doctorFirstName']),
  lastName: textOf(stored['doctorLastName']),
  submissionDate: dayOf(stored['submissionDate']),
  dateAdded: dayOf(stored['dateAdded']),
  underNotice: textOf(stored['underNotice']),
  sanction: textOf(stored['sanction']),
  doctorStatus: textOf(stored['doctorStatus']),
  lastUpdatedDate: dayOf(stored['lastUpdatedDate']),
  gmcLastUpdatedDateTime: momentOf(stored['gmcLastUpdatedDateTime']),
  designatedBodyCode: textOf(stored['designatedBodyCode']),
  admin: textOf(stored['admin']),
  existsInGmc: stored['existsInGmc'] !== false,
  recommendations,
});

/** Both streams ascend by number, so each is read once and neither is held. */
async function* joined(doctors: AsyncIterable<Fields>, recommendations: AsyncIterable<Fields>): AsyncGenerator<GmcDoctor> {
  const iterator = recommendations[Symbol.asyncIterator]();
  let step = await iterator.next();
  try {
    for await (const stored of doctors) {
      const gmcNumber = String(stored['_id']);
      const own: Recommendation[] = [];
      while (step.done !== true) {
        const owner = textOf(step.value['gmcNumber']) ?? '';
        if (owner > gmcNumber) break;
        if (owner === gmcNumber) own.push(recommendationOf(step.value));
        step = await iterator.next();
      }
      yield doctorOf(stored, gmcNumber, own);
    }
  } finally {
    await iterator.return?.();
  }
}

function doctorsIn(client: MongoClient): AsyncGenerator<readonly GmcDoctor[]> {
  const database = client.db();
  const doctors = database.collection('doctorsForDB').find({}, { sort: { _id: 1 }, batchSize: documentsAPage });
  const recommendations = database.collection('recommendation').find(
    {},
    {
      sort: { gmcNumber: 1 },
      projection: { gmcNumber: 1, outcome: 1, actualSubmissionDate: 1, gmcSubmissionDate: 1 },
      batchSize: documentsAPage,
    },
  );
  return inBatches(joined(documents(doctors), documents(recommendations)), documentsAPage);
}

/** `url`: `mongodb://…/database`; an account that may only read is enough. */
export function recommendationMongodb(url: string): RecommendationSource {
  const client = openMongo(url);
  return {
    doctors: () => inPlainWords(unreadable, doctorsIn(client)),
    async ping() {
      try {
        await client.db().command({ ping: 1 });
      } catch (error) {
        throw sourceAway(unreadable, error);
      }
    },
    close: () => client.close(),
  };
}
