import { randomBytes } from 'node:crypto';
import {
  chmod,
  link,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  utimes,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import { newId } from '#lib/kernel/ids.ts';
import { liveHolder, ownLock, touchEveryMs, type Holder } from './lock-holder.ts';

/** Made when missing; no other user of the machine may read it. */
export async function makeDataFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** The file appears with its whole content or not at all. False: there is one already. */
async function createAtomically(file: string, content: string): Promise<boolean> {
  const draft = `${file}.${newId()}`;
  await writeFile(draft, content, { mode: 0o600, flag: 'wx' });
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

const lockPattern = /^lock\.(\d+)$/;

const lockFile = (folder: string, number: number): string => path.join(folder, `lock.${number}`);

async function newestLock(folder: string): Promise<number> {
  const names = await readdir(folder);
  return Math.max(0, ...names.map((name) => Number(lockPattern.exec(name)?.[1] ?? 0)));
}

/** The process that holds the folder; null when none does. */
export async function dataFolderHolder(folder: string): Promise<Holder | null> {
  const newest = await newestLock(folder).catch(() => 0);
  return newest === 0 ? null : liveHolder(lockFile(folder, newest));
}

export type DataFolderLock =
  { readonly ok: true; release(): Promise<void> } | ({ readonly ok: false } & Holder);

/** Shows those who cannot look this process up that it lives. */
function keepTouching(file: string): NodeJS.Timeout {
  const touching = setInterval(() => {
    const now = new Date();
    // A folder that cannot be written to just now fails louder elsewhere.
    utimes(file, now, now).catch(() => undefined);
  }, touchEveryMs);
  return touching.unref();
}

/**
 * PGlite does not notice a second process on its folder, and both lose data: whoever opens it holds
 * this. Locks are numbered and the highest one counts; it is only ever followed by a higher one, so
 * that of several takers of a stale lock one wins.
 */
export async function lockDataFolder(folder: string): Promise<DataFolderLock> {
  const content = await ownLock();
  for (;;) {
    const newest = await newestLock(folder);
    const holder = newest === 0 ? null : await liveHolder(lockFile(folder, newest));
    if (holder !== null) return { ok: false, ...holder };
    const file = lockFile(folder, newest + 1);
    if (!(await createAtomically(file, content))) continue;
    // While we read, others may have claimed this number, released it, and been followed: theirs is
    // then higher.
    if ((await newestLock(folder)) > newest + 1) {
      await rm(file, { force: true });
      continue;
    }
    if (newest > 0) await rm(lockFile(folder, newest), { force: true });
    const touching = keepTouching(file);
    return {
      ok: true,
      async release() {
        clearInterval(touching);
        const empty = `${file}.${newId()}`;
        await writeFile(empty, '', { mode: 0o600 });
        await rename(empty, file);
      },
    };
  }
}

/**
 * A secret of this folder, made on first use, readable by its owner alone. Of two processes that
 * make it at once, both get the same.
 */
async function storedSecret(folder: string, name: string): Promise<string> {
  const file = path.join(folder, name);
  await createAtomically(file, `${randomBytes(32).toString('base64url')}\n`);
  return (await readFile(file, 'utf8')).trim();
}

/** In place of what was there; readable by its owner alone. The path of the file. */
export async function keepSecretFile(
  folder: string,
  name: string,
  content: string,
): Promise<string> {
  const file = path.join(folder, name);
  const draft = `${file}.${newId()}`;
  await writeFile(draft, content, { mode: 0o600, flag: 'wx' });
  await rename(draft, file);
  return file;
}

/** Signs sessions when NEXTAUTH_SECRET is unset. */
export async function sessionSecret(folder: string): Promise<string> {
  return storedSecret(folder, 'session-secret');
}

/** What the terminal on this machine shows; role admin. */
export async function localToken(folder: string): Promise<string> {
  return storedSecret(folder, 'token');
}
