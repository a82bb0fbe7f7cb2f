import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createLog } from '#lib/platform/log.ts';
import { openPglite, type Database } from '#lib/platform/database/database.ts';
import { closeEnvironment, composeEnvironment } from '#lib/processes/compose.ts';
import { documented } from '#lib/sync/index.ts';
import {
  beginOverHttp,
  buildOnce,
  ownPassword,
  signInOverHttp,
  startConsole,
  temporaryFolder,
  type RunningConsole,
} from '#lib/testing/processes/running-console.ts';
import { environmentOf } from '../configured.ts';
import { ratioOf, round, type Reporting } from '../reporting.ts';
import { p95, Visitor } from '../visitor.ts';
import { settle } from './generations.ts';

const names = Array.from({ length: 12 }, (_none, at) => `env${String.fromCharCode(97 + at)}`);
/** Of five indexes each. */
const runsOfFirst = 40;
const documentsOfEach = 100;
const warmTimes = 10;
const measuredTimes = 60;
const p95AtMost = 5;
const statementsAtMost = 8;

/** A run in every environment, and in the first as many as make 200 generations. */
async function fill(database: Database, says: (line: string) => void): Promise<void> {
  const env = environmentOf({ OPENSEARCH_URL: '', AMQP_URL: '', SQS_ENDPOINT_URL: '' });
  const log = createLog('silent', 'bench');
  for (const name of names) {
    const environment = { name, title: name, isProduction: false, driver: 'managed' } as const;
    const world = await composeEnvironment(
      {
        environment,
        env,
        pipelines: [documented('reval.exchange')],
        scheduledOn: [],
        probes: [],
        components: {},
      },
      { database, log, holder: 'bench' },
    );
    const runs = name === names[0] ? runsOfFirst : 1;
    for (let number = 1; number <= runs; number += 1) await settle(world, number, documentsOfEach);
    await closeEnvironment(world);
  }
  says('… and 30 days of observations.');
}

/**
 * 30 days at one probe a minute: a state that became another one every five minutes, which is far
 * more often than people change anything, of an alias and of two numbers of documents in each
 * environment; and in the first of every alias and index, with every list once an hour.
 */
async function observe(database: Database): Promise<void> {
  await database.run(
    `update generation set created_at = clock_timestamp() - (41 - run_number) * interval '18 hours',
       live_from = live_from - (41 - run_number) * interval '18 hours',
       live_until = live_until - (40 - run_number) * interval '18 hours'
     where environment = $1`,
    [names[0]],
  );
  await database.run(
    `update reader_change set at = at
       - (41 - split_part(run_name, '-', 2)::integer) * interval '18 hours'
     where environment = $1`,
    [names[0]],
  );
  for (const environment of names) {
    const series =
      environment === names[0]
        ? [
            ...['masterdoctorindex', 'recommendationindex', 'connectedindex'],
            ...['disconnectedindex', 'exceptionindex'],
          ]
        : ['masterdoctorindex'];
    await database.run(
      `insert into alias_observation
         (environment, alias, state, seen, says, since, last_at, ended_at)
       select $1, 'discrepancies', case when n % 2 = 0 then 'missing' else 'matches' end,
         n::text, 'discrepancies is missing.',
         clock_timestamp() - make_interval(mins => 5 * n),
         clock_timestamp() - make_interval(mins => 5 * n - 4),
         clock_timestamp() - make_interval(mins => 5 * n - 5)
       from generate_series(1, 8640) n`,
      [environment],
    );
    await database.run(
      `insert into count_observation
         (environment, about, name, documents, since, last_at, ended_at)
       select $1, about, name, 70000 + n % 100,
         clock_timestamp() - make_interval(mins => 5 * n),
         clock_timestamp() - make_interval(mins => 5 * n - 4),
         clock_timestamp() - make_interval(mins => 5 * n - 5)
       from generate_series(1, 8640) n, unnest(array['index', 'alias']) about,
         unnest($2::text[]) name`,
      [environment, series],
    );
  }
  await database.run(
    `insert into count_observation
       (environment, about, body, name, documents, since, last_at, ended_at)
     select $1, 'list', '1-BODY' || body, list, 100 + (n + body) % 50,
       clock_timestamp() - make_interval(hours => n),
       clock_timestamp() - make_interval(hours => n) + interval '59 minutes',
       clock_timestamp() - make_interval(hours => n - 1)
     from generate_series(1, 720) n, generate_series(0, 12) body,
       unnest($2::text[]) list`,
    [
      names[0],
      [
        ...['current-connections', 'ready-to-connect', 'ready-to-disconnect', 'discrepancies'],
        ...['hidden-discrepancies', 'all-doctors', 'under-notice'],
      ],
    ],
  );
  await database.script('analyze');
}

