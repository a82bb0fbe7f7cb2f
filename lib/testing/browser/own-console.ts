/** For journeys that need a console of their own: its runs, its database, and somebody in it. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { Browser, Page } from '@playwright/test';
import type { RunningConsole } from '../processes/running-console.ts';
import { expect } from './e2e.ts';

/** So many people that no machine has built their indexes before a journey cancels the run. */
export const peopleOfALongRun = '500000';

export async function untilRunSettled(
  { address }: RunningConsole,
  cookie: string,
  run: string,
): Promise<void> {
  await expect(async () => {
    const response = await fetch(`${address}/api/sync/run/${run}`, { headers: { cookie } });
    expect(await response.text()).toContain('"state":"settled"');
  }).toPass({ timeout: 60_000 });
}

/** By the token of the terminal; who wants the run settled waits for that. */
export async function startRunIn(
  { address, dataDir }: RunningConsole,
  reason: string,
): Promise<void> {
  const token = (await readFile(path.join(dataDir, 'token'), 'utf8')).trim();
  const response = await fetch(`${address}/api/v1/sync/start`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      environment: 'local',
      pipeline: 'documented',
      reason,
      idempotencyKey: crypto.randomUUID(),
    }),
  });
  expect(response.status).toBe(200);
}

/** A page of whoever has this cookie, in a window of its own. */
export async function openAs(
  browser: Browser,
  { address }: RunningConsole,
  cookie: string,
  place: string,
): Promise<Page> {
  const context = await browser.newContext({ baseURL: address });
  const [name = '', ...value] = cookie.split('=');
  await context.addCookies([{ name, value: value.join('='), url: address }]);
  const page = await context.newPage();
  await page.goto(place);
  return page;
}

/** As somebody does it who changes indexes by hand: the console is stopped meanwhile. */
export async function changeByHand(dataDir: string, statements: readonly string[]): Promise<void> {
  const database = await PGlite.create(path.join(dataDir, 'database'));
  for (const statement of statements) await database.exec(statement);
  await database.close();
}
