import { audited, mayBegin, type AccessWorld, type Actor } from '#lib/access/index.ts';
import { may } from '#lib/access/model.ts';
import { newId } from '#lib/kernel/ids.ts';
import { done, refuse, type Fault, type Result } from '#lib/kernel/result.ts';
import { count } from '#lib/kernel/words/numbers.ts';
import type { Sql } from '#lib/platform/database/database.ts';
import { applyChanges } from '../changes/apply-changes.ts';
import { faultOf } from '../changes/conflicts.ts';
import { lockInventory, saveSources } from '../changes/store.ts';
import type { Source } from '../model.ts';
import { changeInventory } from '../permissions.ts';
import { placeWords, type FileComplaints } from './complaint.ts';
import type { DecidedImport } from './decide-import.ts';
import type { ApplyImport, ImportOutcome, ImportPreview, PreviewImport } from './model.ts';
import { inParts, openFile, planFile, type FileThread } from './plan-file.ts';
import type { PlannedSource } from './plan-sources.ts';
import { complaintsView } from './preview-view.ts';

/** What a file would change; nothing is. What is wrong with the file is part of the answer. */
export async function previewImport(
  world: AccessWorld,
  actor: Actor,
  input: PreviewImport,
): Promise<Result<ImportPreview>> {
  const allowed = may(actor, changeInventory, world.environment);
  if (!allowed.ok) return allowed;
  const thread = openFile();
  try {
    return await previewOf(world, thread, input);
  } finally {
    await thread.end();
  }
}

async function previewOf(
  { database }: AccessWorld,
  thread: FileThread,
  { format, text, ...choices }: PreviewImport,
): Promise<Result<ImportPreview>> {
  const outline = await thread.call('read', { format, text });
  if (!outline.ok) return outline;
  const complaints = await planFile(database, thread, outline.value, choices);
  if (!complaints.ok) return complaints;
  if (complaints.value.found.length > 0) return done(complaintsView(complaints.value));
  const head = await thread.call('show', null);
  if (!head.ok) return head;
  const items = await inParts(head.value.items, (from) => thread.call('showItems', from));
  return items.ok ? done({ ...head.value.view, items: items.value }) : items;
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
 * `precondition` (it cannot be done as it is), `conflict` (somebody changed something since),
 * `busy` (the file took too long).
 */
export async function importInventory(
  world: AccessWorld,
  actor: Actor,
  input: ApplyImport,
): Promise<Result<ImportOutcome>> {
  const { format, text, reason, ...choices } = input;
  const what = {
    permission: changeInventory,
    target: 'inventory',
    targetOf: ({ estates }: ImportOutcome) => estates.slice(0, mostTold).join(', '),
    reason,
  };
  const allowed = mayBegin(world, actor, what);
  if (!allowed.ok) return audited(world, actor, what, () => Promise.resolve(allowed));
  const thread = openFile();
  try {
    // Before the transaction: whoever changes the inventory would wait for it.
    const outline = await thread.call('read', { format, text });
    return await audited(world, actor, what, async (tx): Promise<Result<ImportOutcome>> => {
      if (!outline.ok) return outline;
      await lockInventory(tx);
      const complaints = await planFile(tx, thread, outline.value, choices);
      if (!complaints.ok) return complaints;
      if (complaints.value.found.length > 0) return refuseFile(complaints.value);
      const { seen, fingerprint, typedNames } = choices;
      const decided = await thread.call('decide', { seen, fingerprint, typedNames });
      if (!decided.ok) return decided;
      if (!decided.value.ok) return decided.value;
      return write(tx, actor, reason, thread, decided.value.value);
    });
  } finally {
    await thread.end();
  }
}

async function write(
  tx: Sql,
  { name }: Actor,
  reason: string,
  thread: FileThread,
  { estates, counts, sources, changes }: DecidedImport,
): Promise<Result<ImportOutcome>> {
  const wanted = await inParts(changes, (from) => thread.call('changes', from));
  if (!wanted.ok) return wanted;
  await writeSources(tx, sources);
  const batch = newId();
  const applied = await applyChanges(tx, { batch, actor: name, reason }, wanted.value);
  if (!applied.ok) return { ok: false, fault: faultOf(applied.conflicts.slice(0, mostTold)) };
  return done({
    estates,
    counts,
    sources: sources.length,
    batch,
    keys: applied.changed.slice(0, mostKeys).map(({ key }) => key),
  });
}
