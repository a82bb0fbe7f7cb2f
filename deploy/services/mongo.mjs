// The MongoDB protocol: mongo-java-server from Maven Central, in memory. No transactions, no change
// streams.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { jars, jdk, sources } from './java.mjs';
import { MongoClient } from 'mongodb';
import { startServer } from './server.mjs';

const starts = 3;

/**
 * A port that accepts is not enough: a connection that is dropped while the server loads its
 * classes can leave it deaf for good.
 */
async function responds(url) {
  const client = new MongoClient(url, { serverSelectionTimeoutMS: 2_000 });
  return client
    .db()
    .command({ ping: 1 })
    .then(
      () => true,
      () => false,
    )
    .finally(() => client.close());
}

export async function start(folder, port) {
  const java = jdk(17);
  if (java === undefined)
    throw new Error('The MongoDB protocol wants a JDK of 17 or later (JAVA_HOME)');
  mkdirSync(folder, { recursive: true });
  const library = await jars('mongo', '1.47.0');
  const launcher = path.join(sources, 'mongo', 'MongoServerMain.java');
  const url = `mongodb://127.0.0.1:${port}/revalidation`;
  for (let started = 1; ; started++) {
    try {
      const server = await startServer({
        name: 'MongoDB protocol',
        command: path.join(java.home, 'bin/java'),
        args: ['-Xmx3g', '-XX:+UseSerialGC', '-cp', `${library}/*`, launcher, String(port)],
        log: path.join(folder, 'log'),
        isReady: () => responds(url),
        readyWithinMs: 30_000,
      });
      return { ...server, variables: { REVAL_MONGODB_URL: url } };
    } catch (error) {
      if (started >= starts) throw error;
    }
  }
}
