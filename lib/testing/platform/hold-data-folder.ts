// A process of its own for the test of the lock: takes it, says how that went, holds it until its
// input ends.
import { once } from 'node:events';
import { lockDataFolder } from '#lib/platform/process/data-folder.ts';

async function hold(folder: string): Promise<void> {
  const lock = await lockDataFolder(folder);
  process.stdout.write(lock.ok ? 'held\n' : `refused ${lock.pid}\n`);
  if (!lock.ok) return;
  process.stdin.resume();
  await once(process.stdin, 'end');
  await lock.release();
}

void hold(process.argv[2] ?? '');
