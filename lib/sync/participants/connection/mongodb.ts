/** Connection's exception logs, read only (`sync-contract.md` 1.12). */
import type { MongoClient } from 'mongodb';
import { inBatches } from '#lib/kernel/batcher.ts';
import { documents, documentsAPage, openMongo, textOf } from '../mongodb.ts';
import { inPlainWords, sourceAway } from '../source-away.ts';
import type { ConnectionException, ConnectionSource } from '../sources.ts';

const unreadable = 'The exception logs of Connection (DocumentDB) cannot be read';

async function* newestOfEach(client: MongoClient): AsyncGenerator<ConnectionException> {
  const cursor = client
    .db()
    .collection('exceptionLogs')
    .find({}, { sort: { gmcId: 1, timestamp: 1 }, projection: { gmcId: 1, errorMessage: 1 }, batchSize: documentsAPage });
  let newest: ConnectionException | null = null;
  for await (const stored of documents(cursor)) {
    const gmcNumber = textOf(stored['gmcId']);
    if (gmcNumber === null) continue;
    if (newest !== null && newest.gmcNumber !== gmcNumber) yield newest;
    newest = { gmcNumber, errorMessage: textOf(stored['errorMessage']) };
  }
  if (newest !== null) yield newest;
}

/** `url`: `mongodb://…/database`; an account that may only read is enough. */
export function connectionMongodb(url: string): ConnectionSource {
  const client = openMongo(url);
  return {
    exceptions: () => inPlainWords(unreadable, inBatches(newestOfEach(client), documentsAPage)),
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
