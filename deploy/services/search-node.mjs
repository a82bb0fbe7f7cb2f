// One node of a search engine without security, from Maven Central's jars and a launcher of ours.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { jars, sources } from './java.mjs';
import { finish, responds, startServer } from './server.mjs';

/**
 * `engine`: its name, its folder in java/ with `main`.java and the pom, its version, the pom's
 * properties, the JDK that runs it and the release that its launcher is compiled for.
 */
export async function startNode(folder, port, engine) {
  const { name, source, main, version, properties, release, java } = engine;
  mkdirSync(folder, { recursive: true });
  const library = await jars(source, version, properties, (classes) =>
    finish(path.join(java.home, 'bin/javac'), [
      '--release',
      String(release),
      '-cp',
      `${classes}/*`,
      '-d',
      classes,
      path.join(sources, source, `${main}.java`),
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
    name: `${name} ${version}`,
    command: path.join(java.home, 'bin/java'),
    args: [
      `-Xms${heap}`,
      `-Xmx${heap}`,
      ...(java.version >= 22 ? ['--enable-native-access=ALL-UNNAMED'] : []),
      '-Dfile.encoding=UTF-8',
      '-Dlog4j2.disable.jmx=true',
      '-cp',
      `${library}:${library}/*`,
      main,
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
