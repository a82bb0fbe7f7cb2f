/** What a shipped file changes of an estate that people may have changed meanwhile. */
import { createHash } from 'node:crypto';
import { environmentKey, keyOf, partsOfKey } from '../model.ts';
import type { ShippedItem } from './shipped-store.ts';
import { canonical, type ItemSnapshot, type WantedChange } from './snapshot.ts';
import type { KnownItem } from './store.ts';

export interface ShippingInput {
  readonly estate: string;
  /** What the file says, in its order. */
  readonly says: readonly ItemSnapshot[];
  /** What was shipped last; null: this estate was not shipped by a console that keeps it. */
  readonly shipped: ReadonlyMap<string, ShippedItem> | null;
  /** All that there is, of every estate. */
  readonly known: ReadonlyMap<number, KnownItem>;
  /** By keys that the file has: what had them once. */
  readonly former: ReadonlyMap<string, number>;
  /** Keys of the other files that are shipped with it, and lead to nothing yet. */
  readonly coming: ReadonlySet<string>;
  /** The keys of all files that were shipped, by the keys that things have now. */
  readonly fileKeys: ReadonlyMap<string, string>;
}

/** One item of the file: what becomes of it, and what is kept of it. */
type Shipping = Omit<ShippedItem, 'itemId'> & {
  /** Null: it is new, and gets one. */
  readonly itemId: number | null;
  /** The one that it gets, where it is new. */
  readonly newKey: string | null;
};

export interface ShippingPlan {
  readonly wanted: readonly WantedChange[];
  readonly kept: readonly Shipping[];
  /** Keys of what people had changed, and what is left as they made it. */
  readonly left: readonly string[];
}

/** Of all that an item says; where it is in its file is no part of that. */
export const hashOfSnapshot = (snapshot: ItemSnapshot): string =>
  createHash('sha256')
    .update(JSON.stringify(canonical({ ...snapshot, position: 0 })))
    .digest('hex');

const never = '';

/**
 * What people did not change follows the file; what they changed stays as they made it; what they
 * removed stays away.
 */
