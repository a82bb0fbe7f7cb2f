import { quoted } from '#lib/kernel/free-text.ts';
import { done, refuse, type Result } from '#lib/kernel/result.ts';
import { listWords } from '#lib/kernel/words/text.ts';
import type { AliasState } from '#lib/platform/search/port.ts';
import type { Generation } from '../store.ts';

// What a person adopted was never left by readers, as far as is known: it comes last.
const leftAt = (row: Generation): number => row.liveUntil?.getTime() ?? 0;

/** The generation that readers of the family would go back to: the newest that they have left. */
export function wayBackOf(records: readonly Generation[], base: string): Generation | null {
  const [newest] = records
    .filter((row) => row.base === base && row.role === 'previous')
    .sort((a, b) => leftAt(b) - leftAt(a));
  return newest ?? null;
}

/**
 * What goes when a person retires a generation: every index of the run of that name, or the one
 * index. Never one that an alias leads to, that a run may still fill, or that is the only way back.
 */
export function planRemoval(
  records: readonly Generation[],
  generation: string,
  states: readonly AliasState[],
): Result<readonly string[]> {
  const rows = records.filter((row) => row.runName === generation || row.index === generation);
  if (rows.length === 0)
    return refuse('not-found', `There is no generation ${quoted(generation)} here.`);
  const names = (some: readonly Generation[]): string =>
    listWords(
      some.map(({ index }) => index),
      'and',
    );
  const read = rows.filter(
    (row) => row.role === 'live' || states.some((s) => s.index === row.index),
  );
  if (read.length > 0)
    return refuse(
      'precondition',
      `${names(read)} is read: an alias leads to it. Roll readers back or remove the alias first.`,
    );
  const building = rows.filter(({ role }) => role === 'building');
  if (building.length > 0)
    return refuse(
      'precondition',
      `${names(building)} is being built. Cancel its run, or let the next run drop it.`,
    );
  const only = rows.filter((row) => wayBackOf(records, row.base)?.index === row.index);
  if (only.length > 0)
    return refuse(
      'precondition',
      `${names(only)} is the newest that readers have left, and the only way back. It goes by ` +
        'itself once newer ones are kept.',
    );
  return done(rows.map(({ index }) => index));
}
