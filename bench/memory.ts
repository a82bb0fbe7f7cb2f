import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { Cleaning } from './cleaning.ts';
import { prepare } from './environment.ts';
import { ratioOf, type Reporting } from './reporting.ts';

const heapMb = 256;

interface Outcome {
  readonly state: string;
  readonly says: string | null;
  readonly runMs: number | null;
  readonly peakRssMb: number;
}

export interface MemoryFigure {
  readonly documents: number;
  readonly state: string | null;
  readonly runMs: number | null;
  readonly peakRssMb: number | null;
}

async function settleUnderCap(
  documents: number,
  { cleaning, says }: Reporting,
): Promise<MemoryFigure> {
  says(`Filling the sources with ${documents} trainees …`);
  const own = new Cleaning();
  cleaning.add('what a run has used', () => own.run());
  const environment = await prepare(documents, true, own);
  says(`A run under ${heapMb} MB of heap …`);
  const child = fork(path.join(import.meta.dirname, 'child.mjs'), [], {
    execArgv: [`--max-old-space-size=${heapMb}`],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  own.add('the worker process', async () => {
    if (child.connected) child.disconnect();
    await exited;
  });
  // The child sends exactly this, once.
  const reply = once(child, 'message').then(([outcome]) => outcome as Outcome);
  child.send(environment);
  const outcome = await Promise.race([reply, exited.then(() => null)]);
  await own.run();
  if (outcome?.says != null) says(outcome.says);
  return {
    documents,
    state: outcome?.state ?? null,
    runMs: outcome?.runMs ?? null,
    peakRssMb: outcome?.peakRssMb ?? null,
  };
}

/**
 * Whether memory stays flat as the population grows: a fifth of the trainees, then all of them,
 * each in a worker with a capped heap.
 */
export async function benchMemory(reporting: Reporting): Promise<object> {
  const { documents, table, fail } = reporting;
  const runs = [
    await settleUnderCap(Math.ceil(documents / 5), reporting),
    await settleUnderCap(documents, reporting),
  ];
  const [few, all] = runs.map((run) => run.peakRssMb);
  const ratio = ratioOf(all ?? null, few ?? null);
  if (runs.some((run) => run.state !== 'settled')) fail('A run has not settled.');
  table([
    ['trainees', 'state', 'run s', 'peak MB'],
    ...runs.map((run) => [
      String(run.documents),
      run.state ?? 'died',
      run.runMs === null ? '' : (run.runMs / 1_000).toFixed(1),
      String(run.peakRssMb ?? ''),
    ]),
    ['ratio', '', '', String(ratio ?? '')],
  ]);
  return { heapMb, runs, ratio };
}
