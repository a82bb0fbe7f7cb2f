/** What becomes of the inventory when some of it is changed, with all that follows. Pure. */
import { quoted } from '#lib/kernel/free-text.ts';
import { countOf } from '#lib/kernel/words/numbers.ts';
import { environmentKey, keyOf } from '../model.ts';
import { countInside } from './inside.ts';
import {
  canonical,
  isSame,
  type ItemSnapshot,
  type RelationFrom,
  type WantedChange,
} from './snapshot.ts';
import type { KnownItem, OutlineRow, WrittenRelations } from './store.ts';

export interface Planned {
  readonly id: number;
  /** Which of the wanted ones. */
  readonly at: number | null;
  readonly before: KnownItem | null;
  readonly after: ItemSnapshot | null;
  /** The step that it follows from. */
  readonly cause: number | null;
  readonly undoes: number | null;
}

interface PlanInput {
  readonly outlines: readonly OutlineRow[];
  readonly wanted: readonly WantedChange[];
  readonly known: ReadonlyMap<number, KnownItem>;
  /** What has relations to what is removed. */
  readonly incoming: readonly number[];
  /** What is in an environment that is renamed. */
  readonly cascading: readonly number[];
  /** An id for each new one. */
  readonly fresh: readonly number[];
}

type Outline = Omit<OutlineRow, 'id'>;

/** Old keys of environments that are renamed, with their new names and who renames them. */
function renamesOf(
  outlines: readonly OutlineRow[],
  wanted: readonly WantedChange[],
): ReadonlyMap<string, { readonly name: string; readonly at: number }> {
  const byId = new Map(outlines.map((outline) => [outline.id, outline]));
  return new Map(
    wanted.flatMap(({ id, after }, at) => {
      const outline = id === null ? undefined : byId.get(id);
      return outline?.type === 'environment' && after !== null && after.name !== outline.environment
        ? [[outline.key, { name: after.name, at }] as const]
        : [];
    }),
  );
}

export class Plan {
  readonly steps: readonly Planned[];
  readonly #before: ReadonlyMap<string, OutlineRow>;
  readonly #after: ReadonlyMap<number, Outline>;
  /** By the new keys. */
  readonly #ids: ReadonlyMap<string, readonly number[]>;
  /** How much is in each estate and environment after it. */
  #inside: ReadonlyMap<string, number> | null = null;

