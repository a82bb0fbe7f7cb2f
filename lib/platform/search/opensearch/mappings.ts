import type { z } from 'zod';
import { FaultError } from '#lib/kernel/result.ts';
import type { RetryPolicy } from '#lib/kernel/retry.ts';
import type { Fields } from '../fields.ts';
import { inAddresses } from './addresses.ts';
import { request, understood, type Connection } from './client.ts';
import { fieldsFrom, MappingResponse } from './fields.ts';

export interface Known {
  /** The concrete index that the target leads to. */
  readonly index: string;
  readonly fields: Fields;
  /** Null: an index that is not ours. */
  readonly keyField: string | null;
  /** The mark of the request that created it. */
  readonly made: string | null;
}

export interface Mappings {
  /** Rejects with `not-found` when the target leads nowhere. */
  of(target: string): Promise<Known>;
  /**
   * Of concrete indexes, in one request however many they are; null at those that cannot be read
   * just now. `leading` are targets that lead to one of them alone: they are known with it.
   */
  ofMany(
    indexes: readonly string[],
    leading?: ReadonlyMap<string, string>,
  ): Promise<ReadonlyMap<string, Known | null>>;
  clear(): void;
}

const freshForMs = 5_000;

function knownFrom(index: string, { mappings }: z.infer<typeof MappingResponse>[string]): Known {
  return {
    index,
    fields: fieldsFrom(mappings.properties ?? {}),
    keyField: mappings._meta?.keyField ?? null,
    made: mappings._meta?.made ?? null,
  };
}

async function orNull<T>(value: Promise<T> | null): Promise<T | null> {
  try {
    return await value;
  } catch (error) {
    if (error instanceof FaultError) return null;
    throw error;
  }
}

/**
 * Reads a target's mapping at most every five seconds: other services add fields, and an alias may
 * move.
 */
export function cacheMappings(connection: Connection, policy: RetryPolicy): Mappings {
  const known = new Map<string, { readonly at: number; readonly value: Promise<Known> }>();
  const read = async (target: string): Promise<Known> => {
    const { body } = await request(connection, policy, {
      method: 'GET',
      path: `/${encodeURIComponent(target)}/_mapping`,
    });
    // An alias on several indexes is a mistake that others made; the first one speaks for all.
    const [found] = Object.entries(understood(MappingResponse, body));
    if (found === undefined) throw new Error('a mapping response names its index');
    return knownFrom(...found);
  };
  const fresh = (target: string): Promise<Known> | null => {
    const last = known.get(target);
    return last !== undefined && performance.now() - last.at < freshForMs ? last.value : null;
  };
  const readMany = async (indexes: readonly string[]): Promise<readonly Known[]> => {
    const found: Known[] = [];
    for (const names of inAddresses(indexes)) {
      const { body } = await request(connection, policy, {
        method: 'GET',
        path: `/${names}/_mapping`,
        query: { ignore_unavailable: true },
      });
      const response = Object.entries(understood(MappingResponse, body));
      found.push(...response.map(([index, mapping]) => knownFrom(index, mapping)));
    }
    return found;
  };
  return {
    async ofMany(indexes, leading = new Map()) {
      const at = performance.now();
      const cache = (target: string, value: Known): void => {
        known.set(target, { at, value: Promise.resolve(value) });
      };
      const all = new Map<string, Known | null>();
      for (const index of indexes) all.set(index, await orNull(fresh(index)));
      const wanted = indexes.filter((index) => all.get(index) === null);
      for (const found of (await orNull(readMany(wanted))) ?? []) {
        all.set(found.index, found);
        cache(found.index, found);
      }
      for (const [target, index] of leading) {
        const found = all.get(index);
        if (found != null) cache(target, found);
      }
      return all;
    },
    of(target) {
      const last = fresh(target);
      if (last !== null) return last;
      const value = read(target);
      known.set(target, { at: performance.now(), value });
      value.catch(() => known.delete(target));
      return value;
    },
    clear: () => {
      known.clear();
    },
  };
}
