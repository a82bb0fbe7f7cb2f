// OpenSearch: 3.8.0 on a JDK of 21 or later (2.19.6 where there is only an older one, or with
// OPENSEARCH_LINE=2), and 1.3.14, which the existing services need, on a JDK of 11 to 17.
import { jdk } from './java.mjs';
import { startNode } from './search-node.mjs';

function choose(line) {
  if (line === '1.3') return { version: '1.3.14', log4j: '2.17.1', release: 11, java: jdk(11, 17) };
  const modern = process.env.OPENSEARCH_LINE === '2' ? undefined : jdk(21);
  if (modern !== undefined) return { version: '3.8.0', log4j: '2.25.4', release: 21, java: modern };
  return { version: '2.19.6', log4j: '2.25.4', release: 11, java: jdk(11, 20) };
}

async function startLine(folder, port, line) {
  const { version, log4j, release, java } = choose(line);
  if (java === undefined)
    throw new Error(
      `OpenSearch ${version} wants another JDK: 21 or later for 3.8, 11 to 17 for 1.3`,
    );
  return startNode(folder, port, {
    name: 'OpenSearch',
    source: 'opensearch',
    main: 'OpenSearchMain',
    version,
    properties: { 'opensearch.version': version, 'log4j.version': log4j },
    release,
    java,
  });
}

export async function start(folder, port) {
  return {
    ...(await startLine(folder, port, '3')),
    variables: { OPENSEARCH_URL: `http://127.0.0.1:${port}` },
  };
}

export async function startOld(folder, port) {
  return {
    ...(await startLine(folder, port, '1.3')),
    variables: { OPENSEARCH13_URL: `http://127.0.0.1:${port}` },
  };
}
