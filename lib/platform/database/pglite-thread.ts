import type * as Package from '@electric-sql/pglite';
import type { PGlite, Results, Transaction } from '@electric-sql/pglite';
import type { MessagePort } from 'node:worker_threads';
import type { EngineResult, EngineRequest, Reply, ThreadSetUp } from './pglite-protocol.ts';

interface Threads {
  readonly parentPort: MessagePort;
  readonly workerData: ThreadSetUp;
  readonly receiveMessageOnPort: (
    port: MessagePort,
  ) => { readonly message: EngineRequest } | undefined;
}

/**
 * The thread of the embedded engine. It is sent there as text, so that no bundler has to know a
 * second entry: it may use nothing from outside itself but types.
 *
 * One statement runs after the other, the shortest first, so that pages are answered while a sync
 * writes; whoever waits moves forward with time. How long one takes is learned. What belongs to a
 * transaction that is open runs at once; everything else waits for its end.
 */
export async function pgliteThread(load: (id: string) => unknown): Promise<void> {
  // Half a megabyte of documents takes about twenty milliseconds; what a page needs takes one or
  // two.
  const charactersPerMs = 25_000;
  const scriptMs = 50;
  // A statement of twenty milliseconds that has waited for two hundred goes before any: many
  // viewers must not stop the progress of a sync.
  const gainPerMs = 0.1;
  const cachedAtMost = 500;

  // The shape of that module, as far as it is used.
  const { parentPort, workerData, receiveMessageOnPort } = load('node:worker_threads') as Threads;

  // `load` cannot know what it brings.
  const { PGlite: Engine, types, messages } = load('@electric-sql/pglite') as typeof Package;

  const { from } = workerData;
  const asText = (value: string): string => value;
  const engine: PGlite = await Engine.create({
    ...(typeof from === 'string' && { dataDir: from }),
    ...(typeof from === 'object' && { loadDataDir: from }),
    parsers: { [types.INT8]: Number, [types.DATE]: asText },
    startParams: [...Engine.defaultStartParams, '-c', 'shared_buffers=16MB'],
  });
  const rawParsers = Object.fromEntries(Object.keys(engine.parsers).map((oid) => [oid, asText]));

  const waiting: {
    readonly request: EngineRequest;
    readonly expectedMs: number;
    readonly since: number;
  }[] = [];
  const tookMs = new Map<string, { readonly last: number; readonly least: number }>();
  const open = new Map<number, { readonly tx: Transaction; readonly end: () => void }>();
  let isPumping = false;

  const send = (reply: Reply): void => parentPort.postMessage(reply);
  const done = (id: number, result: EngineResult | null = null): void =>
    send({ id, is: 'done', result });
  const failed = (id: number, error: unknown): void => {
    const isOfDatabase = error instanceof messages.DatabaseError;
    const facts: Record<string, string> = {};
    if (isOfDatabase) {
      // The engine adds the statement and its values to its errors; those stay here.
      for (const name of [
        'code',
        'severity',
        'detail',
        'hint',
        'schema',
        'table',
        'column',
        'dataType',
        'constraint',
      ] as const) {
        const fact = error[name];
        if (fact !== undefined) facts[name] = fact;
      }
    }
    send({
      id,
      is: 'failed',
      isOfDatabase,
      message: error instanceof Error ? error.message : 'The embedded database failed',
      facts,
    });
    // A server would start again; this engine answers wrongly afterwards, or computes for ever.
    if (facts['severity'] === 'PANIC' || facts['severity'] === 'FATAL') process.exit(1);
  };

  async function execute(
    client: PGlite | Transaction,
    { id, what, text, params, isRaw }: EngineRequest,
  ): Promise<void> {
    try {
      if (what === 'script') {
        await client.exec(text);
        done(id);
        return;
      }
      const result: Results = await client.query(
        text,
        [...params],
        isRaw ? { rowMode: 'array', parsers: rawParsers } : {},
      );
      done(id, {
        rows: result.rows,
        fields: result.fields,
        affectedRows: result.affectedRows ?? 0,
      });
    } catch (error) {
      failed(id, error);
    }
  }

  /** Resolves when the transaction has ended. */
  async function begin({ id }: EngineRequest): Promise<void> {
    try {
      await engine.transaction(
        (tx) =>
          new Promise<void>((resolve) => {
            open.set(id, { tx, end: resolve });
            send({ id, is: 'begun' });
          }),
      );
      done(id);
    } catch (error) {
      failed(id, error);
    } finally {
      open.delete(id);
    }
  }

  async function within(
    { tx, end }: { readonly tx: Transaction; readonly end: () => void },
    request: EngineRequest,
  ): Promise<void> {
    if (request.what === 'query' || request.what === 'script') return execute(tx, request);
    try {
      if (request.what === 'rollback') await tx.rollback();
      done(request.id);
    } catch (error) {
      failed(request.id, error);
    }
    end();
  }

  async function runOne(request: EngineRequest): Promise<void> {
    if (request.what === 'begin') return begin(request);
    if (request.what === 'close') {
      await engine.close().then(
        () => done(request.id),
        (error: unknown) => failed(request.id, error),
      );
      parentPort.close();
      return;
    }
    const startedAt = performance.now();
    await execute(engine, request);
    const took = performance.now() - startedAt;
    // The lesser of the last two: one slow answer does not make a statement a long one.
    const before = tookMs.get(request.text)?.last ?? took;
    if (tookMs.size >= cachedAtMost) tookMs.clear();
    tookMs.set(request.text, { last: took, least: Math.min(took, before) });
  }

  function accept(request: EngineRequest): void {
    if (request.transaction !== null) {
      const transaction = open.get(request.transaction);
      if (transaction === undefined) failed(request.id, new Error('The transaction has ended'));
      else void within(transaction, request);
      return;
    }
    waiting.push({ request, expectedMs: expectedMs(request), since: performance.now() });
    if (!isPumping) void pump();
  }

  /** In milliseconds. */
  function expectedMs({ what, text, params }: EngineRequest): number {
    // What was sent before the end is done before it.
    if (what === 'close') return Infinity;
    if (what === 'script') return scriptMs;
    const characters = params.reduce<number>(
      (sum, param) => sum + (typeof param === 'string' ? param.length : 0),
      0,
    );
    return Math.max(characters / charactersPerMs, tookMs.get(text)?.least ?? 0);
  }

  function next(): EngineRequest | undefined {
    // What has arrived meanwhile may be shorter.
    for (
      let arrived = receiveMessageOnPort(parentPort);
      arrived !== undefined;
      arrived = receiveMessageOnPort(parentPort)
    )
      accept(arrived.message);
    const now = performance.now();
    let best = 0;
    let bestMs = Infinity;
    for (const [place, { expectedMs: ms, since }] of waiting.entries()) {
      const weighed = ms - (now - since) * gainPerMs;
      if (weighed >= bestMs) continue;
      best = place;
      bestMs = weighed;
    }
    return waiting.splice(best, 1)[0]?.request;
  }

  async function pump(): Promise<void> {
    isPumping = true;
    for (let request = next(); request !== undefined; request = next()) await runOne(request);
    isPumping = false;
  }

  parentPort.on('message', accept);
}
