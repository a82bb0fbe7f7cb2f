import { FaultError } from '#lib/kernel/result.ts';
import { untilAborted } from '#lib/kernel/until-aborted.ts';
import type { Document } from '#lib/platform/search/port.ts';
import type { Both } from './comparison.ts';
import { compareKeys, keyOf } from './keys.ts';

export type SideName = keyof Both<unknown>;
export type ScannedPage = readonly { readonly source: Document }[];

/** One of the two: pages of documents in the order of their key field. */
export interface KeyedScan {
  readonly index: string;
  readonly pages: AsyncIterable<ScannedPage>;
}

/** What becomes of each document, in the order of the keys. */
export interface MergeSink {
  /** Every document, before anything else is said of it. */
  seen(side: SideName, document: Document): void;
  withoutKey(side: SideName): void;
  /** Has the key of the document before it. */
  repeated(side: SideName): void;
  only(side: SideName, key: string, document: Document): void;
  both(key: string, a: Document, b: Document): void;
}

interface Head {
  readonly key: string;
  readonly document: Document;
}

/** One scan: the page in hand and, on its way meanwhile, the next one. */
class Side {
  readonly #name: SideName;
  readonly #index: string;
  readonly #keyField: string;
  readonly #sink: MergeSink;
  readonly #pages: AsyncIterator<ScannedPage>;
  #coming: Promise<IteratorResult<ScannedPage>>;
  #page: ScannedPage = [];
  #at = 0;
  #lastKey: string | null = null;
  read = 0;
  isOver = false;
  /** Null: the page in hand is used up. */
  head: Head | null = null;

  constructor(name: SideName, { index, pages }: KeyedScan, keyField: string, sink: MergeSink) {
    this.#name = name;
    this.#index = index;
    this.#keyField = keyField;
    this.#sink = sink;
    this.#pages = pages[Symbol.asyncIterator]();
    this.#coming = this.#request();
  }

  #request(): Promise<IteratorResult<ScannedPage>> {
    const coming = this.#pages.next();
    // It is waited for when its turn comes, and not at all after a stop.
    coming.catch(() => undefined);
    return coming;
  }

  get needsPage(): boolean {
    return this.head === null && !this.isOver;
  }

  async load(signal: AbortSignal): Promise<void> {
    const coming = await untilAborted(signal, this.#coming);
    if (coming.done === true) {
      this.isOver = true;
      return;
    }
    this.#page = coming.value;
    this.#at = 0;
    this.#coming = this.#request();
    this.advance();
  }

  /** To the next document that has a key of its own. */
  advance(): void {
    this.head = null;
    for (; this.head === null && this.#at < this.#page.length; this.#at += 1) {
      const document = this.#page[this.#at]?.source ?? {};
      this.read += 1;
      this.#sink.seen(this.#name, document);
      this.head = this.#headOf(document);
    }
  }

  #headOf(document: Document): Head | null {
    const key = keyOf(document[this.#keyField]);
    if (key === null) {
      this.#sink.withoutKey(this.#name);
      return null;
    }
    const order = this.#lastKey === null ? 1 : compareKeys(key, this.#lastKey);
    // Whatever came out of that would be wrong.
    if (order < 0)
      throw new FaultError({
        kind: 'unavailable',
        says: `The documents of ${this.#index} do not come in the order of their numbers`,
      });
    this.#lastKey = key;
    if (order > 0) return { key, document };
    this.#sink.repeated(this.#name);
    return null;
  }

  /** What is on its way is not waited for. */
  close(): void {
    this.#pages.return?.().catch(() => undefined);
  }
}

/** Pairs of one key, and what has no counterpart, as far as the pages in hand go. */
function mergeInHand(a: Side, b: Side, sink: MergeSink): void {
  while (!a.needsPage && !b.needsPage) {
    const [one, other] = [a.head, b.head];
    if (one === null && other === null) return;
    if (one !== null && other?.key === one.key) sink.both(one.key, one.document, other.document);
    const order = one === null ? 1 : other === null ? -1 : compareKeys(one.key, other.key);
    if (one !== null && order < 0) sink.only('a', one.key, one.document);
    if (other !== null && order > 0) sink.only('b', other.key, other.document);
    if (order <= 0) a.advance();
    if (order >= 0) b.advance();
  }
}

/**
 * Reads both scans side by side, once and without keeping more than two pages of each, and tells
 * the sink what has a counterpart. Yields how many documents of each have been read. Ends with an
 * error as soon as the signal aborts.
 */
export async function* mergeScans(
  scans: Both<KeyedScan>,
  keyField: string,
  sink: MergeSink,
  signal: AbortSignal,
): AsyncGenerator<Both<number>, void, undefined> {
  const a = new Side('a', scans.a, keyField, sink);
  const b = new Side('b', scans.b, keyField, sink);
  const sides = [a, b];
  try {
    while (sides.some(({ needsPage }) => needsPage)) {
      const used = sides.filter(({ needsPage }) => needsPage);
      await Promise.all(used.map((side) => side.load(signal)));
      mergeInHand(a, b, sink);
      yield { a: a.read, b: b.read };
    }
  } finally {
    for (const side of sides) side.close();
  }
}
