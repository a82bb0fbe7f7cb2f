import { whenParentGone } from '#lib/platform/process/parent.ts';
import { startWorker } from './start-worker.ts';
import { compose } from './compose.ts';
import { ownConfiguration, ownLog } from './configuration.ts';
import { keepPulseFile, workerPulseFile } from './pulse-file.ts';
import { workerPulse } from './liveness.ts';
import { endWith, StartRefused } from './start-refused.ts';

async function main(): Promise<void> {
  const env = ownConfiguration();
  if (env.DATABASE_URL === undefined) {
    throw new StartRefused(
      2,
      'DATABASE_URL is missing: a worker of its own needs PostgreSQL. Set it, or use npm start, which has a worker inside.',
    );
  }
  const log = ownLog(env, 'worker');
  const pulse = await keepPulseFile(workerPulseFile(), workerPulse(Date.now), Date.now, log);
  const composed = await compose(env, log);
  const { world } = composed;
  const work = startWorker(world, pulse.beat);
  process.send?.('ready');
  log.info({ holder: world.holder }, 'the worker is ready');

  let isStopping = false;
  const stop = async (): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    await work.end();
    await composed.close();
    await pulse.end();
    process.exit(0);
  };
  const begin = (): void => {
    stop().catch(endWith);
  };
  process.on('SIGTERM', begin);
  // Ctrl-C reaches the whole group; a supervisor passes it on in order.
  process.on('SIGINT', () => {
    if (process.send === undefined) begin();
  });
  process.on('disconnect', begin);
  if (process.send === undefined) whenParentGone(begin);
  await work.ended;
  if (!isStopping) throw new Error('the worker has ended by itself');
}

main().catch(endWith);
