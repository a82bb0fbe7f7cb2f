import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { newId } from '../kernel/ids.ts';
import { processIdentity } from './process-identity.ts';

/** Made when missing; nobody else on the machine may look inside. */
export async function makeDataFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** The file appears with its whole content or not at all. False: there is one already. */
async function createWhole(file: string, content: string): Promise<boolean> {
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

interface Holder {
  readonly pid: number;
  readonly identity: string;
}

function holderOf(content: string): Holder | null {
  const [pid, identity] = content.split('\n');
  return identity === undefined || identity === '' ? null : { pid: Number(pid), identity };
}

const lockPattern = /^lock\.(\d+)$/;

async function newestLock(folder: string): Promise<number> {
  const names = await readdir(folder);
  return Math.max(0, ...names.map((name) => Number(lockPattern.exec(name)?.[1] ?? 0)));
}

async function liveHolder(file: string): Promise<number | null> {
  const content = await readFile(file, 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return '';
    throw error;
  });
  const holder = holderOf(content);
  if (holder === null) return null;
  return (await processIdentity(holder.pid)) === holder.identity ? holder.pid : null;
}

/** The process that holds the folder; null when none does. */
export async function dataFolderHolder(folder: string): Promise<number | null> {
  const newest = await newestLock(folder).catch(() => 0);
  return newest === 0 ? null : liveHolder(path.join(folder, `lock.${newest}`));
}

export type DataFolderLock = { readonly ok: true; release(): Promise<void> } | { readonly ok: false; readonly pid: number };

/**
 * PGlite does not notice a second process on its folder, and both lose data: whoever opens it holds this. Locks are numbered and
 * the highest one counts; it is never removed, only followed by a higher one, so that of several takers of a stale lock one wins.
 */
export async function lockDataFolder(folder: string): Promise<DataFolderLock> {
  const identity = await processIdentity(process.pid);
  for (;;) {
    const newest = await newestLock(folder);
    const pid = newest === 0 ? null : await liveHolder(path.join(folder, `lock.${newest}`));
    if (pid !== null) return { ok: false, pid };
    const file = path.join(folder, `lock.${newest + 1}`);
    if (!(await createWhole(file, `${process.pid}\n${identity ?? 'unknown'}\n`))) continue;
    if (newest > 0) await rm(path.join(folder, `lock.${newest}`), { force: true });
    return {
      ok: true,
      async release() {
        const empty = `${file}.${newId()}`;
        await writeFile(empty, '', { mode: 0o600 });
        await rename(empty, file);
      },
    };
  }
}

/** A secret of this folder, made on first use, readable by its owner alone. Of two processes that make it at once, both get the same. */
async function keptSecret(folder: string, name: string): Promise<string> {
  const file = path.join(folder, name);
  await createWhole(file, `${randomBytes(32).toString('base64url')}\n`);
  return (await readFile(file, 'utf8')).trim();
}

/** Signs sessions when NEXTAUTH_SECRET is unset. */
export async function sessionSecret(folder: string): Promise<string> {
  return keptSecret(folder, 'session-secret');
}

/** What the terminal on this machine shows; role admin. */
export async function localToken(folder: string): Promise<string> {
  return keptSecret(folder, 'token');
}
