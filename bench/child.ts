/**
 * One whole run in a process of its own: `bench/memory.ts` starts it under a heap cap and sends it
 * its environment.
 */
import { once } from 'node:events';
import { Cleaning } from './cleaning.ts';
import { openWorld } from './open-world.ts';
import type { BenchEnvironment } from './environment.ts';
import { wholeRun } from './whole-run.ts';

async function main(): Promise<void> {
  const cleaning = new Cleaning();
  const end = (exitCode: number): void => {
    void cleaning.run().then(() => process.exit(exitCode));
  };
  process.on('disconnect', () => end(1));
  process.on('SIGINT', () => undefined);
  // The parent sends exactly this.
  const [environment] = (await once(process, 'message')) as [BenchEnvironment];
  try {
    const world = await openWorld(environment, cleaning);
    const { run, peakRssMb } = await wholeRun(world, cleaning);
    process.send?.({
      state: run.state,
      says: run.fault?.says ?? null,
      runMs: run.durationMs,
      peakRssMb,
    });
    end(0);
  } catch (error) {
    console.error(error);
    end(1);
  }
}

void main();
