import path from 'node:path';
import { beginOverHttp, buildOnce, startConsole } from '#lib/testing/processes/running-console.ts';
import { fillInventory } from '../inventory/fill.ts';
import { ownConsole } from '../own-console.ts';
import { ratioOf, round, type Reporting } from '../reporting.ts';
import { p95, Visitor } from '../visitor.ts';
import { fillDays, fillHours, fillResults, probesOfAll } from './fill.ts';
import { idOf, openTargets } from './targets.ts';

const warmTimes = 3;
const measuredTimes = 30;
const p95AtMost = 5;
const statementsAtMost = 8;

// Of several environments an address names one: without it the console leads there first.
const environment = 'environment=bench-1';
const emptyPage = `/account?${environment}`;
const service = encodeURIComponent(idOf(probesOfAll - 1));
const pages = [
  { name: 'list', of: `/status?${environment}` },
  { name: 'list, 90 days', of: `/status?time=90-days&${environment}` },
  { name: 'list, worst first', of: `/status?sort=state&${environment}` },
  { name: 'list, searched', of: `/status?text=service%20199&${environment}` },
  { name: 'service', of: `/status/service?id=${service}&${environment}` },
  { name: 'service, 90 days', of: `/status/service?id=${service}&time=90-days&${environment}` },
] as const;
/** They are asked so rarely that the bench measures the pages and not the asking. */
const everySeconds = 3_600;
/** What the pages read of what was found. */
const kept = { resultHours: 1, minuteDays: 14, dayMonths: 4 };

/**
 * The pages of the services of the built console, over thousands of probes and components, against
 * a page of the same console that shows next to nothing.
 */
export async function pagesPart(reporting: Reporting): Promise<object> {
  const { documents, cleaning, says, table, fail } = reporting;
  buildOnce();
  const { variables: own, open } = await ownConsole(reporting);
  const targets = await openTargets(
    path.dirname(own.DATA_DIR ?? ''),
    { probes: probesOfAll, every: everySeconds },
    reporting,
  );
  const variables = {
    ...own,
    CONSOLE_CONFIG: targets.config,
    NODE_EXTRA_CA_CERTS: targets.authority,
  };
  const first = await startConsole(variables);
  const cookie = await beginOverHttp(first.address, first.account);
  await first.stop();
  const database = await open();
  says(`${probesOfAll} probes, ${documents} components. Database: ${database.kind}.`);
  await fillInventory(database, documents);
  for (const emptied of ['probe_result', 'probe_hour', 'probe_day'])
    await database.run(`delete from ${emptied}`);
  await fillResults(database, kept.resultHours);
  await fillHours(database, kept.minuteDays);
  await fillDays(database, kept.dayMonths);
  await database.close();

  const running = await startConsole(variables);
  cleaning.add('the console', () => running.stop());
  const visitor = new Visitor(running, cookie);
  const visited = [emptyPage, ...pages.map(({ of }) => of)];
  for (const one of visited) await visitor.visits(one, warmTimes);
  const times = new Map<string, number[]>(visited.map((one) => [one, []]));
  // In turns, so that whatever else the machine does concerns all of them.
  for (let time = 0; time < measuredTimes; time += 1)
    for (const [one, its] of times) its.push(await visitor.visit(one));
  const emptyPageP95Ms = p95(times.get(emptyPage) ?? []);
  const figures = [];
  for (const { name, of } of pages) {
    const p95Ms = p95(times.get(of) ?? []);
    const ratio = ratioOf(p95Ms, emptyPageP95Ms);
    const statements = await visitor.statementsOf(of);
    figures.push({ page: name, p95Ms: round(p95Ms), ratio, statements });
    if (ratio !== null && ratio > p95AtMost)
      fail(`The page of the ${name} took ${String(ratio)} times as long.`);
    if (statements !== null && statements > statementsAtMost)
      fail(`The page of the ${name} took ${String(statements)} statements.`);
  }
  table([
    ['page', 'p95 ms', 'ratio', 'statements'],
    [emptyPage, String(round(emptyPageP95Ms)), '', ''],
    ...figures.map(({ page, p95Ms, ratio, statements }) => [
      page,
      ...[p95Ms, ratio, statements].map(String),
    ]),
  ]);
  return { emptyPageP95Ms: round(emptyPageP95Ms), pages: figures };
}
