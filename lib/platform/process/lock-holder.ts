import { readFile, readlink, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { processIdentity } from './identity.ts';

/**
 * A holder elsewhere has gone when its lock was not touched for so long; its own touches are far
 * more frequent.
 */
export const goneAfterMs = 30_000;
export const touchEveryMs = 5_000;

/** Who holds a lock. `host` is null for a process that we could look up ourselves. */
export interface Holder {
  readonly pid: number;
  readonly host: string | null;
}

/**
 * Within what a process number means something. Two containers have a process 1 each, and on two
 * machines the first namespaces have one number: so the boot of the machine counts too. Sources:
 * pid_namespaces(7), proc(5). Without /proc, the name of the machine.
 */
async function ownNamespace(): Promise<string> {
  const [namespace, boot] = await Promise.all([
    readlink('/proc/self/ns/pid').catch(() => null),
    readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => ''),
  ]);
  return namespace === null ? hostname() : `${boot.trim()} ${namespace}`;
}

/** What a lock of this process holds: process number, identity, namespace and host, a line each. */
export async function ownLock(): Promise<string> {
  const identity = (await processIdentity(process.pid)) ?? 'unknown';
  return [process.pid, identity, await ownNamespace(), hostname(), ''].join('\n');
}

/**
 * Null: not held, released, or its process has ended. A process of this namespace is looked up; one
 * elsewhere lives as long as it touches its lock.
 */
export async function liveHolder(file: string): Promise<Holder | null> {
  const [content, touched] = await Promise.all([readFile(file, 'utf8'), stat(file)]).catch(
    (error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
        return ['', null] as const;
      throw error;
    },
  );
  const [pid = '', identity = '', namespace = '', host = ''] = content.split('\n');
  if (identity === '' || touched === null) return null;
  if (namespace === '' || namespace === (await ownNamespace())) {
    return (await processIdentity(Number(pid))) === identity
      ? { pid: Number(pid), host: null }
      : null;
  }
  return Date.now() - touched.mtimeMs > goneAfterMs ? null : { pid: Number(pid), host };
}
