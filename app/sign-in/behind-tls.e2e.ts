import type { Browser, BrowserContext } from '@playwright/test';
import { expect, test } from '#lib/testing/browser/e2e.ts';
import { peopleOfALongRun } from '#lib/testing/browser/own-console.ts';
import { tlsProxy, type TlsProxy } from '#lib/testing/platform/tls-proxy.ts';
import {
  beginOverHttp,
  ownPassword,
  startConsole,
  temporaryFolder,
  type RunningConsole,
} from '#lib/testing/processes/running-console.ts';

const sessionCookie = '__Host-next-auth.session-token';

test.describe('behind a proxy that speaks TLS', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let proxy: TlsProxy;
  let running: RunningConsole;

  test.beforeAll(async () => {
    folder = await temporaryFolder();
    proxy = await tlsProxy();
    running = await startConsole({
      DATA_DIR: folder.folder,
      FIRST_RUN: 'off',
      SYNTHETIC_TRAINEES: peopleOfALongRun,
      NEXTAUTH_URL: proxy.address,
    });
    await beginOverHttp(running.address, running.account, proxy.address);
  });
  test.afterAll(async () => {
    await running.stop();
    await proxy.close();
    await folder.remove();
  });

  const visitor = (browser: Browser): Promise<BrowserContext> =>
    browser.newContext({
      baseURL: proxy.address,
      ignoreHTTPSErrors: true,
      storageState: { cookies: [], origins: [] },
    });

  for (const passesHost of [true, false]) {
    const host = passesHost ? 'with its Host' : 'without its Host';
    test(`people sign in and out ${host}, and a copied cookie is dead`, async ({ browser }) => {
      proxy.forwardTo(running.address, { passesHost });
      const own = await visitor(browser);
      const page = await own.newPage();
      await page.goto('/sync');
      expect(page.url()).toBe(`${proxy.address}/sign-in?to=%2Fsync`);
      await page.getByLabel('Email address').fill(running.account?.email ?? '');
      await page.getByLabel('Password', { exact: true }).fill(ownPassword);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await expect(page).toHaveURL(`${proxy.address}/sync`);
      const copied = (await own.cookies()).filter(({ name }) => name === sessionCookie);
      expect(copied).toMatchObject([{ secure: true, httpOnly: true, sameSite: 'Lax' }]);
      const other = await visitor(browser);
      await other.addCookies(copied);
      expect((await other.request.get('/api/sync/runs')).status()).toBe(200);

      await page.getByRole('button', { name: /your menu$/ }).click();
      await page.getByRole('menuitem', { name: 'Sign out' }).click();
      await expect(page.getByRole('heading', { name: 'Sign in', level: 1 })).toBeVisible();
      expect((await own.cookies()).filter(({ name }) => name === sessionCookie)).toEqual([]);
      await page.goto('/sync');
      expect(page.url()).toBe(`${proxy.address}/sign-in?to=%2Fsync`);

      await other.addCookies(copied);
      expect((await other.request.get('/api/sync/runs')).status()).toBe(401);
      const thief = await other.newPage();
      await thief.goto('/sync');
      await expect(thief.getByRole('heading', { name: 'Sign in', level: 1 })).toBeVisible();
      await expect(thief.getByText('You have been signed out')).toBeVisible();
      await own.close();
      await other.close();
    });
  }

  test('a run is started, watched live and cancelled', async ({ browser }) => {
    proxy.forwardTo(running.address, { passesHost: true });
    const own = await visitor(browser);
    const page = await own.newPage();
    // With nothing upgraded, moved to another address or refused on the way.
    const failed: string[] = [];
    page.on('response', (response) => {
      if (response.status() >= 400 || !response.url().startsWith(proxy.address))
        failed.push(`${response.status()} ${response.url()}`);
    });
    page.on('console', (message) => {
      if (message.type() === 'error') failed.push(message.text());
    });
    await page.goto('/sign-in?to=/sync');
    await page.getByLabel('Email address').fill(running.account?.email ?? '');
    await page.getByLabel('Password', { exact: true }).fill(ownPassword);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page).toHaveURL(`${proxy.address}/sync`);

    await page.getByRole('button', { name: 'Start sync' }).first().click();
    const starting = page.getByRole('dialog', { name: 'Start a sync in local?' });
    await starting.getByLabel('Dry run').check();
    await starting.getByRole('button', { name: 'Start a dry run' }).click();
    await expect(page).toHaveURL(`${proxy.address}/sync/local-1`);
    await expect(page.getByText('being built, nobody reads it')).toBeVisible();
    await page.getByRole('button', { name: 'Cancel run' }).click();
    const cancelling = page.getByRole('dialog');
    await cancelling.getByLabel('Reason').fill('Behind a proxy');
    await cancelling.getByRole('button', { name: /^Cancel run/ }).click();
    // Nobody reloads the page.
    await expect(page.getByRole('main').getByText('Cancelled', { exact: true })).toBeVisible({
      timeout: 30_000,
    });
    expect(failed).toEqual([]);
    await own.close();
  });
});
