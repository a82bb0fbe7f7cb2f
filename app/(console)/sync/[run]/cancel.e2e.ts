import type { Browser, Page } from '@playwright/test';
import {
  expect,
  expectAccessible,
  expectNoOverflow,
  openSyncWhenIdle,
  startSync,
  test,
} from '#lib/testing/browser/e2e.ts';
import { openAs, peopleOfALongRun, untilRunSettled } from '#lib/testing/browser/own-console.ts';
import {
  beginOverHttp,
  startConsole,
  temporaryFolder,
  type RunningConsole,
} from '#lib/testing/processes/running-console.ts';

test.describe('a run that goes on until it is cancelled', () => {
  test.describe.configure({ mode: 'serial' });
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let running: RunningConsole;
  let cookie: string;

  test.beforeAll(async () => {
    folder = await temporaryFolder();
    const variables = { DATA_DIR: folder.folder, FIRST_RUN: 'on' };
    running = await startConsole({ ...variables, SYNTHETIC_TRAINEES: '300' });
    cookie = await beginOverHttp(running.address, running.account);
    await untilRunSettled(running, cookie, 'local-1');
    await running.stop();
    running = await startConsole({ ...variables, SYNTHETIC_TRAINEES: peopleOfALongRun });
  });
  test.afterAll(async () => {
    await running.stop();
    await folder.remove();
  });

  const open = (browser: Browser): Promise<Page> => openAs(browser, running, cookie, '/sync');

  async function cancel(page: Page, reason: string): Promise<void> {
    await page.getByRole('button', { name: 'Cancel run' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText('nothing changes for them')).toBeVisible();
    await dialog.getByLabel('Reason').fill(reason);
    await dialog.getByRole('button', { name: /^Cancel run \d+$/ }).click();
    // Nobody reloads the page.
    await expect(page.getByRole('main').getByText('Cancelled', { exact: true })).toBeVisible({
      timeout: 45_000,
    });
    await expect(page.getByText(`Reason: “${reason}”`)).toBeVisible();
  }

  test('leaves users what they read', async ({ browser }) => {
    const page = await open(browser);
    await startSync(page, 'Journey: cancelled');
    await cancel(page, 'Journey: not today');
    await expect(page.getByText(/^Users read generation 1 /)).toBeVisible();
    await expectAccessible(page);
    await page.context().close();
  });

  test('shows why, and is started again as it was', async ({ browser }) => {
    const page = await open(browser);
    await openSyncWhenIdle(page);
    await page.getByRole('button', { name: 'Start sync' }).click();
    const starting = page.getByRole('dialog', { name: 'Start a sync in local?' });
    await starting.getByLabel('Dry run').check();
    await starting.getByRole('button', { name: 'Start a dry run' }).click();
    await page.waitForURL(/\/sync\/local-\d+$/);
    const first = page.url();
    await cancel(page, 'Journey: the wrong day');
    await expect(
      page.getByText(/asked to cancel the run\. “Journey: the wrong day”/),
    ).toBeVisible();
    await expectAccessible(page);

    const again = page.getByRole('button', { name: 'Start again' });
    await expect(again).toBeEnabled({ timeout: 45_000 });
    await again.click();
    await expect(starting.getByLabel('Dry run')).toBeChecked();
    await starting.getByRole('button', { name: 'Start a dry run' }).click();
    await expect(page).not.toHaveURL(first);
    await expect(page.getByText('Dry run', { exact: true }).first()).toBeVisible();
    await cancel(page, 'Journey: once more');
    await page.context().close();
  });

  test('widens no page by one long word, as its reason and as that of its cancelling', async ({
    browser,
  }) => {
    const page = await open(browser);
    const word = 'x'.repeat(150);
    const noPageIsWider = async () => {
      for (const width of [1440, 720, 320]) {
        await page.setViewportSize({ width, height: 800 });
        await expectNoOverflow(page);
      }
    };
    await startSync(page, word);
    await expect(page.getByText(`“${word}”`).first()).toBeVisible();
    // With the widest words of a stage there too.
    await expect(page.getByText('Balances so far').first()).toBeVisible({ timeout: 45_000 });
    await noPageIsWider();
    await page.setViewportSize({ width: 1440, height: 800 });
    await cancel(page, word);
    await noPageIsWider();
    for (const address of ['/', '/sync']) {
      await page.goto(address);
      await noPageIsWider();
    }
    await page.context().close();
  });
});
