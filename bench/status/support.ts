import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Database } from '#lib/platform/database/database.ts';
import { until } from '#lib/testing/platform/until.ts';
import { buildOnce, startConsole } from '#lib/testing/processes/running-console.ts';
import { ownConsole } from '../own-console.ts';
import { round, type Reporting } from '../reporting.ts';
import { p95, Visitor } from '../visitor.ts';
import { fillProbes } from './fill.ts';

const bytesAtMost = 30_000;
const visits = 50;
const names = ['prod', 'stage', 'working'] as const;
const forms = ['/support', '/support.json', '/support/feed.atom', '/support/feed.json'] as const;
const incidents = 300;
const updatesOfEach = 5;
const maintenances = 100;

/** Far more than ever goes wrong at once, each with as much text as fits. */
async function fillTroubles(database: Database): Promise<void> {
  await database.run(
    `insert into incident (environment, title, state, opened_by, since, opened_at, resolved_at)
     select $1, 'Lists of doctors are slow for region ' || n || repeat(' and others', 8),
       'investigating', 'ann@example.org', at, at,
       case when n % 2 = 0 then at + interval '1 hour' end
     from generate_series(1, $2::integer) n,
       lateral (select clock_timestamp() - n * interval '30 minutes' as at) t`,
    [names[0], incidents],
  );
  await database.run(
    `insert into incident_update (incident, at, actor, state, text)
     select i.id, i.opened_at + n * interval '5 minutes', 'ann@example.org', 'identified',
       'Update ' || n || repeat(': callers see old lists & <nothing> of today', 20)
     from incident i cross join generate_series(1, $1::integer) n`,
    [updatesOfEach],
  );
  await database.run(
    `insert into maintenance (environment, title, text, from_at, to_at, planned_by)
     select $1, 'Planned work ' || n, repeat('Lists are not renewed meanwhile. ', 20),
       clock_timestamp() + n * interval '1 hour', clock_timestamp() + (n + 2) * interval '1 hour',
       'ann@example.org'
     from generate_series(1, $2::integer) n`,
    [names[0], maintenances],
  );
}

/** The support page and its other forms, where a great deal does not work. */
export async function supportPart(reporting: Reporting): Promise<object> {
  const { cleaning, says, table, fail } = reporting;
  buildOnce();
  const own = await ownConsole(reporting);
  const config = path.join(path.dirname(own.variables.DATA_DIR ?? ''), 'console.yaml');
  await writeFile(
    config,
    `environments:\n${names
      .map(
        (name) =>
          `  - name: ${name}\n    syntheticTrainees: 1\n    production: ${name === 'prod'}\n`,
      )
      .join('')}`,
  );
  const variables = {
    ...own.variables,
    CONSOLE_CONFIG: config,
    WORKER_ENVIRONMENTS: 'working',
    SUPPORT_PUBLIC: '1',
  };
  await (await startConsole(variables)).stop();
  const database = await own.open();
  await fillProbes(database, names.slice(0, -1));
  await fillTroubles(database);
  await database.close();
  says(`${incidents} incidents, ${maintenances} planned works. Database: ${database.kind}.`);

  const running = await startConsole(variables);
  cleaning.add('the console', () => running.stop());
  const visitor = new Visitor(running, '');
  const read = async (form: string): Promise<string> =>
    (await fetch(running.address + form)).text();
  // The copy of before is of a console in which nothing was wrong.
  await until('the copy to be renewed', async () => (await read('/support')).includes('region'));
  const figures = [];
  for (const form of forms) {
    const before = await visitor.statements();
    const times = await visitor.visits(form, visits);
    const statements = (await visitor.statements()) - before;
    const bytes = Buffer.byteLength(await read(form));
    figures.push({ form, bytes, statements, p95Ms: round(p95(times)) });
    if (statements > 0) fail(`${form} asked the database ${statements} times.`);
    if (form === '/support' && bytes > bytesAtMost) fail(`The page has ${bytes} bytes.`);
  }
  table([
    ['form', 'bytes', `statements of ${visits} visits`, 'p95 ms'],
    ...figures.map(({ form, bytes, statements, p95Ms }) => [
      form,
      ...[bytes, statements, p95Ms].map(String),
    ]),
  ]);
  return { forms: figures };
}