  constructor({ outlines, wanted, known, incoming, cascading, fresh }: PlanInput) {
    this.#before = new Map(outlines.map((outline) => [outline.key, outline]));
    const renames = renamesOf(outlines, wanted);
    const left = fresh.values();
    const ids = wanted.map(({ id }) => id ?? left.next().value ?? 0);
    const isWanted = new Set(ids);
    const removed = new Map(
      wanted.flatMap(({ after }, at) => (after === null ? [[ids[at] ?? 0, at] as const] : [])),
    );

    const placed = (snapshot: ItemSnapshot): ItemSnapshot => {
      const environment =
        snapshot.type === 'environment'
          ? snapshot.name
          : snapshot.environment === null
            ? null
            : (renames.get(environmentKey(snapshot.estate, snapshot.environment))?.name ??
              snapshot.environment);
      const whole = { ...snapshot, environment };
      return { ...whole, key: keyOf(whole) };
    };
    const rough: Planned[] = [
      ...wanted.map(({ id, after, undoes = null }, at): Planned => ({
        id: ids[at] ?? 0,
        at,
        before: id === null ? null : (known.get(id) ?? null),
        after: after === null ? null : placed(after),
        cause: null,
        undoes,
      })),
      ...[...new Set([...cascading, ...incoming])].flatMap((id): Planned[] => {
        const before = known.get(id);
        if (before === undefined || isWanted.has(id)) return [];
        const { snapshot } = before;
        const own = environmentKey(snapshot.estate, snapshot.environment ?? '');
        const lost = snapshot.relations.flatMap(
          ({ to }) => removed.get(this.#before.get(to)?.id ?? -1) ?? [],
        );
        const after = placed({
          ...snapshot,
          relations: snapshot.relations.filter(
            ({ to }) => !removed.has(this.#before.get(to)?.id ?? -1),
          ),
        });
        const cause = renames.get(own)?.at ?? lost[0] ?? null;
        return [{ id, at: null, before, after, cause, undoes: null }];
      }),
    ];

    const after = new Map<number, Outline>(outlines.map((outline) => [outline.id, outline]));
    for (const step of rough)
      if (step.after === null) after.delete(step.id);
      else after.set(step.id, step.after);
    this.#after = after;
    const byKey = new Map<string, number[]>();
    for (const [id, { key }] of after) {
      const twins = byKey.get(key);
      if (twins === undefined) byKey.set(key, [id]);
      else twins.push(id);
    }
    this.#ids = byKey;

    const settled = rough.map((step) =>
      step.after === null ? step : { ...step, after: canonical(this.#withEnds(step.after)) },
    );
    const isChange = ({ before, after: wants }: Planned): boolean =>
      before === null ? wants !== null : !isSame(before.snapshot, wants);
    const kept = settled.map((step, at) => ({ step, at })).filter(({ step }) => isChange(step));
    const positions = new Map(kept.map(({ at }, position) => [at, position]));
    this.steps = kept.map(({ step }) => ({
      ...step,
      cause: step.cause === null ? null : (positions.get(step.cause) ?? null),
    }));
  }

  /** The components of environments that are renamed. */
  static cascading(outlines: readonly OutlineRow[], wanted: readonly WantedChange[]): number[] {
    const renames = renamesOf(outlines, wanted);
    return renames.size === 0
      ? []
      : outlines.flatMap(({ id, type, estate, environment }) =>
          type === 'component' && renames.has(environmentKey(estate, environment ?? ''))
            ? [id]
            : [],
        );
  }

  /** Where a relation leads, by the key that its end has, or had before this. */
  #end(to: string): number | undefined {
    const [id] = this.#ids.get(to) ?? [];
    const before = this.#before.get(to)?.id;
    return id ?? (before !== undefined && this.#after.has(before) ? before : undefined);
  }

  #withEnds(snapshot: ItemSnapshot): ItemSnapshot {
    return {
      ...snapshot,
      relations: snapshot.relations.map((relation): RelationFrom => {
        const end = this.#end(relation.to);
        const outline = end === undefined ? undefined : this.#after.get(end);
        return outline === undefined ? relation : { ...relation, to: outline.key };
      }),
    };
  }

  outlinesAfter(): Outline[] {
    return [...this.#after.values()];
  }

  relationsById({ relations }: ItemSnapshot): WrittenRelations['relations'] {
    return relations.flatMap(({ to, ...relation }) => {
      const end = this.#end(to);
      return end === undefined ? [] : [{ ...relation, to: end }];
    });
  }

  /** What shows something of a changed estate or environment, and is not changed itself. */
  dependent(): number[] {
    const changed = new Set(this.steps.map(({ id }) => id));
    const above = new Set(
      this.steps.flatMap(({ before, after }) => {
        if (after === null || after.type === 'component') return [];
        const was = before?.snapshot;
        const isShownElsewhere =
          after.type === 'estate'
            ? was?.name !== after.name
            : !isSame(was?.aliases ?? [], after.aliases);
        return isShownElsewhere ? [after.key] : [];
      }),
    );
    if (above.size === 0) return [];
    return [...this.#after].flatMap(([id, { estate, environment }]) =>
      !changed.has(id) &&
      (above.has(estate) || above.has(environmentKey(estate, environment ?? '')))
        ? [id]
        : [],
    );
  }

  /** Whether it fits what else there is. */
  troubleWith({ before, after }: Pick<Planned, 'at' | 'before' | 'after'>): string[] {
    if (after === null) return before === null ? [] : this.#whyNotGone(before.snapshot);
    const { key, type, estate, environment, relations } = after;
    const was = before?.snapshot;
    const ends = relations.filter(({ to }) => this.#end(to) === undefined);
    const has = (one: string): boolean => this.#ids.has(one);
    return [
      ...(was !== undefined && (was.type !== type || was.estate !== estate)
        ? ['What it is, and of which estate, cannot be changed.']
        : []),
      ...((this.#ids.get(key) ?? []).length > 1 ? [`${quoted(key)} is there already.`] : []),
      ...(type === 'estate' || has(estate) ? [] : [`There is no estate ${quoted(estate)}.`]),
      ...(type !== 'component' || environment === null || has(environmentKey(estate, environment))
        ? []
        : [`${quoted(environment)} is no environment of ${estate}.`]),
      ...ends.map(({ kind, to }) => `${kind} ${quoted(to)}: that is not in the inventory.`),
      ...(relations.some(({ to }) => to === key) ? ['Nothing is related to itself.'] : []),
    ];
  }

  /** Why an estate or an environment cannot go yet. */
  #whyNotGone({ type, key }: ItemSnapshot): string[] {
    if (type === 'component') return [];
    this.#inside ??= countInside(this.outlinesAfter().map((one) => one.key));
    const inside = this.#inside.get(key) ?? 0;
    return inside === 0
      ? []
      : [`${countOf(inside, 'thing is', 'things are')} in ${quoted(key)}. Remove what is in it.`];
  }
}
