// The MongoDB protocol: mongo-java-server from Maven Central, in memory. No transactions, no change streams.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { jars, jdk, sources } from './java.mjs';
import { accepts, startServer } from './server.mjs';

export async function start(folder, port) {
  const java = jdk(17);
  if (java === undefined) throw new Error('The MongoDB protocol wants a JDK of 17 or later (JAVA_HOME)');
  mkdirSync(folder, { recursive: true });
  const library = await jars('mongo', '1.47.0');
  const launcher = path.join(sources, 'mongo', 'MongoServerMain.java');
  const server = await startServer({
    name: 'MongoDB protocol',
    command: path.join(java.home, 'bin/java'),
    args: ['-Xmx512m', '-XX:+UseSerialGC', '-cp', `${library}/*`, launcher, String(port)],
    log: path.join(folder, 'log'),
    isReady: () => accepts(port),
  });
  return { ...server, variables: { REVAL_MONGODB_URL: `mongodb://127.0.0.1:${port}/revalidation` } };
}
