import { z } from 'zod';
import { count, countOf } from '#lib/kernel/words/numbers.ts';
import {
  connect,
  type EngineResponse,
  type Request,
} from '#lib/platform/search/opensearch/client.ts';
import type { Probe } from '../probe.ts';
import { findAddresses, systemLookup, type Lookup } from './addresses.ts';
import { configuredProbe, type ProbeTerms } from './ask.ts';
import {
  amountFinding,
  degraded,
  down,
  Refused,
  refusals,
  up,
  worstOf,
  type Finding,
} from './failure.ts';
import type { SettingsOf } from './settings.ts';

/** Where a search engine is, and who asks it. */
export interface Engine {
  readonly url: string;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly auth?: 'basic' | 'sigv4' | undefined;
  readonly region?: string | undefined;
}

const mostAnswerBytes = 1_000_000;

/** Sends one request over a connection of its own; what is answered, refusals too. */
export async function askEngine(
  { url, username, password, auth, region }: Engine,
  lookup: Lookup,
  timeLimitMs: number,
  request: Request,
): Promise<EngineResponse> {
  await findAddresses(lookup, [new URL(url).hostname], timeLimitMs);
  const connection = await connect({
    url,
    mostAnswerBytes,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(auth === undefined ? {} : { auth }),
    ...(region === undefined ? {} : { region }),
  });
  try {
    const answer = await connection.send({ ...request, timeoutMs: timeLimitMs });
    if (answer.status === 401) throw new Refused(refusals.user);
    if (answer.status === 403) throw new Refused(refusals.forbidden);
    return answer;
  } finally {
    connection.close().catch(() => undefined);
  }
}

/** As the engine answers `GET /_cluster/health`. */
const Health = z.object({
  status: z.enum(['green', 'yellow', 'red']),
  number_of_nodes: z.number(),
  unassigned_shards: z.number(),
  number_of_pending_tasks: z.number(),
});

function healthFinding(settings: SettingsOf<'opensearch'>, body: unknown): Finding {
  const { data } = Health.safeParse(body);
  if (data === undefined) return down('What it answers is not the health of a cluster.');
  const { status, number_of_nodes: nodes } = data;
  const { yellowIs, nodesAtLeast = 0, pendingTasksAbove } = settings;
  return worstOf([
    status === 'red' ? down('It is red: parts of its indexes cannot be read.') : up,
    status === 'yellow' && yellowIs === 'degraded'
      ? degraded(`It is yellow: ${countOf(data.unassigned_shards, 'shard')} are on no node.`)
      : up,
    nodes < nodesAtLeast
      ? degraded(
          `It has ${countOf(nodes, 'node')}, and should have at least ${count(nodesAtLeast)}.`,
        )
      : up,
    amountFinding(data.number_of_pending_tasks, { degradedAbove: pendingTasksAbove }, (n) =>
      countOf(n, 'pending task'),
    ),
  ]);
}

/** Asks a search engine how its cluster is. */
export function opensearchProbe(
  settings: SettingsOf<'opensearch'>,
  terms: ProbeTerms,
  lookup: Lookup = systemLookup,
): Probe {
  const timeLimitMs = settings.timeLimitSeconds * 1_000;
  return configuredProbe(settings, terms, 'OpenSearch', async () => {
    const { status, body } = await askEngine(settings, lookup, timeLimitMs, {
      method: 'GET',
      path: '/_cluster/health',
    });
    return status < 300
      ? healthFinding(settings, body)
      : down(`It answered with status ${String(status)}.`);
  });
}
