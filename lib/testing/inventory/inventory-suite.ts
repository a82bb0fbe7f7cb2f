import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Result } from '#lib/kernel/result.ts';

/** What was answered; a refusal fails the test in its own words. */
export function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.fault.says);
  return result.value;
}

/** A folder of estate files, each under the name of its estate. */
export async function estatesFolder(
  estates: Readonly<Record<string, string>>,
): Promise<{ readonly folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'estates-'));
  for (const [estate, text] of Object.entries(estates))
    await writeFile(path.join(folder, `${estate}.yaml`), text);
  return { folder, remove: () => rm(folder, { recursive: true }) };
}
