import { statfs } from 'node:fs/promises';

/**
 * Why a process does not start, in one line for the person at the terminal. 75: the data folder is
 * in use by another process (`docs/interfaces.md`, Exit codes).
 */
export class StartRefused extends Error {
  constructor(
    readonly exitCode: 1 | 2 | 75,
    readonly says: string,
  ) {
    super(says);
    this.name = 'StartRefused';
  }
}

/** Less than this is what a full disk has left. */
const leastFreeBytes = 1024 * 1024;

const freeBytesAt = async (folder: string): Promise<number> => {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
};

const fullDiskCodes: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT']);

/**
 * The same error in plain words where the disk of the data folder is full. The embedded database
 * does not say why it cannot be made there: the disk itself is asked.
 */
export async function inPlainWords(
  error: unknown,
  folder: string,
  freeBytes: (folder: string) => Promise<number> = freeBytesAt,
): Promise<unknown> {
  if (error instanceof StartRefused) return error;
  const isSaid = error instanceof Error && 'code' in error && fullDiskCodes.has(error.code);
  const free = isSaid ? 0 : await freeBytes(folder).catch(() => Infinity);
  if (free >= leastFreeBytes) return error;
  const says = `The disk of ${folder} (DATA_DIR) is full. Free some of it, then start again.`;
  return new StartRefused(1, says);
}

/** The edge of a process: says why it cannot go on, and ends it. */
export function endWith(error: unknown): never {
  if (error instanceof StartRefused) {
    process.stderr.write(`${error.says}\n`);
    process.exit(error.exitCode);
  }
  process.stderr.write(
    `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(1);
}
