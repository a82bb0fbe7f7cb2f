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
