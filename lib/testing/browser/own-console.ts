/** A console of a journey's own, whose tables the journey changes while it is stopped. */
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { Browser, BrowserContext } from '@playwright/test';
import { expect } from './e2e.ts';

export const variables = { SYNTHETIC_TRAINEES: '300', FIRST_RUN: 'on' };

/** As somebody does it who changes aliases by hand: the console is stopped meanwhile. */
export async function changeByHand(dataDir: string, statements: readonly string[]): Promise<void> {
  const database = await PGlite.create(path.join(dataDir, 'database'));
  for (const statement of statements) await database.query(statement);
  await database.close();
}

export async function untilFirstRunSettled(address: string, cookie: string): Promise<void> {
  await expect(async () => {
    const response = await fetch(`${address}/api/sync/runs?limit=1`, { headers: { cookie } });
    expect(await response.text()).toContain('"state":"settled"');
  }).toPass({ timeout: 60_000 });
}

export async function visitor(
  browser: Browser,
  address: string,
  cookie: string,
): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: address });
  const [name = '', ...value] = cookie.split('=');
  await context.addCookies([{ name, value: value.join('='), url: address }]);
  return context;
}
