/**
 * Stands in for the existing Integration service and the three that answer it, as their contract
 * has it (`docs/sync-contract.md` 1.2, 2.4, 5, 6): delete, create, three alias requests, then one
 * document at a time. Nobody is told when it ends.
 */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { Broker, Consumer, Route } from '#lib/platform/broker/port.ts';
import { createRabbitMq } from '#lib/platform/broker/rabbitmq/broker.ts';
import { createLog } from '#lib/platform/log.ts';
import type { Json } from '#lib/platform/search/port.ts';
import { current } from '#lib/sync/pipelines/current.ts';
import { until } from '../platform/until.ts';

type Document = Readonly<Record<string, Json>>;

/** The index as the service treats it. */
export interface InPlaceIndex {
  remove(): Promise<void>;
  create(): Promise<void>;
  /** Rejects where an index has that name. */
  alias(name: string): Promise<void>;
  put(id: string, document: Document): Promise<void>;
}

/** The names of its aliases, as its users know them. */
export const namesOfAliases: readonly string[] = current.aliases.map(({ name }) => name);

/** RabbitMQ as the services use it; nothing of it is logged. */
export const brokerOfServices = (url: string, managementUrl: string | undefined): Broker =>
  createRabbitMq({
    url,
    log: createLog('silent', 'test'),
    ...(managementUrl !== undefined && { managementUrl }),
  });

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
    async remove() {
      await call('DELETE', `/${name}`);
    },
    async create() {
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

/** What goes wrong, as it did when the services were really run (`docs/sync-contract.md` 5, 6). */
export type Failure =
  /** A gateway refuses the call. */
  | 'refuses'
  /** A gateway gives up, and nothing was started. */
  | 'times-out'
  /** The sync goes on, and its answer is lost. */
  | 'loses-answer'
  /** The index is deleted, and not created. */
  | 'deletes-only'
  /** An index has the name of the third alias: the call fails there, and nothing starts. */
  | 'stops-at-alias'
  /** It is filled under two of its three aliases. */
  | 'forgets-alias'
  /** The broker dies: the end marker of the trainees is lost. */
  | 'loses-marker'
  /** TCS takes its order and never answers. */
  | 'trainees-die'
  /** Recommendation is killed when half of its doctors are sent. */
  | 'doctors-die'
  /** Recommendation takes its order and never answers. */
  | 'doctors-never-begin'
  /** A page of doctors with a bad date is rejected whole. */
  | 'rejects-page'
  /** Writes that fail are logged, and acknowledged. */
  | 'loses-rows'
  /** The same of the doctors in a bulk update. */
  | 'loses-doctors'
  /** The broker was away, comes back, and hands out a trainee once more. */
  | 'delivers-twice'
  /** A trainee is sent again after the doctors, with nulls: three fields of the doctor go. */
  | 'wipes-doctor'
  /** A doctor whose look-up fails gets a second document. */
  | 'writes-twice'
  /** A page of logs without a date comes back for ever; the end marker overtakes it. */
  | 'poison-page'
  /** The same of the one page with all doctors: saving it throws, and it is handed out again. */
  | 'poison-doctors'
  /** The hidden ones are saved whole, from before the logs. */
  | 'overwrites'
  /** The first hidden one is saved whole, from before the doctors. */
  | 'overwrites-doctor';

export interface StandInOptions {
  readonly broker: Broker;
  readonly index: InPlaceIndex;
  /** Before the names of queues, exchange and aliases. */
  readonly prefix: string;
  readonly doctors: number;
  readonly fails?: Failure | undefined;
  /** Where it pauses until it is released: when so many records of a stage have been written. */
  readonly pauses?: { readonly stage: number; readonly after: number } | undefined;
}

export interface StandIn {
  readonly url: string;
  /** How often it was called. */
  calls(): number;
  /** Resolves when it pauses. */
  readonly paused: Promise<void>;
  release(): void;
  /** Resolves when it does nothing more by itself. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

const bodyOf = (n: number): string => `1-1RSSQ0${n % 3}`;

/** What each stage makes of doctor `n`; null: it sends nothing of them. */
const parts: readonly ((n: number) => Document | null)[] = [
  (n) => ({ tcsPersonId: n, gmcReferenceNumber: String(n), tcsDesignatedBody: bodyOf(n) }),
  (n) => ({ existsInGmc: true, designatedBody: bodyOf(n + (n % 5 === 0 ? 1 : 0)) }),
  (n) => (n % 4 === 0 ? { updatedBy: 'admin' } : null),
  (n) =>
    n % 10 === 0
      ? { hiddenDiscrepancies: [{ gmcId: String(n), hiddenForDesignatedBodyCode: bodyOf(n) }] }
      : null,
];
const [trainees, doctorsStage, logs, hidden] = [0, 1, 2, 3];

export async function integrationStandIn(options: StandInOptions): Promise<StandIn> {
  const { broker, index, prefix, doctors, fails, pauses } = options;
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
  /** Messages that come back again and again. */
  let kept = 0;

  let pause = (): void => undefined;
  const paused = new Promise<void>((resolve) => (pause = resolve));
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const written = new Map<number, number>();

  async function write(stage: number, id: string, part: Document): Promise<void> {
    const n = Number(id);
    const losing = { 'loses-rows': trainees, 'loses-doctors': doctorsStage };
    const isLost =
      (fails === 'loses-rows' || fails === 'loses-doctors') &&
      losing[fails] === stage &&
      n % 10 === 0;
    const isRejected = fails === 'rejects-page' && stage === doctorsStage;
    if (!isLost && !isRejected) {
      if (fails === 'overwrites' && stage === hidden) {
        const { updatedBy: _, ...stale } = documents.get(id) ?? {};
        documents.set(id, stale);
      }
      if (fails === 'overwrites-doctor' && stage === hidden && n === 10)
        documents.set(id, parts[trainees]?.(n) ?? {});
      await put(id, part);
    }
    if (fails === 'writes-twice' && stage === trainees && n % 10 === 0)
      await index.put(`${id}-again`, { ...part });
    const so = (written.get(stage) ?? 0) + 1;
    written.set(stage, so);
    if (pauses?.stage !== stage || pauses.after !== so) return;
    pause();
    await released;
    if (fails === 'delivers-twice') await put(id, part);
  }

  /** What is left of a document when its trainee is sent again (3.3). */
  async function sendAgain(n: number): Promise<void> {
    const { designatedBody: _body, ...left } = documents.get(String(n)) ?? {};
    documents.set(String(n), left);
    await put(String(n), parts[trainees]?.(n) ?? {});
  }

  /** The order of a stage: the participant sends what it has, then its end marker. */
  async function answerOrder(stage: number, data: Route): Promise<void> {
    if (fails === 'trainees-die' && stage === trainees) return;
    if (fails === 'doctors-never-begin' && stage === doctorsStage) return;
    const part = parts[stage];
    const isPoisoned = fails === 'poison-doctors' && stage === doctorsStage;
    for (let n = 1; n <= doctors && !isPoisoned; n++) {
      if (fails === 'doctors-die' && stage === doctorsStage && n > doctors / 2) return;
      const sent = part?.(n) ?? null;
      if (sent !== null) await send(data, { id: String(n), part: sent });
    }
    if (isPoisoned || (fails === 'poison-page' && stage === logs))
      await send(data, { poison: true });
    if (fails === 'loses-marker' && stage === trainees) return;
    await send(data, { syncEnd: true });
  }

  for (const [stage, [order, data]] of queues.entries()) {
    if (order === undefined || data === undefined) continue;
    const next = queues[stage + 1]?.[0];
    /** What `handle` cannot bear goes back to the queue. */
    const listen = async (queue: Route, handle: (body: string) => Promise<void>): Promise<void> => {
      const consumer: Consumer = await broker.consume(
        queue.queues[0] ?? '',
        { prefetch: 10, batchSize: 1 },
        async (deliveries) => {
          for (const delivery of deliveries) {
            await handle(delivery.body);
            await consumer.acknowledge([delivery]);
          }
        },
      );
      consumers.push(consumer);
    };
    await listen(order, async () => {
      if (fails === 'wipes-doctor' && stage === hidden) await sendAgain(7);
      await answerOrder(stage, data);
    });
    await listen(data, async (body) => {
      // What the participant above has sent.
      const message = JSON.parse(body) as { id?: string; part?: Document; poison?: boolean };
      if (message.poison === true) {
        kept = 1;
        throw new Error('a page that cannot be saved');
      }
      if (message.id !== undefined && message.part !== undefined)
        await write(stage, message.id, message.part);
      else if (next !== undefined) await send(next, 'start');
    });
  }

  let calls = 0;
  let answering = 0;
  async function sync(response: ServerResponse): Promise<void> {
    if (fails === 'refuses') return void response.writeHead(403).end();
    if (fails === 'times-out') return void response.writeHead(504).end();
    documents.clear();
    await index.remove();
    if (fails === 'deletes-only') return void response.writeHead(500).end();
    await index.create();
    for (const [at, { name: alias }] of current.aliases.entries()) {
      const name = prefix + alias;
      if (fails === 'stops-at-alias' && at === 2) return void response.writeHead(500).end();
      // Integration only logs what fails here: please do it manually.
      if (fails === 'forgets-alias' && name.endsWith('discrepancies')) continue;
      await index.alias(name);
    }
    const [start] = queues[0] ?? [];
    if (start !== undefined) await send(start, 'syncStart');
    if (fails === 'loses-answer') response.destroy();
    else response.writeHead(200).end();
  }
  const server = createServer((_, response) => {
    calls++;
    answering++;
    sync(response)
      .catch(() => response.writeHead(500).end())
      .finally(() => answering--);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');

  // Every message is acknowledged after what follows from it was sent, so that none is left only
  // when nothing more will come.
  async function isIdle(): Promise<boolean> {
    if (answering > 0) return false;
    const depths = await Promise.all(
      queues.flat().map((queue) => broker.depth(queue.queues[0] ?? '')),
    );
    const left = depths.reduce(
      (sum, { ready, unacknowledged }) => sum + ready + (unacknowledged ?? 0),
      0,
    );
    return answering === 0 && left === kept;
  }
  return {
    url: `http://127.0.0.1:${address.port}/integration/api/sync`,
    calls: () => calls,
    paused,
    release: () => release(),
    async idle() {
      await until('the service to be called and idle', async () => calls > 0 && (await isIdle()));
    },
    async close() {
      release();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await Promise.all(consumers.map((consumer) => consumer.close()));
    },
  };
}
