// Elasticsearch 7.10.2, the last under the Apache licence, on a JDK of 11 to 17: the engine for
// which the existing Integration service was written.
import { jdk } from './java.mjs';
import { startNode } from './search-node.mjs';

export async function start(folder, port) {
  const java = jdk(11, 17);
  if (java === undefined) throw new Error('Elasticsearch 7.10.2 wants a JDK of 11 to 17');
  const server = await startNode(folder, port, {
    name: 'Elasticsearch',
    source: 'elasticsearch',
    main: 'ElasticsearchMain',
    version: '7.10.2',
    properties: { 'elasticsearch.version': '7.10.2', 'log4j.version': '2.17.1' },
    release: 11,
    java,
  });
  return { ...server, variables: { ELASTICSEARCH7_URL: `http://127.0.0.1:${port}` } };
}
