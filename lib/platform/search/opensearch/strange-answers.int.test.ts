import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { openOpenSearch } from './search.ts';

const oneTry = { attempts: 1, firstDelayMs: 1, maxDelayMs: 1 };
const json = (body: unknown) => (response: ServerResponse) =>
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));

/** Until whoever reads it goes away. */
function withoutEnd(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  const more = (): void => {
    while (response.write(' '.repeat(65_536)));
  };
  response.on('drain', more);
  more();
}

/** What is at the address of the engine and is none, or none that we know. */
const strangeAnswers: [string, (response: ServerResponse) => void][] = [
  ['a page', (r) => r.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>')],
  ['a redirect', (r) => r.writeHead(302, { location: 'http://127.0.0.1:9/sign-in' }).end()],
  ['nothing', (r) => r.writeHead(200).end()],
  ['text as JSON', json('signed out')],
  ['JSON of its own', json({ message: 'signed out', nodes: 1, indices: 7, x: { settings: 1 } })],
  ['an answer to something else', json({ items: [] })],
  ['an answer without an end', withoutEnd],
  ['a day that is none', json([{ index: 'x', status: 'open', 'creation.date': 'yesterday' }])],
];

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function open(answer: (response: ServerResponse) => void) {
  const server = createServer((request, response) => {
    request.resume();
    answer(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // It listens on a host and a port.
  const { port } = server.address() as AddressInfo;
  const search = await openOpenSearch({
    url: `http://127.0.0.1:${port}`,
    mostAnswerBytes: 1_000_000,
    retries: { reads: oneTry, writes: oneTry },
  });
  closing.push(
    () => new Promise((closed) => server.close(closed)),
    () => search.close(),
  );
  return search;
}

describe.each(strangeAnswers)('%s in the place of an answer', (_, answer) => {
  it('is not known, and no fault of ours', async () => {
    const search = await open(answer);
    const unknown = { name: 'FaultError', fault: { kind: 'unavailable' } };
    await expect(search.ping()).rejects.toMatchObject(unknown);
    await expect(search.aliases()).rejects.toMatchObject(unknown);
    await expect(search.indexes()).rejects.toMatchObject(unknown);
    await expect(search.count('x')).rejects.toMatchObject(unknown);
    await expect(search.counts([{ target: 'x' }])).rejects.toMatchObject(unknown);
    await expect(search.bulk('x', [{ op: 'index', id: '1', source: {} }])).rejects.toMatchObject(
      unknown,
    );
  });

  it('is said of each part of the engine’s health', async () => {
    const { version, cluster, nodes } = await (await open(answer)).health();
    for (const part of [version, cluster, nodes])
      expect(part).toMatchObject({ ok: false, fault: { kind: 'unavailable' } });
  });
});

it('says what to do where the engine may have no more shards', async () => {
  const reason =
    'Validation Failed: 1: this action would add [1] total shards, but this cluster currently ' +
    'has [1000]/[1000] maximum shards open;';
  const refusal = { error: { type: 'validation_exception', reason }, status: 400 };
  const search = await open((response) =>
    response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify(refusal)),
  );
  await expect(
    search.create({ name: 'x', fields: { key: { type: 'keyword' } }, keyField: 'key' }),
  ).rejects.toThrow(/as many shards as its setting cluster\.max_shards_per_node allows/);
});

it('lists an index that somebody is just making, whose health is not known yet', async () => {
  const row = { index: 'x', status: 'open', health: 'red*', 'creation.date': '1' };
  const search = await open(json([row]));
  const listed = await search.indexes('*', { isCounted: false });
  expect(listed).toMatchObject([{ name: 'x', health: 'not-known', documents: null }]);
});