export function planShipping(input: ShippingInput): ShippingPlan {
  const { estate, known, former, coming } = input;
  const byKey = new Map([...known.values()].map((one) => [one.snapshot.key, one]));
  const shipped = input.shipped ?? new Map<string, ShippedItem>();
  const wasKept = input.shipped !== null;
  const nowOf = (key: string): KnownItem | undefined => {
    const row = shipped.get(key);
    return row === undefined ? byKey.get(key) : known.get(row.itemId);
  };
  const isGone = (key: string): boolean =>
    nowOf(key) === undefined && (shipped.has(key) || former.has(key));
  if (isGone(estate)) {
    const kept = [...shipped.values()].map((row) => ({ ...row, newKey: null }));
    return { wanted: [], kept, left: [] };
  }

  const formerly = (key: string): KnownItem | undefined => known.get(former.get(key) ?? -1);
  /** What an environment of a file is called by now. */
  const presentName = (of: string, environment: string): string => {
    const key = environmentKey(of, environment);
    return (nowOf(key) ?? formerly(key))?.snapshot.environment ?? environment;
  };
  /** Of what is new the key that it gets. */
  const keyNow = (key: string): string => {
    const parts = partsOfKey(key);
    return parts.component === null || parts.environment === null
      ? key
      : keyOf({ ...parts, environment: presentName(parts.estate, parts.environment) });
  };
  const fileKeys = new Map(input.fileKeys);
  for (const key of [...coming, ...input.says.map((one) => one.key)])
    fileKeys.set(nowOf(key)?.snapshot.key ?? keyNow(key), key);
  /** By keys of the files: another name of what it leads to, or is in, changes nothing of it. */
  const hashOf = (snapshot: ItemSnapshot): string => {
    const key = fileKeys.get(snapshot.key) ?? snapshot.key;
    return hashOfSnapshot({
      ...snapshot,
      key,
      environment:
        snapshot.type === 'component' ? partsOfKey(key).environment : snapshot.environment,
      relations: snapshot.relations.map((one) => ({ ...one, to: fileKeys.get(one.to) ?? one.to })),
    });
  };

  const inFile = new Set(input.says.map(({ key }) => key));
  const dropped = [...shipped.values()].flatMap(({ key, itemId, hash }) => {
    const now = known.get(itemId);
    return inFile.has(key) || now === undefined ? [] : [{ now, hash }];
  });
  // Kept with the keys of now once.
  const isUntouched = ({ snapshot }: KnownItem, hash: string): boolean =>
    hashOf(snapshot) === hash || hashOfSnapshot(snapshot) === hash;
  const isOld = ({ now, hash }: (typeof dropped)[number]): boolean => isUntouched(now, hash);
  const leaving = new Set(dropped.filter(isOld).map(({ now }) => now.id));
  const isEmptied = ({ snapshot }: KnownItem): boolean =>
    snapshot.type === 'component' ||
    ![...known.values()].some(
      (one) =>
        !leaving.has(one.id) &&
        one.snapshot.type === 'component' &&
        one.snapshot.estate === estate &&
        one.snapshot.environment === snapshot.environment,
    );
  const removed = dropped.filter((one) => isOld(one) && isEmptied(one.now));
  const removedIds = new Set(removed.map(({ now }) => now.id));

  /** Where the end of a relation is by now; null: nowhere. */
  const endOf = (to: string): string | null => {
    const now = nowOf(to) ?? byKey.get(to) ?? formerly(to);
    if (now !== undefined) return removedIds.has(now.id) ? null : now.snapshot.key;
    return (inFile.has(to) && !isGone(to)) || coming.has(to) ? keyNow(to) : null;
  };
  const here = (snapshot: ItemSnapshot): ItemSnapshot | null => {
    const { environment, type } = snapshot;
    const own = environment === null ? null : environmentKey(estate, environment);
    if (type === 'component' && own !== null && isGone(own)) return null;
    const place =
      type === 'component' && environment !== null ? presentName(estate, environment) : environment;
    const whole = {
      ...snapshot,
      environment: place,
      relations: snapshot.relations.flatMap((relation) => {
        const to = endOf(relation.to);
        return to === null ? [] : [{ ...relation, to }];
      }),
    };
    return canonical({ ...whole, key: keyOf(whole) });
  };

  const wanted: WantedChange[] = removed.map(({ now }) => ({
    id: now.id,
    version: now.version,
    after: null,
  }));
  const kept: Shipping[] = [];
  const left: string[] = [];
  for (const written of input.says) {
    const { key } = written;
    const row = shipped.get(key);
    const now = nowOf(key);
    if (now === undefined) {
      const gone = row?.itemId ?? former.get(key);
      const says = gone === undefined ? here(written) : null;
      if (gone !== undefined)
        kept.push({ ...(row ?? { key, itemId: gone, hash: never }), newKey: null });
      else if (says !== null) {
        wanted.push({ id: null, version: null, after: says });
        kept.push({ key, itemId: null, hash: hashOf(says), newKey: says.key });
      }
      continue;
    }
    const says = here(written) ?? now.snapshot;
    const hash = hashOf(says);
    const nowHash = hashOf(now.snapshot);
    // Nothing could be changed before it was kept what was shipped.
    const lastHash = row?.hash ?? (wasKept ? never : nowHash);
    const isTaken = hash === nowHash || isUntouched(now, lastHash);
    if (hash !== nowHash && isTaken)
      wanted.push({
        id: now.id,
        version: now.version,
        after: { ...says, position: now.snapshot.position },
      });
    if (!isTaken && hash !== lastHash) left.push(now.snapshot.key);
    kept.push({
      key,
      itemId: now.id,
      hash: isTaken ? hash : lastHash,
      newKey: null,
    });
  }
  return { wanted, kept, left };
}

/** Without relations to what none of them adds after all. */
export function withoutLostEnds(
  plans: readonly ShippingPlan[],
  known: ReadonlyMap<number, KnownItem>,
): WantedChange[] {
  const wanted = plans.flatMap((plan) => plan.wanted);
  const there = new Set([
    ...[...known.values()].map(({ snapshot }) => snapshot.key),
    ...wanted.flatMap(({ after }) => after?.key ?? []),
  ]);
  return wanted.map((change) =>
    change.after === null
      ? change
      : {
          ...change,
          after: {
            ...change.after,
            relations: change.after.relations.filter(({ to }) => there.has(to)),
          },
        },
  );
}
