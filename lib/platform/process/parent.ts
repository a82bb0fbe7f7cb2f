import { isRunByNpm } from '../env.ts';

const checkEveryMs = 500;

/**
 * npm runs a script in a shell that dies of a signal without passing it on. Whoever npm started
 * therefore watches its parent: when that has ended, the signal was meant for us. Started by
 * other means (a shell, a container, `nohup`) a parent may go.
 */
export function whenParentGone(end: () => void): void {
  if (!isRunByNpm()) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    end();
  }, checkEveryMs);
  timer.unref();
}

/**
 * A terminal or collector that has gone closes our output. Without a listener each line then
 * throws, the report of that throws again, and the process does nothing else any more.
 */
export function ignoreClosedOutput(): void {
  for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);
}
