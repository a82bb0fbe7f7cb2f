import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { readFile, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { notify } from '#lib/notify/index.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { buildOnce, startProcess } from '#lib/testing/processes/running-console.ts';
import { ownConsole } from '../own-console.ts';
import { ratioOf, type Reporting } from '../reporting.ts';

const manyEvents = 10_000;
/** Whose memory is that of any number. */
const fewEvents = 2_000;
const atOnce = 20;
const thirdMs = 40_000;
const sampleEveryMs = 500;
const waitedForMs = 240_000;
const memoryRatioAtMost = 1.2;

/** What came, by the id of each notice, while it listens. */
class Receiver {
  readonly received = new Map<string, number>();
  #server: Server | null = null;
  #port = 0;

  async listen(): Promise<void> {
    const server = createServer((request, response) => {
      request.resume();
      request.once('end', () => {
        const id = String(request.headers['x-console-notice']);
        this.received.set(id, (this.received.get(id) ?? 0) + 1);
        response.end('ok');
      });
    });
    server.listen(this.#port, '127.0.0.1');
    await once(server, 'listening');
    // A server that listens on TCP has one.
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  get address(): string {
    return `http://127.0.0.1:${this.#port}/hook`;
  }

  async leave(): Promise<void> {
    this.#server?.closeAllConnections();
    this.#server?.close();
    if (this.#server !== null) await once(this.#server, 'close');
    this.#server = null;
  }
}

/** Resident memory of a process now, in MB (Linux, proc(5)); 0 where it has ended. */
async function residentMb(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1_024;
}

/** Writes a third of so many events down, evenly over its time. */
async function writeThird(database: Database, events: number, third: number): Promise<void> {
  const [from, to] = [third, third + 1].map((n) => Math.round((events * n) / 3));
  const startedAtMs = performance.now();
  for (let n = from ?? 0; n < (to ?? 0); n += atOnce) {
    await database.transaction(async (tx) => {
      for (let one = n; one < Math.min(n + atOnce, to ?? 0); one += 1)
        await notify(tx, {
          event: 'run-failed',
          environment: 'bench',
          severity: 'critical',
          title: `Event ${one} has happened`,
          text: 'What it was, in some words that somebody reads.',
          path: '/sync',
          key: null,
          isResolved: false,
        });
    });
    const dueMs = startedAtMs + (thirdMs * (n + atOnce - (from ?? 0))) / (events / 3);
    await delay(Math.max(0, dueMs - performance.now()));
  }
}

interface Told {
  readonly events: number;
  readonly lost: number;
  readonly repeated: number;
  readonly seconds: number;
  /** Resident memory at most of each worker, in MB. */
  readonly peaksMb: readonly number[];
}

/**
 * So many events that a built worker tells of, while the receiver is away for the middle third of
 * them. The worker is killed in the middle of the first third and of the second one, and another
 * one begins at once.
 */
async function tell(events: number, { cleaning, says }: Reporting): Promise<Told> {
  const own = await ownConsole({ cleaning });
  const receiver = new Receiver();
  await receiver.listen();
  cleaning.add('the receiver', () => receiver.leave());
  const config = path.join(path.dirname(own.variables.DATA_DIR ?? ''), 'console.yaml');
  await writeFile(
    config,
    'environments:\n  - name: bench\n    syntheticTrainees: 1\n' +
      'notify:\n  - name: on-call\n    kind: webhook\n    address: ${BENCH_WEBHOOK}\n' +
      '    events: [run-failed]\n',
  );
  const variables = {
    ...own.variables,
    CONSOLE_CONFIG: config,
    BENCH_WEBHOOK: receiver.address,
    LOG_LEVEL: 'error',
  };
  let worker = await startProcess('worker', variables);
  cleaning.add('the worker', () => worker.stop());
  const peaks = [0];
  let isSampling = true;
  const sampling = (async (): Promise<void> => {
    while (isSampling) {
      const last = peaks.length - 1;
      peaks[last] = Math.max(peaks[last] ?? 0, await residentMb(worker.child.pid));
      await delay(sampleEveryMs);
    }
  })();
  const killAfter = async (ms: number): Promise<void> => {
    await delay(ms);
    worker.child.kill('SIGKILL');
    await once(worker.child, 'exit');
    peaks.push(0);
    worker = await startProcess('worker', variables);
  };
  const database = await own.open();
  cleaning.add('the connections', () => database.close());
  const startedAtMs = performance.now();
  says(`${events} events; a worker is killed …`);
  await Promise.all([writeThird(database, events, 0), killAfter(thirdMs / 2)]);
  await receiver.leave();
  says('The receiver is away, and a worker is killed …');
  await Promise.all([writeThird(database, events, 1), killAfter(thirdMs / 2)]);
  await receiver.listen();
  says('It is there again …');
  await writeThird(database, events, 2);
  const waiting = async (): Promise<number> => {
    const [row] = await database.rows<{ waiting: number }>(
      `select ((select count(*) from notice where routed_at is null)
         + (select count(*) from notice_delivery where state = 'waiting'))::integer as waiting`,
    );
    return row?.waiting ?? Number.NaN;
  };
  const lateMs = performance.now() + waitedForMs;
  while ((await waiting()) > 0 && performance.now() < lateMs) await delay(sampleEveryMs);
  const seconds = Math.round((performance.now() - startedAtMs) / 1_000);
  isSampling = false;
  await sampling;
  await worker.stop();

  // The console may have told of something else meanwhile.
  const written = await database.rows<{ id: string }>(
    `select id from notice where event = 'run-failed'`,
  );
  return {
    events: written.length,
    lost: written.filter(({ id }) => !receiver.received.has(id)).length,
    repeated: [...receiver.received.values()].filter((count) => count > 1).length,
    seconds,
    peaksMb: peaks.map(Math.round),
  };
}

/** Whether each of many events is told, and what a backlog of them takes in memory. */
export async function noticesPart(reporting: Reporting): Promise<object> {
  const { says, table, fail } = reporting;
  if (process.env.DATABASE_URL === undefined) {
    says('A worker of its own needs PostgreSQL: set DATABASE_URL.');
    return { lost: null };
  }
  buildOnce();
  const few = await tell(fewEvents, reporting);
  const many = await tell(manyEvents, reporting);
  const memoryRatio = ratioOf(many.peaksMb.at(-1) ?? null, few.peaksMb.at(-1) ?? null);
  if (many.events !== manyEvents) fail(`${many.events} events were written down.`);
  if (few.lost + many.lost > 0) fail(`${few.lost + many.lost} were told to nobody.`);
  if (memoryRatio !== null && memoryRatio > memoryRatioAtMost)
    fail(`The last worker took ${memoryRatio} times the memory that it takes with few.`);
  table([
    ['events', 'lost', 'told twice', 'seconds', 'MB of each worker at most', 'ratio'],
    ...[few, many].map((told) => [
      ...[told.events, told.lost, told.repeated, told.seconds].map(String),
      told.peaksMb.join(', '),
      told === many ? String(memoryRatio) : '',
    ]),
  ]);
  return { few, many, memoryRatio };
}
