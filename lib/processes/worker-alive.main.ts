import { isWorkerAlive, workerPulseFile } from './tasks/pulse-file.ts';

/**
 * For a health check beside the worker: ends with 0 while it makes progress, else with 1 and a line
 * that says so.
 */
async function main(): Promise<void> {
  if (await isWorkerAlive(workerPulseFile(), Date.now())) return;
  process.stderr.write('The worker makes no progress, or none runs here.\n');
  process.exitCode = 1;
}

void main();
