import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { stillOpens } from '#lib/access/index.ts';
import { keepSecretFile } from '#lib/platform/process/data-folder.ts';
import type { ConsoleWorld } from '#lib/platform/world.ts';

const name = 'first-account';

export interface FirstAccount {
  readonly email: string;
  readonly password: string;
}

/** Keeps the account that was just made, for whoever reads the folder; the path of the file. */
export const keepFirstAccount = (
  folder: string,
  { email, password }: FirstAccount,
): Promise<string> => keepSecretFile(folder, name, `${email}\n${password}\n`);

/** The file of an earlier start; null where there is none, or its password opens nothing now. */
export async function firstAccountOf(
  world: Pick<ConsoleWorld, 'database'>,
  folder: string,
): Promise<string | null> {
  const file = path.join(folder, name);
  const [email = '', password = ''] = await readFile(file, 'utf8').then(
    (text) => text.split('\n'),
    () => [],
  );
  return (await stillOpens(world, { email, password })) ? file : null;
}
