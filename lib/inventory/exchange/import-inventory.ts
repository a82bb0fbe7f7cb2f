import { audited, mayBegin, type AccessWorld, type Actor } from '#lib/access/index.ts';
import { may } from '#lib/access/model.ts';
import { quoted } from '#lib/kernel/free-text.ts';
import { newId } from '#lib/kernel/ids.ts';
import { othersTurn } from '#lib/kernel/in-slices.ts';
import { done, refuse, type Fault, type Result } from '#lib/kernel/result.ts';
import { count, countOf } from '#lib/kernel/words/numbers.ts';
import type { Sql } from '#lib/platform/database/database.ts';
import { applyChanges } from '../changes/apply-changes.ts';
import { faultOf } from '../changes/conflicts.ts';
import { confirmNames } from '../changes/production.ts';
import { lockInventory, saveSources } from '../changes/store.ts';
import type { Source } from '../model.ts';
import { changeInventory } from '../permissions.ts';
import { placeWords, type FileComplaints } from './complaint.ts';
import type { ApplyImport, ImportOutcome, ImportPreview, PreviewImport } from './model.ts';
import { planFile } from './plan-file.ts';
import type { ImportPlan } from './plan-import.ts';
import type { PlannedSource } from './plan-sources.ts';
import { readImport } from './read-import.ts';
import { complaintsView, countsOf, fingerprintOf, previewOf } from './preview-view.ts';

/** What a file would change; nothing is. What is wrong with the file is part of the answer. */
export async function previewImport(
  world: AccessWorld,
  actor: Actor,
  input: PreviewImport,
): Promise<Result<ImportPreview>> {
  const allowed = may(actor, changeInventory, world.environment);
  if (!allowed.ok) return allowed;
  await othersTurn();
  const reading = readImport(input.format, input.text);
  const { complaints, plan, lost } = await planFile(world.database, reading, input);
  await othersTurn();
  return done(complaints === null ? previewOf(plan, lost) : complaintsView(complaints));
}

const mostTold = 5;

function refuseFile({ found, more }: FileComplaints): {
  readonly ok: false;
  readonly fault: Fault;
} {
  const told = found.slice(0, mostTold).map((one) => `${placeWords(one)}: ${one.says}`);
  const rest = found.length - told.length + more;
  return refuse(
    'invalid',
    [...told, ...(rest === 0 ? [] : [`And ${count(rest)} more.`]), 'Nothing was imported.'].join(
      ' ',
    ),
  );
}

/** What the plan does that the preview did not show, or the other way round. */
function unseen(plan: ImportPlan, seen: ApplyImport['seen']): string[] {
  const left = new Set(Object.keys(seen));
  const shownNot = plan.items.flatMap(({ known }) => {
    if (known === null || left.delete(String(known.id))) return [];
    return [`${quoted(known.snapshot.key)} was changed meanwhile, and this would change it back.`];
  });
  return left.size === 0
    ? shownNot
    : [...shownNot, `${countOf(left.size, 'thing')} of the preview would not be changed any more.`];
}

/** Otherwise who changed what is told instead. */
const hasAllVersions = ({ items }: ImportPlan, seen: ApplyImport['seen']): boolean =>
  items.every(({ known }) => known === null || seen[String(known.id)] === known.version);

const refuseUnseen = (says: readonly string[]): { readonly ok: false; readonly fault: Fault } => {
  const rest = says.length - mostTold;
  return refuse(
    'conflict',
    [
      ...says.slice(0, mostTold),
      ...(rest > 0 ? [`And ${count(rest)} more.`] : []),
      'Nothing was imported. Look at the preview again.',
    ].join(' '),
  );
};

async function writeSources(tx: Sql, sources: readonly PlannedSource[]): Promise<void> {
  const byEstate = new Map<string, Source[]>();
  for (const { estate, after } of sources) {
    const own = byEstate.get(estate);
    if (own === undefined) byEstate.set(estate, [after]);
    else own.push(after);
  }
  for (const [estate, own] of byEstate) await saveSources(tx, estate, own);
}

const mostKeys = 100;

/**
 * Does what the preview has shown, all of it or nothing. Faults: `forbidden`, `invalid` (the file),
 * `precondition` (it cannot be done as it is), `conflict` (somebody changed something since).
 */
export async function importInventory(
  world: AccessWorld,
  actor: Actor,
  input: ApplyImport,
): Promise<Result<ImportOutcome>> {
  const { reason, seen, fingerprint, typedNames } = input;
  const what = {
    permission: changeInventory,
    target: 'inventory',
    targetOf: ({ estates }: ImportOutcome) => estates.slice(0, mostTold).join(', '),
    reason,
  };
  const allowed = mayBegin(world, actor, what);
  if (!allowed.ok) return audited(world, actor, what, () => Promise.resolve(allowed));
  await othersTurn();
  // Before the transaction: whoever changes the inventory would wait for it.
  const reading = readImport(input.format, input.text);
  return audited(world, actor, what, async (tx): Promise<Result<ImportOutcome>> => {
    await lockInventory(tx);
    const { complaints, plan, lost } = await planFile(tx, reading, input);
    if (complaints !== null) return refuseFile(complaints);
    if (plan.obstacles.length > 0)
      return refuse('precondition', [...plan.obstacles, 'Nothing was imported.'].join(' '));
    const news = unseen(plan, seen);
    if (news.length > 0) return refuseUnseen(news);
    if (hasAllVersions(plan, seen) && fingerprintOf(plan, lost) !== fingerprint)
      return refuseUnseen([
        'What it adds, what it says of sources, or which relations go with it is not what the ' +
          'preview showed.',
      ]);
    const confirmed = confirmNames(plan.namesToType, typedNames, 'import this');
    if (!confirmed.ok) return confirmed;
    if (plan.items.length + plan.sources.length === 0)
      return refuse('precondition', 'The inventory is as the file says already.');
    await writeSources(tx, plan.sources);
    const batch = newId();
    const applied = await applyChanges(
      tx,
      { batch, actor: actor.name, reason },
      plan.items.map(({ known, after }) => ({
        id: known?.id ?? null,
        version: known === null ? null : (seen[String(known.id)] ?? 0),
        after,
      })),
    );
    if (!applied.ok) return { ok: false, fault: faultOf(applied.conflicts.slice(0, mostTold)) };
    const estates = [
      ...plan.items.flatMap(({ known, after }) => after?.estate ?? known?.snapshot.estate ?? []),
      ...plan.sources.map(({ estate }) => estate),
    ];
    return done({
      estates: [...new Set(estates)],
      counts: countsOf(plan),
      sources: plan.sources.length,
      batch,
      keys: applied.changed.slice(0, mostKeys).map(({ key }) => key),
    });
  });
}
