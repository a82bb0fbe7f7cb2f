/** A file held against the inventory as it is: read in a thread, which is told what is there. */
import { done, type Result } from '#lib/kernel/result.ts';
import type { Sql } from '#lib/platform/database/database.ts';
import { Thread, type ThreadLimits } from '#lib/platform/process/thread.ts';
import { readSnapshots, readSources } from '../changes/store.ts';
import type { FileComplaints } from './complaint.ts';
import { readInbound, readOutlines } from './exchange-store.ts';
import { thingsAtOnce, type FileParts } from './file-parts.ts';
import type { ImportChoices } from './plan-import.ts';

export type FileThread = Thread<FileParts>;

/** Far more than the largest file that is taken needs. */
const limitsOfFile: ThreadLimits = { longestMs: 60_000 };

/** Whoever opens one ends it. */
export const openFile = (limits = limitsOfFile): FileThread =>
  new Thread('lib/inventory/exchange/read-file.thread.ts', limits, {
    late:
      'Reading the file took longer than the console gives to one file. Nothing was imported. ' +
      'Divide it, or try again when there is less to do.',
  });

/** All of it, a part at a time: others have their turn in between. */
export async function inParts<T>(
  whole: number,
  call: (from: number) => Promise<Result<readonly T[]>>,
): Promise<Result<T[]>> {
  const all: T[] = [];
  for (let from = 0; from < whole; from += thingsAtOnce) {
    const part = await call(from);
    if (!part.ok) return part;
    all.push(...part.value);
  }
  return done(all);
}

/**
 * Where there are complaints, nothing is planned. Four statements at most, whatever the file says.
 * Faults: as `Thread`.
 */
export async function planFile(
  sql: Sql,
  thread: FileThread,
  { complaints, estates, ends }: FileParts['read']['gives'],
  { isRemoving, renames }: ImportChoices,
): Promise<Result<FileComplaints>> {
  if (complaints.found.length > 0) return done(complaints);
  const renamed = [...Object.keys(renames), ...Object.values(renames)];
  const rows = await readOutlines(sql, ends && { estates, keys: [...ends, ...renamed] });
  const sources = await readSources(sql, estates);
  const wants = await thread.call('want', { rows, sources, choices: { isRemoving, renames } });
  if (!wants.ok) return wants;
  if (wants.value.complaints.found.length > 0) return done(wants.value.complaints);
  const items = [...(await readSnapshots(sql, wants.value.ids)).values()];
  for (let from = 0; from < items.length; from += thingsAtOnce) {
    const known = await thread.call('know', items.slice(from, from + thingsAtOnce));
    if (!known.ok) return known;
  }
  const planned = await thread.call('plan', null);
  if (!planned.ok) return planned;
  const { complaints: ofPlan, gone } = planned.value;
  if (gone.length === 0) return done(ofPlan);
  const lost = await thread.call('lose', await readInbound(sql, gone));
  return lost.ok ? done(ofPlan) : lost;
}
