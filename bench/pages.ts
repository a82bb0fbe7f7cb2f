import { setTimeout as delay } from 'node:timers/promises';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Run } from '#lib/sync/index.ts';
import {
  beginOverHttp,
  buildOnce,
  startConsole,
  temporaryFolder,
  type RunningConsole,
} from '#lib/testing/processes/running-console.ts';
import { ratioOf, round, type Reporting } from './reporting.ts';
import { p95, Visitor } from './visitor.ts';

const idleTimes = 40;
const warmTimes = 5;
const wantedDuringRun = 40;
const runsAtMost = 12;

/** `[run]` is replaced by the newest run. */
const pages = [
  '/',
  '/sync',
  '/sync/[run]',
  '/indexes',
  '/api/shell',
  '/api/sync/readiness',
  '/api/sync/runs',
  '/api/sync/run/[run]',
  '/api/indexes/overview',
];

async function startRunIn(running: RunningConsole): Promise<string> {
  const token = (await readFile(path.join(running.dataDir, 'token'), 'utf8')).trim();
  const response = await fetch(`${running.address}/api/v1/sync/start`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ environment: 'local', pipeline: 'documented', reason: 'bench' }),
  });
  // `docs/interfaces.md`, Run.
  const run = (await response.json()) as Run;
  if (!response.ok) throw new Error(`starting a run returns ${response.status}`);
  return run.run;
}

async function runOf(running: RunningConsole, cookie: string, name: string): Promise<Run> {
  const answer = await fetch(`${running.address}/api/sync/run/${name}`, { headers: { cookie } });
  // `docs/interfaces.md`, Run.
  return ((await answer.json()) as { run: Run }).run;
}

/**
 * The main pages of the built console, everything embedded: idle and empty, then while a run goes
 * on.
 */
export async function benchPages({
  documents,
  cleaning,
  says,
  table,
  fail,
}: Reporting): Promise<object> {
  buildOnce();
  const folder = await temporaryFolder();
  cleaning.add('the data folder', () => folder.remove());
  const running = await startConsole({
    DATA_DIR: folder.folder,
    SYNTHETIC_TRAINEES: String(documents),
    FIRST_RUN: 'off',
  });
  cleaning.add('the console', () => running.stop());
  const cookie = await beginOverHttp(running.address, running.account);
  const visitor = new Visitor(running, cookie);

  const idle = new Map<string, number[]>();
  const measureIdle = async (page: string, of: string): Promise<void> => {
    await visitor.visits(of, warmTimes);
    idle.set(page, await visitor.visits(of, idleTimes));
  };
  says('Empty and idle …');
  for (const page of pages) if (!page.includes('[run]')) await measureIdle(page, page);

  const busy = new Map<string, number[]>(pages.map((page) => [page, []]));
  let name = '';
  for (
    let runs = 1;
    runs <= runsAtMost && [...busy.values()].some((times) => times.length < wantedDuringRun);
    runs++
  ) {
    says('During a run …');
    name = await startRunIn(running);
    let run = await runOf(running, cookie, name);
    while (run.endedAt === null) {
      for (const page of pages) {
        busy.get(page)?.push(await visitor.visit(page.replace('[run]', name)));
        await delay(20);
      }
      run = await runOf(running, cookie, name);
    }
    if (run.state !== 'settled') fail(`The run ended ${run.state}.`);
  }
  if ([...busy.values()].some((times) => times.length < wantedDuringRun))
    fail('The runs were too short for a p95: take more documents.');

  says('Idle afterwards …');
  const figures = [];
  for (const page of pages) {
    const of = page.replace('[run]', name);
    // There is no page of a run where there is none: idle means after it has ended.
    if (page.includes('[run]')) await measureIdle(page, of);
    const [p95Ms, emptyPageP95Ms] = [p95(busy.get(page) ?? []), p95(idle.get(page) ?? [])];
    figures.push({
      page,
      p95Ms: round(p95Ms),
      emptyPageP95Ms: round(emptyPageP95Ms),
      ratio: ratioOf(p95Ms, emptyPageP95Ms),
      statements: await visitor.statementsOf(of),
    });
  }
  table([
    ['page', 'p95 ms during a run', 'p95 ms idle', 'ratio', 'statements', 'visits'],
    ...figures.map((figure) => [
      figure.page,
      String(figure.p95Ms),
      String(figure.emptyPageP95Ms),
      String(figure.ratio),
      String(figure.statements),
      String(busy.get(figure.page)?.length),
    ]),
  ]);
  return figures;
}
