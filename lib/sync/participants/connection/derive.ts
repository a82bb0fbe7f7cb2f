/**
 * Connection's handling of the rebuild command: three indexes from one walk over the master index
 * beside its own exception logs.
 */
import { and, isIn, not } from '#lib/platform/search/conditions.ts';
import type { Search } from '#lib/platform/search/port.ts';
import { inBatches } from '#lib/kernel/batcher.ts';
import type { DerivedWrite, RunContext } from '../../pipeline.ts';
import type { ConnectionException, Sources } from '../sources.ts';
import { connectionView, exceptionByFields, hasReason, isConnected, isException } from './rules.ts';

export const connectedIndex = 'connectedindex';
export const disconnectedIndex = 'disconnectedindex';
export const exceptionIndex = 'exceptionindex';

async function* oneByOne<T>(pages: AsyncIterable<readonly T[]>): AsyncGenerator<T> {
  for await (const page of pages) yield* page;
}

/** Walks the sorted exceptions beside the sorted documents, so that neither is ever held whole. */
class ReasonsInStep {
  readonly #exceptions: AsyncIterator<ConnectionException>;
  #next: ConnectionException | null = null;
  #isStarted = false;

  constructor(exceptions: AsyncIterable<ConnectionException>) {
    this.#exceptions = exceptions[Symbol.asyncIterator]();
  }

  async #advance(): Promise<void> {
    const step = await this.#exceptions.next();
    this.#next = step.done === true ? null : step.value;
  }

  /** Call in ascending order only. */
  async of(gmcNumber: string): Promise<string | null> {
    if (!this.#isStarted) {
      this.#isStarted = true;
      await this.#advance();
    }
    while (this.#next !== null && this.#next.gmcNumber < gmcNumber) await this.#advance();
    return this.#next?.gmcNumber === gmcNumber ? this.#next.errorMessage : null;
  }

  async close(): Promise<void> {
    await this.#exceptions.return?.();
  }
}

export async function* deriveConnections(
  search: Search,
  sources: Sources,
  source: string,
  context: RunContext,
): AsyncGenerator<readonly DerivedWrite[]> {
  const reasons = new ReasonsInStep(
    oneByOne(sources.connection.exceptions(context.asOf, context.until)),
  );
  try {
    // Whole documents: for an engine, leaving fields out costs more than sending them.
    for await (const page of search.scan(source, { order: 'key' })) {
      const writes: DerivedWrite[] = [];
      for (const { id, source: master } of page) {
        const reason = await reasons.of(id);
        const view = connectionView(master, reason);
        writes.push({
          target: isConnected(master) ? connectedIndex : disconnectedIndex,
          id,
          source: view,
        });
        if (isException(master, reason, context.asOf))
          writes.push({ target: exceptionIndex, id, source: view });
      }
      yield writes;
    }
  } finally {
    await reasons.close();
  }
}

/** Fewer values than any engine's limit for one question. */
const numbersPerQuestion = 1_000;

/**
 * Every document is in one of the two lists; exceptions are those the index sees, and those with a
 * reason that it does not see.
 */
export async function expectConnections(
  search: Search,
  sources: Sources,
  source: string,
  context: RunContext,
): Promise<number> {
  const byFields = await exceptionByFields(search, source, context.asOf);
  let expected = (await search.count(source)) + (await search.count(source, byFields));
  for await (const batch of inBatches(
    oneByOne(sources.connection.exceptions(context.asOf, context.until)),
    numbersPerQuestion,
  )) {
    const withReason = batch
      .filter((exception) => hasReason(exception.errorMessage))
      .map((exception) => exception.gmcNumber);
    if (withReason.length > 0)
      expected += await search.count(
        source,
        and(isIn('gmcReferenceNumber', withReason), not(byFields)),
      );
  }
  return expected;
}
