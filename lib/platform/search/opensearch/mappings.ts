import type { RetryPolicy } from '#lib/kernel/retry.ts';
import type { Fields } from '../fields.ts';
import { request, type Connection } from './client.ts';
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
  clear(): void;
}

const freshForMs = 5_000;

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
    const [found] = Object.entries(MappingResponse.parse(body));
    if (found === undefined) throw new Error('a mapping response names its index');
    const [index, { mappings }] = found;
    return {
      index,
      fields: fieldsFrom(mappings.properties ?? {}),
      keyField: mappings._meta?.keyField ?? null,
      made: mappings._meta?.made ?? null,
    };
  };
  return {
    of(target) {
      const last = known.get(target);
      if (last !== undefined && performance.now() - last.at < freshForMs) return last.value;
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
