/** The one way in which the inventory changes: all of what was decided, or nothing of it. */
import type { Sql } from '#lib/platform/database/database.ts';
import { environmentKey } from '../model.ts';
import { troubleWith } from './check-snapshot.ts';
import { briefOf, conflictOf, type Conflict } from './conflicts.ts';
import { changesWhatFollows, writeWhatFollows } from './follows-store.ts';
import { newChangeIds, readChangesSince, recordChanges, type Decision } from './history-store.ts';
import { Plan, type Planned } from './plan.ts';
import type { WantedChange } from './snapshot.ts';
import {
  freeKeys,
  lockInventory,
  newItemIds,
  readOutlinesAround,
  readSnapshots,
  readSources,
  readSourcesOfRelations,
  removeItems,
  removeParts,
  writeDerived,
  writeFacts,
  writeItems,
  writeNames,
  writeRelations,
  type DerivedWorld,
  type KnownItem,
} from './store.ts';

export interface ChangedItem {
  readonly id: number;
  /** After it; of what was removed before it. */
  readonly key: string;
  readonly version: number;
  readonly isRemoved: boolean;
}

export type Applied =
  | { readonly ok: true; readonly changed: readonly ChangedItem[] }
  | { readonly ok: false; readonly conflicts: readonly Conflict[] };

/** What makes a change stale: somebody else was there meanwhile. One statement, if any. */
async function staleConflicts(
  tx: Sql,
  wanted: readonly WantedChange[],
  known: ReadonlyMap<number, KnownItem>,
): Promise<Conflict[]> {
  const stale = wanted.flatMap(({ id, version }, at) => {
    if (id === null) return [];
    const now = known.get(id);
    return (now?.version ?? null) === version ? [] : [{ at, id, version, now }];
  });
  if (stale.length === 0) return [];
  const since = await readChangesSince(
    tx,
    stale.map(({ id, version }) => ({ id, version: version ?? 0 })),
  );
  return stale.map(({ at, id, version, now }) =>
    conflictOf({
      at,
      now: now ?? null,
      isPutBack: version === null,
      since: since.filter(({ item_id }) => item_id === id).map(briefOf),
    }),
  );
}

function worldOf(plan: Plan): DerivedWorld {
  const there = plan.outlinesAfter();
  return {
    titles: new Map(
      there.filter(({ type }) => type === 'estate').map((one) => [one.key, one.name]),
    ),
    aliases: new Map(
      there.flatMap(({ type, estate, environment, aliases }) =>
        type === 'environment' && environment !== null
          ? [[environmentKey(estate, environment), aliases] as const]
          : [],
      ),
    ),
  };
}

async function write(tx: Sql, decision: Decision, plan: Plan): Promise<ChangedItem[]> {
  const { steps } = plan;
  const removed = steps.flatMap(({ id, after }) => (after === null ? [id] : []));
  const written = steps.flatMap(({ id, after }) =>
    after === null ? [] : [{ id, snapshot: after }],
  );
  const rekeyed = steps.flatMap(({ id, before, after }) =>
    before !== null && after !== null && before.snapshot.key !== after.key ? [id] : [],
  );
  if (removed.length > 0) await removeItems(tx, removed);
  if (rekeyed.length > 0) await freeKeys(tx, rekeyed);
  const old = steps.flatMap(({ id, before, after }) =>
    before !== null && after !== null ? [id] : [],
  );
  if (old.length > 0) await removeParts(tx, old);
  const world = worldOf(plan);
  const versions = await writeItems(tx, written, world);
  await writeFacts(tx, written);
  await writeRelations(
    tx,
    written.map(({ id, snapshot }) => ({ id, relations: plan.relationsById(snapshot) })),
  );
  await writeNames(tx, written);
  const dependent = plan.dependent();
  if (dependent.length > 0)
    await writeDerived(tx, [...(await readSnapshots(tx, dependent)).values()], world);
  if (steps.some(({ before, after }) => changesWhatFollows(before?.snapshot ?? null, after)))
    await writeWhatFollows(tx);
  const ids = await newChangeIds(tx, steps.length);
  const changed = steps.map(({ id, before, after }): ChangedItem => ({
    id,
    key: after?.key ?? before?.snapshot.key ?? '',
    version: versions.get(id) ?? (before?.version ?? 0) + 1,
    isRemoved: after === null,
  }));
  await recordChanges(
    tx,
    decision,
    steps.map(({ id, before, after, cause, undoes }, at) => ({
      id: ids[at] ?? 0,
      itemId: id,
      itemKey: changed[at]?.key ?? '',
      version: changed[at]?.version ?? 1,
      before: before?.snapshot ?? null,
      after,
      causedBy: cause === null ? null : (ids[cause] ?? null),
      undoes,
    })),
  );
  return changed;
}

