import { logFrameworkOutput, logWarnings } from '#lib/platform/process/framework-output.ts';
import { ignoreClosedOutput, whenParentGone } from '#lib/platform/process/parent.ts';
import { startTasks, type RunningTasks } from './tasks/background-tasks.ts';
import { measureProcess } from '#lib/platform/metrics.ts';
import type { Pulse } from '#lib/platform/process/health.ts';
import { compose } from './compose.ts';
import { ownConfiguration, ownLog } from './configuration/own-configuration.ts';
import { keepPulseFile, workerPulseFile } from './tasks/pulse-file.ts';
import { measureFacts } from './measure-facts.ts';
import { serveMetrics } from './tasks/serve-metrics.ts';
import { tasksOf } from './tasks/task-list.ts';
import { endWith, StartRefused } from './start-refused.ts';

async function main(): Promise<void> {
  ignoreClosedOutput();
  const { env, environments, workerEnvironments, routes } = ownConfiguration();
  if (env.DATABASE_URL === undefined) {
    throw new StartRefused(
      2,
      'DATABASE_URL is missing: a worker of its own needs PostgreSQL. Set it, or use npm start, ' +
        'which has a worker inside.',
    );
  }
  const log = ownLog(env, 'worker');
  logWarnings(log);
  logFrameworkOutput(log);
  let tasks: RunningTasks | null = null;
  const starting: Pulse = { startedAtMs: Date.now(), progressAtMs: null, stillAfterMs: 0 };
  const pulses = (): readonly Pulse[] => tasks?.pulses() ?? [starting];
  const pulse = await keepPulseFile(workerPulseFile(), pulses, Date.now, log);
  const composed = await compose(env, environments, routes, log);
  const here = composed.world.environments.filter(({ environment }) =>
    workerEnvironments.includes(environment.name),
  );
  const running = startTasks(tasksOf(here, composed.world), log, Date.now, pulse.beat);
  tasks = running;
  measureProcess(() => ({
    statements: () => composed.world.database.statements(),
    backgroundStatements: () => composed.world.database.backgroundStatements(),
    pulses: () => running.pulses(),
  }));
  measureFacts(composed.world);
  const metricsPort = env.WORKER_METRICS_PORT;
  const metrics =
    metricsPort === 0 ? null : await serveMetrics(env.HOST, metricsPort, log, env.METRICS_TOKEN);
  process.send?.('ready');
  log.info({ environments: workerEnvironments }, 'the worker is ready');

  let isStopping = false;
  const stop = async (): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    metrics?.close();
    await running.stop();
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
  const ended = await running.ended;
  if (!isStopping) throw new Error(`the ${ended} has ended by itself`);
}

main().catch(endWith);
