import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  beginOverHttp,
  buildOnce,
  startConsole,
  temporaryFolder,
  type RunningConsole,
} from '#lib/testing/processes/running-console.ts';

const visits = 5;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let running: RunningConsole;
let cookie: string;

beforeAll(async () => {
  buildOnce();
  folder = await temporaryFolder();
  running = await startConsole({
    DATA_DIR: folder.folder,
    FIRST_RUN: 'off',
    SYNTHETIC_TRAINEES: '1',
  });
  cookie = await beginOverHttp(running.address, running.account);
}, 400_000);
afterAll(async () => {
  await running.stop();
  await folder.remove();
});

/** Those of requests so far, without what background tasks ask. */
async function statements(): Promise<number> {
  const measures = await (await fetch(`${running.address}/api/metrics`)).text();
  const valueOf = (name: string): number =>
    Number(new RegExp(`^${name} (\\d+)`, 'm').exec(measures)?.[1]);
  return (
    valueOf('console_sql_statements_total') - valueOf('console_sql_background_statements_total')
  );
}

/**
 * What one visit asks of the database, session and frame among it: the fewest of several, since
 * what is read anew for all viewers now and then falls upon one of them.
 */
async function statementsOf(page: string): Promise<number> {
  const counts: number[] = [];
  for (let visit = 0; visit < visits; visit++) {
    const before = await statements();
    const response = await fetch(running.address + page, {
      headers: { cookie },
      redirect: 'manual',
    });
    await response.arrayBuffer();
    expect(response.status, page).toBe(200);
    counts.push((await statements()) - before);
  }
  return Math.min(...counts);
}

it.each([
  ['/indexes', 8],
  ['/inventory', 8],
  ['/inventory?text=server&estate=tis', 8],
  ['/inventory/tis', 8],
  ['/inventory/tis@production', 8],
  ['/inventory/reval-sync/rabbitmq@prod', 8],
  ['/inventory/matrix?estate=tis', 8],
  ['/inventory/graph', 8],
  ['/inventory/graph?of=reval-sync%2Frabbitmq%40prod', 8],
  ['/status', 8],
  ['/status?time=90-days', 8],
  ['/status?sort=state&state=up&text=search', 8],
  ['/status/service?id=service%3Alocal%3Asearch', 8],
  ['/status/incidents', 8],
  ['/status/incidents/open', 8],
  ['/status/incidents/past/tis/incident-gmc-2018-01', 8],
  ['/status/maintenance', 8],
  ['/status/notices', 8],
  ['/status/maintenance/plan', 8],
])('%s takes at most %i statements', async (page, atMost) => {
  const count = await statementsOf(page);
  expect(count).toBeGreaterThan(0);
  expect(count).toBeLessThanOrEqual(atMost);
});