/** What cannot be, in words, beside who changed what meanwhile. */
async function invalidConflicts(tx: Sql, plan: Plan): Promise<Conflict[]> {
  const estates = [...new Set(plan.steps.flatMap(({ after }) => after?.estate ?? []))];
  const sources = new Set(
    (await readSources(tx, estates)).map(({ estate, id }) => `${estate} ${id}`),
  );
  const ofStep = ({ at, before, after }: Planned): Conflict[] => {
    const says = [
      ...plan.troubleWith({ at, before, after }),
      ...(after === null
        ? []
        : troubleWith(after, before?.snapshot ?? null, (source) =>
            sources.has(`${after.estate} ${source.split(' ', 1)[0] ?? ''}`),
          )),
    ];
    return says.length === 0
      ? []
      : [
          {
            at: at ?? 0,
            key: after?.key ?? before?.snapshot.key ?? '',
            kind: 'not-valid',
            says: says.join(' '),
            since: [],
            now: before,
          },
        ];
  };
  return plan.steps.flatMap(ofStep);
}

const isOldEnvironment = ({ id, after }: WantedChange): boolean =>
  id !== null && after?.type === 'environment';

/**
 * Changes what was decided together, by one person, for one reason; nothing where any of it cannot
 * be. What hangs on a change follows: components of a renamed environment are renamed with it, and
 * relations to what is removed go with it. What is as wanted already is left alone. So many
 * statements, however many changes.
 */
export async function applyChanges(
  tx: Sql,
  decision: Decision,
  wanted: readonly WantedChange[],
): Promise<Applied> {
  await lockInventory(tx);
  const ids = wanted.flatMap(({ id }) => id ?? []);
  const gone = wanted.flatMap(({ id, after }) => (id !== null && after === null ? [id] : []));
  const incoming = gone.length === 0 ? [] : await readSourcesOfRelations(tx, gone);
  const afters = wanted.flatMap(({ after }) => after ?? []);
  const outlines = await readOutlinesAround(tx, {
    ids: [...ids, ...incoming],
    estates: [...new Set(afters.map(({ estate }) => estate))],
    keys: [...new Set(afters.flatMap(({ relations }) => relations.map(({ to }) => to)))],
    // What goes, or takes others along with its name, changes what nobody has named.
    withEnds: gone.length > 0 || wanted.some(isOldEnvironment),
  });
  const cascading = Plan.cascading(outlines, wanted);
  const known = await readSnapshots(tx, [...new Set([...ids, ...incoming, ...cascading])]);
  const stale = await staleConflicts(tx, wanted, known);
  if (stale.length > 0) return { ok: false, conflicts: stale };
  const fresh = await newItemIds(tx, wanted.filter(({ id }) => id === null).length);
  const plan = new Plan({ outlines, wanted, known, incoming, cascading, fresh });
  const invalid = await invalidConflicts(tx, plan);
  if (invalid.length > 0) return { ok: false, conflicts: invalid };
  if (plan.steps.length === 0) return { ok: true, changed: [] };
  return { ok: true, changed: await write(tx, decision, plan) };
}
