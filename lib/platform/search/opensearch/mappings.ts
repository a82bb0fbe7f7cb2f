import { FaultError } from '#lib/kernel/result.ts';
import type { RetryPolicy } from '#lib/kernel/retry.ts';
import type { Fields } from '../fields.ts';
import { inOneAddress } from './addresses.ts';
import { request, understood, type Connection } from './client.ts';
import { fieldsFrom, MappingResponse, type IndexMappings } from './fields.ts';

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
  /** What another request has told of a target: its mapping, or why there is none to be read. */
  keep(target: string, told: Known | FaultError): void;
  clear(): void;
}

const freshForMs = 5_000;

export function knownFrom(index: string, mappings: IndexMappings): Known {
  return {
    index,
    fields: fieldsFrom(mappings.properties ?? {}),
    keyField: mappings._meta?.keyField ?? null,
    made: mappings._meta?.made ?? null,
  };
}

/** What another try would say again; whether the engine is away is seen anew by each. */
export const isLasting = (told: Known | FaultError): boolean =>
  !(told instanceof FaultError) || told.fault.kind === 'forbidden';

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
    return knownFrom(found[0], found[1].mappings);
  };
  const fresh = (target: string): Promise<Known> | null => {
    const last = known.get(target);
    return last !== undefined && performance.now() - last.at < freshForMs ? last.value : null;
  };
  const keep: Mappings['keep'] = (target, told) => {
    const value = told instanceof FaultError ? Promise.reject(told) : Promise.resolve(told);
    value.catch(() => undefined);
    known.set(target, { at: performance.now(), value });
  };
  /** Not rejected: the fault is of all of them. */
  const readMany = async (
    indexes: readonly string[],
  ): Promise<ReadonlyMap<string, Known> | FaultError> => {
    if (indexes.length === 0) return new Map();
    try {
      const { body } = await request(connection, policy, {
        method: 'GET',
        path: `/${inOneAddress(indexes)}/_mapping`,
        query: { ignore_unavailable: true },
      });
      const found = Object.entries(understood(MappingResponse, body));
      return new Map(found.map(([index, { mappings }]) => [index, knownFrom(index, mappings)]));
    } catch (error) {
      if (error instanceof FaultError) return error;
      throw error;
    }
  };
  return {
    keep,
    async ofMany(indexes, leading = new Map()) {
      const all = new Map<string, Known | null>();
      for (const index of indexes) all.set(index, await orNull(fresh(index)));
      const wanted = indexes.filter((index) => all.get(index) === null);
      const read = await readMany(wanted);
      for (const index of wanted) {
        const found = read instanceof FaultError ? read : read.get(index);
        if (found === undefined) continue;
        if (!(found instanceof FaultError)) all.set(index, found);
        if (isLasting(found)) keep(index, found);
      }
      for (const [target, index] of leading) {
        const found = all.get(index) ?? (read instanceof FaultError ? read : null);
        if (found !== null && isLasting(found)) keep(target, found);
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
