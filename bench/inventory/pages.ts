import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import type { Database } from '#lib/platform/database/database.ts';
import { showReach } from '#lib/inventory/index.ts';
import { beginOverHttp, buildOnce, startConsole } from '#lib/testing/processes/running-console.ts';
import { ownConsole } from '../own-console.ts';
import { ratioOf, round, type Reporting } from '../reporting.ts';
import { p95, Visitor } from '../visitor.ts';
import { fillInventory } from './fill.ts';

const warmTimes = 3;
const measuredTimes = 30;
const p95AtMost = 5;
const statementsAtMost = 8;
const reachStatementsAtMost = 3;
/** Within which what somebody does feels answered (web.dev, Interaction to Next Paint). */
const answerMsAtMost = 200;

const emptyPage = '/account';
const pages = [
  { name: 'list', of: '/inventory' },
  { name: 'search', of: '/inventory?text=trainees%20office' },
  { name: 'component', of: '/inventory/estate-01/part-1@test-01' },
  { name: 'component that all need', of: '/inventory/estate-01/shared-0' },
  { name: 'matrix', of: '/inventory/matrix?estate=estate-01' },
] as const;
/** All of the first estate need it. */
const neighbourhood = '/inventory/graph?of=estate-01%2Fshared-0&direction=needed-by';

/** How many statements one question about the firewall takes. */
async function reachStatements(database: Database): Promise<number> {
  const before = database.statements();
  const from = 'estate-01/part-1@test-01';
  const answer = await showReach({ database }, { from, to: 'estate-01/shared-0', port: 443 });
  if (!answer.ok) throw new Error(answer.fault.says);
  return database.statements() - before;
}

/** What runs in the page: when the layout was asked for and answered, and how late timers were. */
const watching = `
  const seen = { askedAt: null, answeredAt: null, longestGap: 0 };
  let resolve;
  window.seenOfLayout = new Promise((given) => (resolve = given));
  const send = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (...given) {
    if (given[0]?.cmd === 'layout') {
      seen.askedAt = performance.now();
      this.addEventListener('message', ({ data }) => {
        if (data?.id === given[0].id) seen.answeredAt ??= performance.now();
      });
    }
    return send.apply(this, given);
  };
  let last = performance.now();
  const watch = setInterval(() => {
    const now = performance.now();
    if (seen.askedAt !== null)
      seen.longestGap = Math.max(seen.longestGap, now - Math.max(last, seen.askedAt));
    last = now;
    if (seen.answeredAt === null) return;
    clearInterval(watch);
    resolve(seen);
  }, 5);`;

const installed =
  process.env.CHROMIUM_PATH ?? ['/usr/bin/chromium'].find((file) => existsSync(file));

interface Laid {
  readonly layoutMs: number;
  readonly longestGapMs: number;
}

/** The graph of the neighbourhood in a browser: how long its layout takes, and the page waits. */
async function layOut(address: string, cookie: string): Promise<Laid> {
  const browser = await chromium.launch(
    installed === undefined ? {} : { executablePath: installed },
  );
  try {
    const context = await browser.newContext();
    const [name = '', ...value] = cookie.split('=');
    await context.addCookies([{ name, value: value.join('='), url: address }]);
    const page = await context.newPage();
    await page.addInitScript(watching);
    await page.goto(address + neighbourhood);
    // `watching` has made it: a promise, since the policy of the page lets nobody wait by a script.
    const seen = await page.evaluate<{
      readonly askedAt: number;
      readonly answeredAt: number;
      readonly longestGap: number;
    }>('window.seenOfLayout');
    return { layoutMs: seen.answeredAt - seen.askedAt, longestGapMs: seen.longestGap };
  } finally {
    await browser.close();
  }
}

/**
 * Pages of the built console over a large inventory, against a page of the same console that shows
 * next to nothing; the layout of a graph; and a question about the firewall.
 */
export async function pagesPart(reporting: Reporting): Promise<object> {
  const { documents, cleaning, says, table, fail } = reporting;
  buildOnce();
  const { variables: own, open } = await ownConsole(reporting);
  const variables = { ...own, SYNTHETIC_TRAINEES: '1' };
  const empty = await startConsole(variables);
  const cookie = await beginOverHttp(empty.address, empty.account);
  await empty.stop();
  const database = await open();
  says(`An inventory of ${documents} components. Database: ${database.kind}.`);
  const filled = await fillInventory(database, documents);
  const reach = await reachStatements(database);
  await database.close();

  const running = await startConsole(variables);
  cleaning.add('the console', () => running.stop());
  const visitor = new Visitor(running, cookie);
  const visited = [emptyPage, ...pages.map(({ of }) => of), neighbourhood];
  for (const one of visited) await visitor.visits(one, warmTimes);
  const times = new Map<string, number[]>(visited.map((one) => [one, []]));
  // In turns, so that whatever else the machine does concerns all of them.
  for (let time = 0; time < measuredTimes; time += 1)
    for (const [one, own] of times) own.push(await visitor.visit(one));
  const emptyPageP95Ms = p95(times.get(emptyPage) ?? []);
  const figures = [];
  for (const { name, of } of [...pages, { name: 'graph', of: neighbourhood }]) {
    const p95Ms = p95(times.get(of) ?? []);
    const ratio = ratioOf(p95Ms, emptyPageP95Ms);
    const statements = await visitor.statementsOf(of);
    figures.push({ page: name, p95Ms: round(p95Ms), ratio, statements });
    // No aim is set for the graph.
    if (of === neighbourhood) continue;
    if (ratio !== null && ratio > p95AtMost)
      fail(`The page of the ${name} took ${String(ratio)} times as long.`);
    if (statements !== null && statements > statementsAtMost)
      fail(`The page of the ${name} took ${String(statements)} statements.`);
  }
  if (reach > reachStatementsAtMost)
    fail(`The question about the firewall took ${String(reach)} statements.`);
  const laid = await layOut(running.address, cookie);
  if (laid.longestGapMs > answerMsAtMost)
    fail(`The page did not answer for ${String(round(laid.longestGapMs))} ms of the layout.`);
  table([
    ['page', 'p95 ms', 'ratio', 'statements'],
    [emptyPage, String(round(emptyPageP95Ms)), '', ''],
    ...figures.map(({ page, p95Ms, ratio, statements }) => [
      page,
      ...[p95Ms, ratio, statements].map(String),
    ]),
    ['firewall', '', '', String(reach)],
    [`layout of the graph: ${String(round(laid.layoutMs))} ms`, '', '', ''],
    [`longest without an answer meanwhile: ${String(round(laid.longestGapMs))} ms`, '', '', ''],
  ]);
  return {
    ...filled,
    emptyPageP95Ms: round(emptyPageP95Ms),
    pages: figures,
    reachStatements: reach,
    layoutMs: round(laid.layoutMs),
    longestGapMs: round(laid.longestGapMs),
  };
}