async function signedIn(address: string, account: RunningConsole['account']): Promise<string> {
  const email = account?.email ?? '';
  const cookie = await signInOverHttp(address, { email, password: ownPassword });
  if (cookie === null) throw new Error('signing in failed');
  return cookie;
}

/**
 * The indexes page of the built console, everything embedded, with 12 environments, 200 generations
 * and 30 days of observations, against a page of the same console that shows next to nothing.
 */
export async function pagePart({ cleaning, says, table, fail }: Reporting): Promise<object> {
  buildOnce();
  const folder = await temporaryFolder();
  cleaning.add('the data folder', () => folder.remove());
  const config = path.join(path.dirname(folder.folder), 'console.yaml');
  const variables = { DATA_DIR: folder.folder, CONSOLE_CONFIG: config, FIRST_RUN: 'off' };
  await writeFile(
    config,
    `environments:\n${names
      .map((name) => `  - name: ${name}\n    syntheticTrainees: 1\n`)
      .join('')}`,
  );
  const empty = await startConsole(variables);
  const { account } = empty;
  await beginOverHttp(empty.address, account);
  await empty.stop();
  says(`${names.length} environments, ${runsOfFirst * 5} generations in one of them …`);
  const database = await openPglite(path.join(folder.folder, 'database'));
  await fill(database, says);
  await observe(database);
  await database.close();

  const running = await startConsole(variables);
  cleaning.add('the console', () => running.stop());
  const visitor = new Visitor(running, await signedIn(running.address, account));
  const page = `/indexes?environment=${names[0] ?? ''}`;
  const emptyPage = `/account?environment=${names[0] ?? ''}`;
  const reads = ['seen', 'documents', 'overview'].map(
    (read) => `/api/indexes/${read}?environment=${names[0] ?? ''}`,
  );
  for (const one of [page, emptyPage, ...reads]) await visitor.visits(one, warmTimes);
  const times = new Map<string, number[]>([page, emptyPage, ...reads].map((one) => [one, []]));
  // In turns, so that whatever else the machine does concerns both.
  for (let time = 0; time < measuredTimes; time += 1)
    for (const [one, own] of times) own.push(await visitor.visit(one));
  const p95Of = (one: string): number | null => p95(times.get(one) ?? []);
  const [p95Ms, emptyPageP95Ms] = [p95Of(page), p95Of(emptyPage)];
  const ratio = ratioOf(p95Ms, emptyPageP95Ms);
  await running.stop();
  // What the tasks of twelve environments ask meanwhile is no part of a request.
  const quiet = await startConsole({ ...variables, WORKER_ENVIRONMENTS: names.at(-1) ?? '' });
  cleaning.add('the console', () => quiet.stop());
  const counter = new Visitor(quiet, await signedIn(quiet.address, account));
  await counter.visits(page, warmTimes);
  const statements = await counter.statementsOf(page);
  if (ratio !== null && ratio > p95AtMost) fail(`The page took ${String(ratio)} times as long.`);
  if (statements !== null && statements > statementsAtMost)
    fail(`The page took ${String(statements)} statements.`);
  table([
    ['page', 'p95 ms', 'p95 ms of an empty page', 'ratio', 'statements'],
    ['/indexes', ...[round(p95Ms), round(emptyPageP95Ms), ratio, statements].map(String)],
    ...reads.map((read) => [read.replace(/\?.*/, ''), String(round(p95Of(read))), '', '', '']),
  ]);
  return {
    page: '/indexes',
    p95Ms: round(p95Ms),
    emptyPageP95Ms: round(emptyPageP95Ms),
    ratio,
    statements,
  };
}
