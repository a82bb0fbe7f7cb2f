import { createServer } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { listening } from '#lib/testing/platform/listening.ts';
import { freshnessProbe } from './freshness.ts';
import { opensearchProbe } from './opensearch.ts';
import { ProbeSettings, type SettingsOf } from './settings.ts';

const terms = { environment: 'local', everyMs: 20_000, scheduledOn: [], idOf: String };
const never = new AbortController().signal;

const servers: { close(): unknown; closeAllConnections(): void }[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function answering(status: number, body: object): Promise<string> {
  const server = createServer((_, response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
  );
  servers.push(server);
  return `http://127.0.0.1:${String(await listening(server))}`;
}

function check(url: string, more: object = {}) {
  const settings = ProbeSettings.parse({ name: 'Search', kind: 'opensearch', url, ...more });
  // The schema gives the kind that it was given.
  return opensearchProbe(settings as SettingsOf<'opensearch'>, terms).check(never);
}
const health = (more: object = {}) => ({
  status: 'green',
  number_of_nodes: 3,
  unassigned_shards: 0,
  number_of_pending_tasks: 0,
  ...more,
});

const { OPENSEARCH_URL: url = '' } = process.env;

describe('a probe of a search engine', () => {
  it('goes by the colour of its cluster, its nodes and its tasks', async () => {
    const of = async (body: object, more: object = {}) =>
      check(await answering(200, health(body)), more);
    expect(await of({})).toMatchObject({ outcome: 'up', says: null });
    const yellow = { status: 'yellow', unassigned_shards: 4 };
    expect(await of(yellow)).toMatchObject({
      outcome: 'degraded',
      says: 'It is yellow: 4 shards are on no node.',
    });
    expect(await of(yellow, { yellowIs: 'up' })).toMatchObject({ outcome: 'up' });
    expect(await of({ status: 'red' }, { nodesAtLeast: 4 })).toMatchObject({
      outcome: 'down',
      says:
        'It is red: parts of its indexes cannot be read. It has 3 nodes, and should have at ' +
        'least 4.',
    });
    expect(await of({ number_of_pending_tasks: 6 }, { pendingTasksAbove: 5 })).toMatchObject({
      outcome: 'degraded',
      says: 'It has 6 pending tasks, and should have at most 5.',
    });
    expect(await of({ status: 'blue' })).toMatchObject({ outcome: 'down' });
  });

  it('says who is not let in, and with which status it answers', async () => {
    expect(await check(await answering(401, {}))).toMatchObject({
      outcome: 'down',
      says: 'It refuses the user of this console, or its password.',
    });
    expect(await check(await answering(404, {}))).toMatchObject({
      outcome: 'down',
      says: 'It answered with status 404.',
    });
  });

  it('takes part of an answer for none about the newest', async () => {
    const body = { _shards: { failed: 1 }, aggregations: { newest: { value: null } } };
    const settings = ProbeSettings.parse({
      name: 'Newest',
      kind: 'freshness',
      of: 'opensearch',
      url: await answering(200, body),
      index: 'documents',
      field: 'at',
      everyMinutes: 60,
    });
    // The schema gives the kind that it was given.
    const probe = freshnessProbe(settings as SettingsOf<'freshness'>, terms);
    expect(await probe.check(never)).toMatchObject({
      outcome: 'down',
      says: 'Only part of the index answers.',
    });
  });

  it.skipIf(url === '')('asks a real one (OPENSEARCH_URL)', async () => {
    expect(await check(url, { yellowIs: 'up' })).toMatchObject({ outcome: 'up', says: null });
    const index = 'probe-newest';
    const put = (path: string, body: object, method = 'PUT') =>
      fetch(new URL(path, url), {
        method,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    await put(`/${index}`, {
      mappings: { properties: { at: { type: 'date' }, n: { type: 'long' } } },
    });
    const asks = (more: object) => {
      const settings = ProbeSettings.parse({
        name: 'Newest',
        kind: 'freshness',
        of: 'opensearch',
        url,
        index,
        field: 'at',
        everyMinutes: 60,
        ...more,
      });
      // As above.
      return freshnessProbe(settings as SettingsOf<'freshness'>, terms).check(never);
    };
    expect(await asks({})).toMatchObject({ says: 'It has nothing with a time.' });
    await put(`/${index}/_doc/1?refresh=true`, { at: new Date().toISOString(), n: 7 });
    expect(await asks({})).toMatchObject({ outcome: 'up' });
    expect(await asks({ field: 'n' })).toMatchObject({ says: 'What it answers is no time.' });
    expect(await asks({ index: 'probe-nowhere' })).toMatchObject({
      says: 'It has no such index.',
    });
    await fetch(new URL(`/${index}`, url), { method: 'DELETE' });
  });
});
