import { audited, type Actor } from '#lib/access/index.ts';
import { londonDate } from '#lib/kernel/clock.ts';
import { quoted } from '#lib/kernel/free-text.ts';
import { done, refuse, type Result } from '#lib/kernel/result.ts';
import { countOf } from '#lib/kernel/words/numbers.ts';
import { applyAs, type EditingWorld } from '../changes/edit-item.ts';
import { withFacts, type ItemSnapshot } from '../changes/snapshot.ts';
import { lockInventory, readSnapshots, saveSources } from '../changes/store.ts';
import type { Fact } from '../model.ts';
import { changeInventory } from '../permissions.ts';
import { statusWords } from './migration-item.ts';
import type { RecordableStatus, RecordedMove, RecordMove } from './move-request.ts';
import { objectionsTo, type Objection } from './order-rules.ts';
import { readTiedItems } from './show-migration.ts';

/** What people record themselves has a source like everything else. */
const sourceId = 'MOVES';
const attribute = 'migrationStatus';
const longestNote = 1_000;

function noteOf(objections: readonly Objection[]): string | null {
  if (objections.length === 0) return null;
  const note = `Recorded although: ${objections.map(({ says }) => says).join(' ')}`;
  return note.length <= longestNote ? note : `${note.slice(0, longestNote - 1)}…`;
}

function withStatus(
  snapshot: ItemSnapshot,
  status: RecordableStatus,
  fact: Pick<Fact, 'source' | 'note'>,
): ItemSnapshot {
  const recorded: Fact = {
    ...fact,
    attribute,
    recorded: status === 'not-recorded' ? { state: status } : { state: 'value', value: status },
  };
  return { ...snapshot, facts: withFacts(snapshot.facts, new Map([[attribute, recorded]])) };
}

const refusedFor = (objections: readonly Objection[]): Result<never> => ({
  ok: false,
  fault: {
    kind: 'precondition',
    says:
      `${countOf(objections.length, 'thing')} ${objections.length === 1 ? 'speaks' : 'speak'} ` +
      `against it. ${objections.map(({ says }) => says).join(' ')} Nothing was recorded.`,
    fields: { despite: 'Tick this where it is so all the same.' },
  },
});

/**
 * Records how far an item of the move has come, or that it is back. Faults: `not-found`; `invalid`
 * where it is recorded so already; `precondition` where the relations speak against it and nobody
 * said that it is so all the same, with what; `conflict` where somebody changed the item since.
 */
export const recordMove = (
  world: EditingWorld,
  actor: Actor,
  { item, version, status, reason, despite }: RecordMove,
): Promise<Result<RecordedMove>> =>
  audited(
    world,
    actor,
    { permission: changeInventory, target: item, reason, changed: { status } },
    async (tx) => {
      await lockInventory(tx);
      const items = await readTiedItems(tx);
      const record = items.find(({ key }) => key === item);
      if (record === undefined)
        return refuse('not-found', `${quoted(item)} is no item of the move. Nothing was recorded.`);
      const isSeen = record.version === version;
      if (isSeen && record.status === status)
        return refuse('invalid', `It is recorded as ${statusWords[status]} already.`);
      const objections = isSeen ? objectionsTo(items, item, status) : [];
      if (objections.length > 0 && !despite) return refusedFor(objections);
      const known = (await readSnapshots(tx, [record.id])).get(record.id);
      if (known === undefined)
        return refuse('not-found', 'It is not in the inventory any more. Nothing was recorded.');
      const today = londonDate(world.clock.now());
      await saveSources(tx, known.snapshot.estate, [
        {
          id: sourceId,
          title: 'Moves recorded in the console',
          evidence: 'document',
          asOf: null,
          readOn: today,
        },
      ]);
      const source = `${sourceId} of ${today}`;
      const after = withStatus(known.snapshot, status, { source, note: noteOf(objections) });
      const applied = await applyAs(tx, actor, reason, [{ id: record.id, version, after }]);
      if (!applied.ok) return applied;
      return done({ key: item, name: record.name, status, against: objections.length });
    },
  );
