/** Connection's exception logs, read only (`docs/sync-contract.md` 1.12). */
import type { MongoClient } from 'mongodb';
import { databaseOf, documents, documentsAPage, openMongo, pingMongo, textOf } from '../mongodb.ts';
import { inPlainWords } from '../source-away.ts';
import type { ConnectionException, ConnectionSource } from '../sources.ts';

const unreadable = 'The exception logs of Connection (DocumentDB) cannot be read';

async function* newestOfEach(
  client: MongoClient,
  until: Date,
): AsyncGenerator<readonly ConnectionException[]> {
  const database = await databaseOf(client);
  const cursor = database.collection('exceptionLogs').find(
    // A log without a timestamp is read as the oldest of its doctor.
    { timestamp: { $not: { $gt: until } } },
    {
      sort: { gmcId: 1, timestamp: 1 },
      projection: { gmcId: 1, errorMessage: 1 },
      batchSize: documentsAPage,
    },
  );
  let newest: ConnectionException | null = null;
  for await (const batch of documents(cursor)) {
    const page: ConnectionException[] = [];
    for (const stored of batch) {
      const gmcNumber = textOf(stored['gmcId']);
      if (gmcNumber === null) continue;
      if (newest !== null && newest.gmcNumber !== gmcNumber) page.push(newest);
      newest = { gmcNumber, errorMessage: textOf(stored['errorMessage']) };
    }
    if (page.length > 0) yield page;
  }
  if (newest !== null) yield [newest];
}

/** `url`: `mongodb://…/database`; an account that may only read is enough. */
export function connectionMongodb(url: string, respondWithinMs?: number): ConnectionSource {
  const client = openMongo(url, respondWithinMs);
  return {
    exceptions: (_asOf, until) => inPlainWords(unreadable, newestOfEach(client, until)),
    ping: () => pingMongo(client, unreadable),
    close: () => client.close(),
  };
}
