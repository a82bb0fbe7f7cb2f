import { quoted } from '#lib/kernel/free-text.ts';
import { done, refuse, type Result } from '#lib/kernel/result.ts';
import type { AliasState } from '#lib/platform/search/port.ts';
import type { Generation } from '../store.ts';
import { keptAsWayBack, stillBuilt, stillRead, wayBackOfFamily } from './why-kept.ts';

/**
 * What goes when a person retires a generation: every index of the run of that name, or the one
 * index. Never one that an alias leads to, that a run may still fill, or that is the way back.
 */
export function planRemoval(
  records: readonly Generation[],
  generation: string,
  states: readonly AliasState[],
  indexes: ReadonlySet<string>,
): Result<readonly string[]> {
  const rows = records.filter((row) => row.runName === generation || row.index === generation);
  // What an alias leads to may be filled in place, and such an index cannot be adopted.
  const isRead = states.some(({ index }) => index === generation);
  if (rows.length === 0 && indexes.has(generation) && !isRead)
    return refuse(
      'precondition',
      `${quoted(generation)} is none of the generations: no run has made it. Adopt it first, ` +
        'and retire it then.',
    );
  if (rows.length === 0)
    return refuse('not-found', `There is no generation ${quoted(generation)} here.`);
  const names = (some: readonly Generation[]): string[] => some.map(({ index }) => index);
  const read = rows.filter(
    (row) => row.role === 'live' || states.some((s) => s.index === row.index),
  );
  if (read.length > 0) return refuse('precondition', stillRead(names(read)));
  const building = rows.filter(({ role }) => role === 'building');
  if (building.length > 0) return refuse('precondition', stillBuilt(names(building)));
  const only = rows.filter((row) => wayBackOfFamily(records, row.base)?.index === row.index);
  if (only.length > 0) return refuse('precondition', keptAsWayBack(names(only)));
  return done(rows.map(({ index }) => index));
}
