import type { BulkWrite, Document, Search, Version } from '#lib/platform/search/port.ts';
import type { Merged } from '../pipeline.ts';
import type { NotedRecord } from './records-store.ts';

export interface RecordToWrite {
  readonly id: string;
  readonly part: Document;
  readonly reference: string;
}

export interface WriteOutcome {
  readonly written: number;
  readonly merged: number;
  readonly rejected: number;
  readonly noted: readonly NotedRecord[];
}

type Merge = (existing: Document | null, part: Document) => Merged;

interface Folding {
  readonly id: string;
  readonly parts: readonly RecordToWrite[];
  version: Version | null;
  existing: Document | null;
}

// Two writers can meet on one document only where two records share a number; more rounds than this
// would be a fault of the merge.
const rounds = 20;

function fold(
  merge: Merge,
  folding: Folding,
): { readonly document: Document; readonly conflicts: readonly NotedRecord[] } {
  let document = folding.existing;
  const conflicts: NotedRecord[] = [];
  for (const { part, reference } of folding.parts) {
    const merged = merge(document, part);
    if (merged.conflict !== null)
      conflicts.push({
        kind: 'conflict',
        reason: merged.conflict,
        reference: merged.loser ?? reference,
      });
    document = merged.document;
  }
  if (document === null) throw new Error('a document is folded from at least one part');
  return { document, conflicts };
}

/**
 * Folds parts into the documents of one index. Every write is conditional (create, or replace at
 * the version that was read), so a document that another writer has changed is read again and
 * folded again: late and frozen writers lose nothing and spoil nothing.
 */
export class RecordWriter {
  // Reading first saves a refused create for each document; creating first saves the read. What the
  // last batch met decides.
  #readsFirst = false;
  // A stage that begins again meets what its earlier attempt wrote, and can see one record lose
  // twice; it counts once.
  readonly #lost = new Set<string>();
  readonly #search: Search;
  readonly #index: string;
  readonly #merge: Merge;

  constructor(search: Search, index: string, merge: Merge) {
    this.#search = search;
    this.#index = index;
    this.#merge = merge;
  }

  /**
   * Resolves when every part is durable in the index, or known to be refused. Rejects with a
   * FaultError when the index is away.
   */
  async write(parts: readonly RecordToWrite[]): Promise<WriteOutcome> {
    const byId = new Map<string, RecordToWrite[]>();
    for (const part of parts) {
      const same = byId.get(part.id);
      if (same === undefined) byId.set(part.id, [part]);
      else same.push(part);
    }
    let pending: Folding[] = [...byId].map(([id, same]) => ({
      id,
      parts: same,
      version: null,
      existing: null,
    }));
    const total = { written: 0, merged: 0, rejected: 0, noted: new Array<NotedRecord>() };
    let isFirst = true;
    for (let round = 1; pending.length > 0; round++) {
      if (round > rounds) throw new Error('documents keep moving under this writer');
      if (!isFirst || this.#readsFirst) await this.#read(pending);
      const found = pending.filter((folding) => folding.existing !== null).length;
      const stale = await this.#attempt(pending, total);
      if (isFirst)
        this.#readsFirst = (this.#readsFirst ? found : stale.length) * 4 > pending.length;
      pending = stale;
      isFirst = false;
    }
    return total;
  }

  async #read(pending: readonly Folding[]): Promise<void> {
    const found = new Map(
      (
        await this.#search.get(
          this.#index,
          pending.map((folding) => folding.id),
        )
      ).map((one) => [one.id, one]),
    );
    for (const folding of pending) {
      const one = found.get(folding.id);
      folding.existing = one?.source ?? null;
      folding.version = one?.version ?? null;
    }
  }

  /** Writes what it can and returns what was stale. */
  async #attempt(
    pending: readonly Folding[],
    total: { written: number; merged: number; rejected: number; noted: NotedRecord[] },
  ): Promise<Folding[]> {
    const attempts = pending.map((folding) => ({ folding, ...fold(this.#merge, folding) }));
    const results = await this.#search.bulk(
      this.#index,
      attempts.map(({ folding, document }): BulkWrite =>
        folding.version === null
          ? { op: 'create', id: folding.id, source: document }
          : { op: 'replace', id: folding.id, source: document, version: folding.version },
      ),
    );
    const stale: Folding[] = [];
    for (const [position, { folding, conflicts }] of attempts.entries()) {
      const result = results[position];
      if (result === undefined) throw new Error('a result is missing from a bulk write');
      if (result.verdict === 'stale') {
        stale.push(folding);
      } else if (result.verdict === 'written') {
        const folded = conflicts.filter(
          ({ reference }) => !this.#lost.has(`${folding.id} ${reference}`),
        );
        for (const { reference } of folded) this.#lost.add(`${folding.id} ${reference}`);
        total.written += folding.parts.length - folded.length;
        total.merged += folded.length;
        total.noted.push(...folded);
      } else {
        total.rejected += folding.parts.length;
        total.noted.push(
          ...folding.parts.map(({ reference }): NotedRecord => ({
            kind: 'rejected',
            reason: result.reason,
            reference,
          })),
        );
      }
    }
    return stale;
  }
}
