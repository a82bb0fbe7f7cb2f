import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { phaseMs } from '#lib/status/run-probes.ts';
import { startProcess, buildOnce } from '#lib/testing/processes/running-console.ts';
import { ownConsole } from '../own-console.ts';
import { round, type Reporting } from '../reporting.ts';
import { probesOfAll } from './fill.ts';
import { everySeconds, idOf, openTargets } from './targets.ts';

const core = 0;
const everyMs = everySeconds * 1_000;
/** Those that were never asked are asked at once, so that the first interval is another one. */
const warmIntervals = 3;
const measuredIntervals = 9;
const lagMsAtMost = 1_000;
/** Clocks that read a moment apart: asked so much before its time is on time. */
const earlyMs = 100;
const ticksPerSecond = 100;

/** Of processor time, in ms (Linux, proc(5)). */
async function processorMs(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) / ticksPerSecond) * 1_000;
}

/** How long after its moment a probe was asked; each moment is a whole number of intervals on. */
function lagMs(number: number, atMs: number): number {
  const own = { id: idOf(number), everyMs };
  const since = (((atMs + earlyMs - phaseMs(own)) % everyMs) + everyMs) % everyMs;
  return Math.max(0, since - earlyMs);
}

const share = (sorted: readonly number[], of: number): number | null =>
  sorted[Math.ceil(sorted.length * of) - 1] ?? null;

/**
 * The built worker on one core, which asks targets of this process on another one: when each
 * request came, against the moment that is its own.
 */
export async function schedulerPart(reporting: Reporting): Promise<object> {
  const { cleaning, says, table, fail } = reporting;
  if (process.env.DATABASE_URL === undefined) {
    says('A worker of its own needs PostgreSQL: set DATABASE_URL.');
    return { lagP99Ms: null };
  }
  buildOnce();
  const { variables } = await ownConsole(reporting);
  const targets = await openTargets(
    path.dirname(variables.DATA_DIR ?? ''),
    { probes: probesOfAll },
    reporting,
  );
  says(`${probesOfAll} probes every ${everySeconds} s, by a worker on one core …`);
  const worker = await startProcess(
    'worker',
    { ...variables, CONSOLE_CONFIG: targets.config, NODE_EXTRA_CA_CERTS: targets.authority },
    { core },
  );
  cleaning.add('the worker', () => worker.stop());
  await delay(warmIntervals * everyMs);
  const { pid } = worker.child;
  if (pid === undefined) throw new Error('the worker has no process');
  const fromMs = performance.timeOrigin + performance.now();
  const usedMs = await processorMs(pid);
  await delay(measuredIntervals * everyMs);
  const toMs = performance.timeOrigin + performance.now();
  const processor = ((await processorMs(pid)) - usedMs) / (toMs - fromMs);

  const within = [...targets.asked].map(([number, times]) => ({
    number,
    times: times.filter((at) => at >= fromMs && at < toMs),
  }));
  const lags = within
    .flatMap(({ number, times }) => times.map((at) => lagMs(number, at)))
    .sort((a, b) => a - b);
  // At the edges of the time a moment may be in, or out.
  const missed = within
    .map(({ times }) => Math.max(0, measuredIntervals - 1 - times.length))
    .reduce((a, b) => a + b, 0);
  const [lagP50Ms, lagP99Ms, lagMostMs] = [share(lags, 0.5), share(lags, 0.99), lags.at(-1)];
  if (lagP99Ms !== null && lagP99Ms >= lagMsAtMost)
    fail(`One in 100 was asked ${round(lagP99Ms)} ms after its time.`);
  if (missed > 0) fail(`${missed} askings were left out.`);
  table([
    ['askings', 'left out', 'lag p50 ms', 'lag p99 ms', 'at most ms', 'of the core'],
    [
      ...[lags.length, missed, round(lagP50Ms), round(lagP99Ms), round(lagMostMs ?? null)],
      `${Math.round(processor * 100)} %`,
    ].map(String),
  ]);
  return {
    askings: lags.length,
    missed,
    lagP50Ms: round(lagP50Ms),
    lagP99Ms: round(lagP99Ms),
    lagMostMs: round(lagMostMs ?? null),
    processorShare: Math.round(processor * 100) / 100,
  };
}
