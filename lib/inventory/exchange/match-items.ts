/** Which thing of the inventory each of a file is, also by the name that it has had. Pure. */
import { quoted } from '#lib/kernel/free-text.ts';
import type { KnownItem } from '../changes/store.ts';
import { keyOf } from '../model.ts';
import type { FileComplaint } from './complaint.ts';
import { readKey, type Wanted, type WantedItem } from './wanted.ts';

export interface Match {
  readonly wanted: WantedItem;
  readonly known: KnownItem | null;
}

export class Matching {
  readonly #wanted: Wanted;
  readonly #byKey: ReadonlyMap<string, KnownItem>;
  /** New names of environments, by their keys. */
  readonly #environments = new Map<string, string>();

  constructor(
    known: readonly KnownItem[],
    wanted: Wanted,
    chosen: Readonly<Record<string, string>>,
  ) {
    this.#wanted = wanted;
    this.#byKey = new Map(known.map((item) => [item.snapshot.key, item]));
    const pairs = [
      ...wanted.renames.flatMap((rename) => rename.pairs),
      ...Object.entries(chosen).map(([key, was]) => ({ was, key })),
    ];
    for (const { was, key } of pairs)
      if (readKey(key)?.type === 'environment' && this.#byKey.has(was) && !this.#byKey.has(key))
        this.#environments.set(key, readKey(was)?.environment ?? '');
  }

  /** The key that a component has as long as its environment has its old name. */
  #before(key: string): string[] {
    const parts = readKey(key);
    if (parts?.type !== 'component' || parts.environment === null) return [];
    const environment = this.#environments.get(`${parts.estate}@${parts.environment}`);
    return environment === undefined ? [] : [keyOf({ ...parts, environment })];
  }

  #of({ key, was }: WantedItem, chosen: string | undefined): KnownItem | null {
    const here = this.#byKey.get(key);
    if (here !== undefined) return here;
    const candidates = [
      ...(chosen === undefined ? [] : [chosen]),
      ...was.flatMap((one) => [...this.#before(one), one]),
      ...this.#before(key),
    ];
    for (const one of candidates) {
      const known = this.#byKey.get(one);
      if (known !== undefined) return known;
    }
    return null;
  }

  /** Components of renamed environments, whom the environment takes along. */
  *#taken(matched: ReadonlySet<KnownItem>): Generator<WantedItem, void, undefined> {
    const names = new Map(
      [...this.#environments].flatMap(([key, was]) => {
        const parts = readKey(key);
        return parts?.environment == null ? [] : [[`${parts.estate}@${was}`, parts.environment]];
      }),
    );
    for (const known of this.#byKey.values()) {
      const { type, estate, component, environment } = known.snapshot;
      const now = names.get(`${estate}@${environment ?? ''}`);
      if (type !== 'component' || now === undefined || matched.has(known)) continue;
      const key = keyOf({ estate, component, environment: now });
      yield {
        key,
        whereOf: () => ({ place: 'row', at: 1, column: null }),
        was: [known.snapshot.key],
        ends: [],
        make: (before) => before && { ...before, key, environment: now },
      };
    }
  }

  /** Each of the file with what it is by now, and what a renamed environment takes along. */
  all(chosen: Readonly<Record<string, string>>): Match[] {
    const matches = this.#wanted.items.map((wanted): Match => ({
      wanted,
      known: this.#of(wanted, chosen[wanted.key]),
    }));
    const matched = new Set(matches.flatMap(({ known }) => known ?? []));
    return [
      ...matches,
      ...[...this.#taken(matched)].map((wanted) => ({
        wanted,
        known: this.#of(wanted, undefined),
      })),
    ];
  }

  /** Of names that nothing has, and of two things that would be one. */
  complaints(matches: readonly Match[]): FileComplaint[] {
    const matched = new Map(matches.map(({ wanted, known }) => [wanted.key, known]));
    return this.#wanted.renames.flatMap(({ place, pairs }): FileComplaint[] => {
      const both = pairs.find(({ was, key }) => this.#byKey.has(was) && this.#byKey.has(key));
      if (both !== undefined) {
        const says =
          `${quoted(both.key)} is there already, beside ${quoted(both.was)}. Two things cannot ` +
          'become one.';
        return [{ ...place, says }];
      }
      if (pairs.some(({ key }) => matched.get(key) != null)) return [];
      return [{ ...place, says: 'There is nothing of this name, old or new. Correct it.' }];
    });
  }
}
