/**
 * Stands in for the existing Integration service and the three that answer it, as their contract
 * has it (`docs/sync-contract.md` 1.2, 2.4, 5, 6): delete, create, three alias requests, then one
 * document at a time. Nobody is told when it ends.
 */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { Broker, Consumer, Route } from '#lib/platform/broker/port.ts';
import type { Json, Search } from '#lib/platform/search/port.ts';
import { current } from '#lib/sync/index.ts';
import { putAlias } from '../indexes/indexes-world.ts';

type Document = Readonly<Record<string, Json>>;

/** The index as the service treats it. */
export interface InPlaceIndex {
  /** Deletes it where it is there, and creates it. */
  clear(): Promise<void>;
  alias(name: string): Promise<void>;
  put(id: string, document: Document): Promise<void>;
}

const aliasNamed = (name: string, prefix: string) => {
  const found = current.aliases.find((alias) => prefix + alias.name === name);
  if (found === undefined) throw new Error(`no alias ${name}`);
  return found;
};

export function indexInDatabase(search: Search, prefix: string): InPlaceIndex {
  const [definition] = current.indexes;
  if (definition === undefined) throw new Error('no index');
  const name = prefix + definition.base;
  return {
    async clear() {
      if ((await search.indexes(name)).length > 0)
        await search.swap({ moves: [], removeIndexes: [name] });
      await search.create({ ...definition, name });
    },
    alias: (alias) =>
      putAlias({ search }, alias, { index: name, filter: aliasNamed(alias, prefix).filter }),
    async put(id, source) {
      await search.bulk(name, [{ op: 'index', id, source }]);
    },
  };
}

/** Over the wire, with the service's own filters and a mapping that grows by itself. */
export function indexOver(url: string, prefix: string): InPlaceIndex {
  const name = `${prefix}masterdoctorindex`;
  const filters: Readonly<Record<string, object>> = {
    [`${prefix}current_connections`]: { term: { existsInGmc: { value: true } } },
    [`${prefix}discrepancies`]: {
      script: {
        script: {
          source: "doc['tcsDesignatedBody.keyword'] != doc['designatedBody.keyword']",
          lang: 'painless',
        },
      },
    },
  };
  const call = async (method: string, path: string, body?: object): Promise<number> => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    await response.arrayBuffer();
    return response.status;
  };
  const day = { type: 'date', format: 'uuuu-MM-dd' };
  return {
    async clear() {
      await call('DELETE', `/${name}`);
      const properties = { submissionDate: day, hiddenDiscrepancies: { type: 'nested' } };
      const settings = { 'index.number_of_replicas': 0 };
      const status = await call('PUT', `/${name}`, { settings, mappings: { properties } });
      if (status !== 200) throw new Error(`the index was not made: ${status}`);
    },
    async alias(alias) {
      const filter = filters[alias];
      const add = { index: name, alias, ...(filter !== undefined && { filter }) };
      const status = await call('POST', '/_aliases', { actions: [{ add }] });
      if (status !== 200) throw new Error(`the alias was not made: ${status}`);
    },
    async put(id, document) {
      await call('PUT', `/${name}/_doc/${id}?refresh=true`, document);
    },
  };
}

export interface StandInOptions {
  readonly broker: Broker;
  readonly index: InPlaceIndex;
  /** Before the names of queues, exchange and aliases. */
  readonly prefix: string;
  readonly doctors: number;
  /** How it fails, if it does. */
  readonly fails?:
    | 'refuses'
    | 'answers-late'
    | 'at-third-alias'
    | 'forgets-alias'
    | 'after-trainees'
    | 'before-anything';
}

export interface StandIn {
  readonly url: string;
  /** How often it was called. */
  calls(): number;
  close(): Promise<void>;
}

const bodyOf = (n: number): string => `1-1RSSQ0${n % 3}`;

export async function integrationStandIn(options: StandInOptions): Promise<StandIn> {
  const { broker, index, prefix, doctors, fails } = options;
  const route = (queue: string): Route => ({
    exchange: `${prefix}reval.exchange`,
    key: `${prefix}${queue}`,
    queues: [`${prefix}${queue}`],
  });
  const queues = current.stages.flatMap((stage) =>
    stage.kind === 'observed' ? [stage.queues.map(route)] : [],
  );
  await broker.ensure(queues.flat());
  const consumers: Consumer[] = [];
  const send = (to: Route, body: object | string): Promise<void> =>
    broker.publish(to, [{ body: JSON.stringify(body), headers: {} }]);
  const documents = new Map<string, Document>();
  const put = async (id: string, part: Document): Promise<void> => {
    const document = { ...documents.get(id), ...part };
    documents.set(id, document);
    await index.put(id, document);
  };

  const parts: readonly ((n: number) => Document | null)[] = [
    (n) => ({ tcsPersonId: n, gmcReferenceNumber: String(n), tcsDesignatedBody: bodyOf(n) }),
    (n) => ({ existsInGmc: true, designatedBody: bodyOf(n + (n % 5 === 0 ? 1 : 0)) }),
    (n) => (n % 4 === 0 ? { updatedBy: 'admin' } : null),
    (n) => (n % 10 === 0 ? { hiddenDiscrepancies: [{ gmcId: String(n) }] } : null),
  ];
  for (const [position, [order, data]] of queues.entries()) {
    const part = parts[position];
    if (order === undefined || data === undefined || part === undefined) continue;
    const next = queues[position + 1]?.[0];
    const listen = async (queue: Route, handle: (body: string) => Promise<void>): Promise<void> => {
      const consumer: Consumer = await broker.consume(
        queue.queues[0] ?? '',
        { prefetch: 10, batchSize: 1 },
        async (deliveries) => {
          for (const { body } of deliveries) await handle(body);
          await consumer.acknowledge(deliveries);
        },
      );
      consumers.push(consumer);
    };
    await listen(order, async () => {
      for (let n = 1; n <= doctors; n++) {
        const sent = part(n);
        if (sent !== null) await send(data, { id: String(n), part: sent });
      }
      await send(data, { syncEnd: true });
    });
    await listen(data, async (body) => {
      // What the order above has sent.
      const message = JSON.parse(body) as { id?: string; part?: Document };
      if (message.id !== undefined && message.part !== undefined)
        await put(message.id, message.part);
      else if (next !== undefined && !(fails === 'after-trainees' && position === 0))
        await send(next, 'start');
    });
  }

  let calls = 0;
  async function sync(response: ServerResponse): Promise<void> {
    if (fails === 'refuses') return void response.writeHead(403).end();
    if (fails === 'before-anything') return void response.writeHead(504).end();
    documents.clear();
    await index.clear();
    const names = current.aliases.map(({ name }) => prefix + name);
    for (const [position, name] of names.entries()) {
      if (fails === 'at-third-alias' && position === 2) return void response.writeHead(500).end();
      // Integration only logs what fails here: please do it manually.
      if (fails === 'forgets-alias' && name.endsWith('discrepancies')) continue;
      await index.alias(name);
    }
    const [start] = queues[0] ?? [];
    if (start !== undefined) await send(start, 'syncStart');
    if (fails === 'answers-late') response.destroy();
    else response.writeHead(200).end();
  }
  const server = createServer((_, response) => {
    calls++;
    sync(response).catch(() => response.writeHead(500).end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}/integration/api/sync`,
    calls: () => calls,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await Promise.all(consumers.map((consumer) => consumer.close()));
    },
  };
}
