/** What people decide of a difference: declared takes it, or it is as it should be. */
import type { z } from 'zod';
import { audited, type Actor } from '#lib/access/index.ts';
import { londonDate } from '#lib/kernel/clock.ts';
import { newId } from '#lib/kernel/ids.ts';
import { done, refuse, type Result } from '#lib/kernel/result.ts';
import type { Sql } from '#lib/platform/database/database.ts';
import { applyChanges } from '../changes/apply-changes.ts';
import { faultOf } from '../changes/conflicts.ts';
import { confirmChanges } from '../changes/edit-item.ts';
import { withFacts, type ItemSnapshot, type WantedChange } from '../changes/snapshot.ts';
import { lockInventory, readSnapshots, saveSources } from '../changes/store.ts';
import { attributesOf } from '../items.ts';
import { isList } from '../kind.ts';
import { componentKey, type Fact } from '../model.ts';
import { acceptObserved, knowDifferences } from '../permissions.ts';
import type { AcceptObserved, KnowDifference, TakeBackKnown } from './drift-view.ts';
import type { HeldRow } from './drift-rows.ts';
import type { ObserveWorld } from './import-observation.ts';
import { readHeld, type HeldImport } from './list-drift.ts';
import { targetOf } from './match.ts';
import type { ObservedValue } from './observation.ts';
import { addKnown, lockImports, setItemOf, takeBack } from './observe-store.ts';
import { wordsOf } from './words-of.ts';

interface FoundRow {
  readonly of: HeldImport;
  readonly one: HeldRow;
}

const gone = refuse(
  'conflict',
  'The register has changed meanwhile: there is a newer import. Nothing was done. Look again.',
);

const other = refuse(
  'conflict',
  'What is declared of it has changed since you looked. Nothing was done. Look again.',
);

/** The row as the person saw it; until the transaction ends it stays so. */
async function findRow(
  tx: Sql,
  { row: id, seen }: Pick<z.output<typeof KnowDifference>, 'row' | 'seen'>,
): Promise<Result<FoundRow>> {
  await lockInventory(tx);
  await lockImports(tx);
  const of = { estate: null, environment: null, importId: Number(id.split('/')[0]) };
  const [held] = await readHeld(tx, of);
  const one = held?.rows.find(({ row }) => row.id === id);
  if (held === undefined || one === undefined) return gone;
  return one.row.seen === seen ? done({ of: held, one }) : other;
}

/** As the attribute wants it; none is a state of its own. */
function factOf(
  attributes: ReturnType<typeof attributesOf>,
  attribute: string,
  observed: ObservedValue,
  source: string,
): Fact {
  const texts = [observed].flat();
  const isSeveral = isList(attributes[attribute]?.type);
  return {
    attribute,
    recorded:
      texts.length === 1 && texts[0] === 'none'
        ? { state: 'none' }
        : { state: 'value', value: isSeveral ? texts : texts.join(', ') },
    source,
    note: null,
  };
}

function newComponent({ of, one }: FoundRow, source: string): ItemSnapshot | null {
  const { thing } = one.state;
  const { kind, estate, environment } = of.row;
  const target = thing === null ? null : targetOf(kind, thing);
  const itemKind = target?.kinds[0];
  if (thing === null || itemKind === undefined) return null;
  const words = wordsOf(thing.name).match(/[a-z0-9]+/g);
  const component =
    words === null
      ? ['observed', of.row.id, one.position].join('-')
      : words.join('-').slice(0, 100);
  const attributes = attributesOf({ type: 'component', kind: itemKind });
  return {
    key: componentKey(estate, component, environment),
    type: 'component',
    estate,
    component,
    environment,
    profile: null,
    sharedEnvironment: null,
    aliases: [],
    isProduction: false,
    kind: itemKind,
    name: thing.name,
    position: 100_000,
    source,
    facts: Object.entries(thing.attributes)
      .filter(([attribute]) => Object.hasOwn(attributes, attribute))
      .map(([attribute, observed]) => factOf(attributes, attribute, observed, source)),
    relations: [],
  };
}

