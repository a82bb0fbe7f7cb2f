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

const secondRecord = 'Another record has the same number; one of them was kept';

/** What one attempt of a stage has counted of a document that more than one record made. */
interface Shared {
  /** Records after the first. */
  readonly again: number;
  readonly lost: number;
}

/**
 * The conflicts of one attempt. Each record but one of a document is one, however often it is seen
 * to lose (a stage that begins again meets what its earlier attempt wrote), and whether it is seen
 * or not: a write whose answer was lost finds itself there, and two doctors of one number hold
 * nothing that tells them apart.
 */
class Conflicts {
  /** By document, then by reference: seen, and not yet counted. */
  readonly #seen = new Map<string, Map<string, NotedRecord>>();
  readonly #counted = new Set<string>();
  readonly #written = new Set<string>();
  readonly #shared = new Map<string, Shared>();

  see(id: string, reason: string, reference: string): void {
    if (this.#counted.has(`${id} ${reference}`)) return;
    const seen = this.#seen.get(id) ?? new Map<string, NotedRecord>();
    this.#seen.set(id, seen.set(reference, { kind: 'conflict', reason, reference }));
  }

  /** Those that come to light with these records of a document, which are written. */
  count({ id, parts }: Folding): readonly NotedRecord[] {
    const seen = [...(this.#seen.get(id)?.values() ?? [])];
    this.#seen.delete(id);
    for (const { reference } of seen) this.#counted.add(`${id} ${reference}`);
    const isFirst = !this.#written.has(id);
    this.#written.add(id);
    if (isFirst && parts.length === 1 && seen.length === 0) return [];
    const before = this.#shared.get(id) ?? { again: 0, lost: 0 };
    const again = before.again + parts.length - (isFirst ? 1 : 0);
    const unseen = Math.max(0, again - before.lost - seen.length);
    this.#shared.set(id, { again, lost: before.lost + seen.length + unseen });
    const others = unseen === 0 ? [] : parts.slice(-unseen);
    return [
      ...seen,
      ...others.map(({ reference }): NotedRecord => ({
        kind: 'conflict',
        reason: secondRecord,
        reference,
      })),
    ];
  }
}

/**
 * Folds parts into the documents of one index. Every write is conditional (create, or replace at
 * the version that was read), so a document that another writer has changed is read again and
 * folded again. Each part is a record of its own: what is delivered twice is sorted out before.
 */
export class RecordWriter {
  // Reading first saves a refused create for each document; creating first saves the read. What the
  // last batch met decides.
  #readsFirst = false;
  readonly #conflicts = new Conflicts();
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
   * FaultError when the index is away; nothing is counted then, and the same parts may be written
   * again.
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
    const rejected: NotedRecord[] = [];
    const written: Folding[] = [];
    let isFirst = true;
    for (let round = 1; pending.length > 0; round++) {
      if (round > rounds) throw new Error('documents keep moving under this writer');
      if (!isFirst || this.#readsFirst) await this.#read(pending);
      const found = pending.filter((folding) => folding.existing !== null).length;
      const stale = await this.#attempt(pending, written, rejected);
      if (isFirst)
        this.#readsFirst = (this.#readsFirst ? found : stale.length) * 4 > pending.length;
      pending = stale;
      isFirst = false;
    }
    const conflicts = written.flatMap((folding) => this.#conflicts.count(folding));
    return {
      written: parts.length - rejected.length - conflicts.length,
      merged: conflicts.length,
      rejected: rejected.length,
      noted: [...conflicts, ...rejected],
    };
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

  #fold({ id, existing, parts }: Folding): Document {
    let document = existing;
    for (const { part, reference } of parts) {
      const merged = this.#merge(document, part);
      if (merged.conflict !== null)
        this.#conflicts.see(id, merged.conflict, merged.loser ?? reference);
      document = merged.document;
    }
    if (document === null) throw new Error('a document is folded from at least one part');
    return document;
  }

  /** Writes what it can and returns what was stale. */
  async #attempt(
    pending: readonly Folding[],
    written: Folding[],
    rejected: NotedRecord[],
  ): Promise<Folding[]> {
    const results = await this.#search.bulk(
      this.#index,
      pending.map((folding): BulkWrite => {
        const { id, version } = folding;
        const source = this.#fold(folding);
        return version === null
          ? { op: 'create', id, source }
          : { op: 'replace', id, source, version };
      }),
    );
    const stale: Folding[] = [];
    for (const [position, folding] of pending.entries()) {
      const result = results[position];
      if (result === undefined) throw new Error('a result is missing from a bulk write');
      if (result.verdict === 'stale') stale.push(folding);
      else if (result.verdict === 'written') written.push(folding);
      else
        rejected.push(
          ...folding.parts.map(({ reference }): NotedRecord => ({
            kind: 'rejected',
            reason: result.reason,
            reference,
          })),
        );
    }
    return stale;
  }
}
