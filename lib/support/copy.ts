import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { keepSecretFile } from '#lib/platform/process/data-folder.ts';
import { describe } from './describe.ts';
import { SupportCopy } from './model.ts';
import { readFacts, type SupportWorld } from './read-facts.ts';

const fileName = 'support.json';

/**
 * What the page says of all environments now; `isReviewed`: of what does not work only what
 * somebody wrote for users. Statements: as `readFacts`.
 */
export async function takeCopy(world: SupportWorld, isReviewed: boolean): Promise<SupportCopy> {
  const checkedAt = world.clock.now().toISOString();
  const facts = await readFacts(world);
  return { checkedAt, environments: facts.map((one) => describe(one, isReviewed)) };
}

/** What this data folder has been left with; null: nothing that can be read. */
export async function readCopy(folder: string): Promise<SupportCopy | null> {
  try {
    const kept = SupportCopy.safeParse(
      JSON.parse(await readFile(path.join(folder, fileName), 'utf8')),
    );
    return kept.success ? kept.data : null;
  } catch {
    return null;
  }
}

/** In place of the one before, in one step. */
export const writeCopy = (folder: string, copy: SupportCopy): Promise<string> =>
  keepSecretFile(folder, fileName, `${JSON.stringify(copy)}\n`);

/** Whether both say the same, whenever they were taken. */
export const saysTheSame = (a: SupportCopy, b: SupportCopy): boolean =>
  JSON.stringify(a.environments) === JSON.stringify(b.environments);