async function wantedOf(
  tx: Sql,
  found: FoundRow,
  typedName: string | undefined,
  source: string,
): Promise<Result<WantedChange>> {
  const { state } = found.one;
  if (state.declared === null) {
    const after = newComponent(found, source);
    return after === null
      ? refuse('precondition', 'No rule says which kind of component this is. Nothing was done.')
      : done({ id: null, version: null, after });
  }
  const { id } = state.declared;
  const known = (await readSnapshots(tx, [id])).get(id);
  if (known === undefined) return gone;
  const { version } = known;
  if (state.state === 'missing') {
    const wanted = { id, version, after: null };
    const confirmed = await confirmChanges(tx, [wanted], typedName, 'remove something');
    return confirmed.ok ? done(wanted) : confirmed;
  }
  const attributes = attributesOf(known.snapshot);
  const observed = state.comparisons
    .filter(({ verdict }) => verdict === 'differs' || verdict === 'adds')
    .map(
      ({ attribute, observed: value }) =>
        [attribute, factOf(attributes, attribute, value, source)] as const,
    );
  const facts = withFacts(known.snapshot.facts, new Map(observed));
  return done({ id, version, after: { ...known.snapshot, facts } });
}

export interface Accepted {
  /** Of the component; after a removal the one that it had. */
  readonly key: string;
}

/**
 * Declared takes what was observed: changed facts, a new component, or the removal of one that is
 * missing. Faults: `forbidden`, `conflict` (there is a newer import, or somebody changed the
 * component meanwhile), `invalid` (production wants its name typed), `precondition`.
 */
export async function acceptDifference(
  world: ObserveWorld,
  actor: Actor,
  input: z.output<typeof AcceptObserved>,
): Promise<Result<Accepted>> {
  const { row, reason, typedName } = input;
  const what = {
    permission: acceptObserved,
    target: row,
    targetOf: ({ key }: Accepted) => key,
    reason,
  };
  return audited(world, actor, what, async (tx) => {
    const found = await findRow(tx, input);
    if (!found.ok) return found;
    const { of, one } = found.value;
    if (!one.row.canAccept)
      return refuse('precondition', 'There is nothing to be accepted of it. Nothing was done.');
    const source = `observed-${String(of.row.id)}`;
    const { seenAt } = of.held;
    const wanted = await wantedOf(tx, found.value, typedName, source);
    if (!wanted.ok) return wanted;
    await saveSources(tx, of.row.estate, [
      {
        id: source,
        title: `${of.row.format}, of ${of.row.environment}`,
        evidence: 'observed',
        asOf: londonDate(new Date(seenAt)),
        readOn: londonDate(of.row.at),
      },
    ]);
    const applied = await applyChanges(tx, { batch: newId(), actor: actor.name, reason }, [
      wanted.value,
    ]);
    if (!applied.ok) return { ok: false, fault: faultOf(applied.conflicts) };
    const [changed] = applied.changed;
    if (changed !== undefined && wanted.value.id === null && one.position !== null)
      await setItemOf(tx, of.row.id, one.position, changed.id);
    return done({ key: changed?.key ?? one.row.key ?? '' });
  });
}

export interface KnownDifference {
  readonly id: number;
}

/**
 * It stays in the register, and counts as known as long as it stays as it is. Faults: `forbidden`,
 * `conflict` (it is another difference by now, or known already), `precondition`.
 */
export async function knowDifference(
  world: ObserveWorld,
  actor: Actor,
  input: z.output<typeof KnowDifference>,
): Promise<Result<KnownDifference>> {
  const { row, reason } = input;
  const what = {
    permission: knowDifferences,
    target: row,
    targetOf: ({ target }: { readonly target: string }) => target,
    reason,
  };
  const known = await audited(world, actor, what, async (tx) => {
    const found = await findRow(tx, input);
    if (!found.ok) return found;
    const { of, one } = found.value;
    if (one.row.state === 'matched' || one.row.state === 'planned')
      return refuse('precondition', 'There is no difference to be known. Nothing was done.');
    if (one.row.known !== null) return refuse('conflict', 'It is marked as known already.');
    const id = await addKnown(tx, {
      actor: actor.name,
      reason,
      environmentId: of.row.environment_id,
      kind: of.row.kind,
      address: one.state.thing?.address ?? null,
      itemId: one.state.declared?.id ?? null,
      difference: one.difference,
    });
    return done({ id, target: `${one.row.key ?? one.row.address ?? row}: ${one.row.state}` });
  });
  return known.ok ? done({ id: known.value.id }) : known;
}

export function takeBackKnown(
  world: ObserveWorld,
  actor: Actor,
  { id, reason }: z.output<typeof TakeBackKnown>,
): Promise<Result<KnownDifference>> {
  const what = { permission: knowDifferences, target: `taken back: ${String(id)}`, reason };
  return audited(world, actor, what, async (tx) =>
    (await takeBack(tx, { id, actor: actor.name, reason }))
      ? done({ id })
      : refuse('not-found', 'It is not marked as known any more. Nothing was done.'),
  );
}
