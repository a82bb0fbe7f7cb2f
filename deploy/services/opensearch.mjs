// OpenSearch, one node without security, from Maven Central's jars and a launcher of ours: 3.8.0 on
// a JDK of 21 or later (2.19.6 where there is only an older one), and 1.3.14, which the existing
// services need, on a JDK of 11 to 17.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { jars, jdk, sources } from './java.mjs';
import { responds, finish, startServer } from './server.mjs';

const launcher = path.join(sources, 'opensearch', 'OpenSearchMain.java');

function choose(line) {
  if (line === '1.3') return { version: '1.3.14', log4j: '2.17.1', release: 11, java: jdk(11, 17) };
  const modern = jdk(21);
  if (modern !== undefined) return { version: '3.8.0', log4j: '2.25.4', release: 21, java: modern };
  return { version: '2.19.6', log4j: '2.25.4', release: 11, java: jdk(11, 20) };
}

async function startNode(folder, port, line) {
  const { version, log4j, release, java } = choose(line);
  if (java === undefined)
    throw new Error(
      `OpenSearch ${version} wants another JDK: 21 or later for 3.8, 11 to 17 for 1.3`,
    );
  mkdirSync(folder, { recursive: true });
  const properties = { 'opensearch.version': version, 'log4j.version': log4j };
  const library = await jars('opensearch', version, properties, (classes) =>
    finish(path.join(java.home, 'bin/javac'), [
      '--release',
      String(release),
      '-cp',
      `${classes}/*`,
      '-d',
      classes,
      launcher,
    ]),
  );
  const settings = {
    'path.home': folder,
    'path.data': path.join(folder, 'data'),
    'path.logs': path.join(folder, 'logs'),
    'cluster.name': `console-${port}`,
    'node.name': 'console',
    'discovery.type': 'single-node',
    'network.host': '127.0.0.1',
    'http.port': port,
    'transport.port': 0,
    'node.store.allow_mmap': false,
    'cluster.routing.allocation.disk.threshold_enabled': false,
    'logger.level': 'WARN',
  };
  const heap = process.env.OPENSEARCH_HEAP ?? '512m';
  return startServer({
    name: `OpenSearch ${version}`,
    command: path.join(java.home, 'bin/java'),
    args: [
      `-Xms${heap}`,
      `-Xmx${heap}`,
      ...(java.version >= 22 ? ['--enable-native-access=ALL-UNNAMED'] : []),
      '-Dfile.encoding=UTF-8',
      '-Dlog4j2.disable.jmx=true',
      '-cp',
      `${library}:${library}/*`,
      'OpenSearchMain',
      ...Object.entries(settings).map(([key, value]) => `${key}=${value}`),
    ],
    log: path.join(folder, 'log'),
    isReady: () =>
      responds(
        `http://127.0.0.1:${port}/_cluster/health`,
        {},
        (body) => JSON.parse(body).status !== 'red',
      ),
  });
}

export async function start(folder, port) {
  return {
    ...(await startNode(folder, port, '3')),
    variables: { OPENSEARCH_URL: `http://127.0.0.1:${port}` },
  };
}

export async function startOld(folder, port) {
  return {
    ...(await startNode(folder, port, '1.3')),
    variables: { OPENSEARCH13_URL: `http://127.0.0.1:${port}` },
  };
}
