import { audited, type Actor } from '#lib/access/index.ts';
import { quoted } from '#lib/kernel/free-text.ts';
import { done, refuse, type Result } from '#lib/kernel/result.ts';
import type { World } from '#lib/platform/world.ts';
import { noteGenerations } from '../permissions.ts';
import { listGenerations } from '../store.ts';
import { mostNotes, type NoteGeneration, type NoteOutcome } from './model.ts';
import { addNotes, lockNotes, notesOf } from './past-store.ts';

/**
 * Writes a note about a generation for others to read. Sent again, it is there once. Faults:
 * `forbidden`, `invalid`, `not-found`, `precondition` (it has as many notes as it may),
 * `unavailable`.
 */
export function noteGeneration(
  world: World,
  actor: Actor,
  { generation, text }: NoteGeneration,
): Promise<Result<NoteOutcome>> {
  const { name: environment } = world.environment;
  const what = {
    permission: noteGenerations,
    target: generation,
    reason: null,
    changed: { note: text },
  };
  return audited(world, actor, what, async (tx) => {
    const known = await listGenerations(tx, environment);
    const indexes = known
      .filter((row) => row.runName === generation || row.index === generation)
      .map(({ index }) => index);
    if (indexes.length === 0)
      return refuse('not-found', `There is no generation ${quoted(generation)}.`);
    await lockNotes(tx, environment);
    const notes = await notesOf(tx, environment, indexes);
    const isThere = (index: string): boolean => {
      const newest = notes.find((note) => note.index === index);
      return newest?.actor === actor.name && newest.text === text;
    };
    const missing = indexes.filter((index) => !isThere(index));
    const full = missing.find(
      (index) => notes.filter((note) => note.index === index).length >= mostNotes,
    );
    if (full !== undefined)
      return refuse(
        'precondition',
        `${quoted(full)} has ${String(mostNotes)} notes, and no more are kept.`,
      );
    await addNotes(tx, environment, missing, { actor: actor.name, text });
    return done({ environment, generation, indexes, text });
  });
}
