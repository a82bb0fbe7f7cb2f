import type { Browser, Locator, Page } from '@playwright/test';
import { expect, expectAccessible, expectReflow, test } from '#lib/testing/browser/e2e.ts';
import { changeByHand, openAs, untilRunSettled } from '#lib/testing/browser/own-console.ts';
import {
  beginOverHttp,
  signInOverHttp,
  ownPassword,
  startConsole,
  temporaryFolder,
  type RunningConsole,
} from '#lib/testing/processes/running-console.ts';

const variables = { SYNTHETIC_TRAINEES: '300', FIRST_RUN: 'on' };

const rowOf = (page: Page, alias: string): Locator =>
  page
    .getByRole('table', { name: 'Aliases against the contract' })
    .getByRole('row', { name: new RegExp(`^${alias}`) });

const isRight = async (page: Page, alias: string): Promise<void> =>
  expect(rowOf(page, alias).getByRole('cell', { name: 'Matches', exact: true })).toBeVisible();

test.describe('aliases that were changed by hand', () => {
  test.describe.configure({ mode: 'serial' });
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let running: RunningConsole;
  let account: NonNullable<RunningConsole['account']>;

  test.beforeAll(async () => {
    folder = await temporaryFolder();
    running = await startConsole({ ...variables, DATA_DIR: folder.folder });
    if (running.account === null) throw new Error('the folder is not new');
    account = { email: running.account.email, password: ownPassword };
    const cookie = await beginOverHttp(running.address, running.account);
    await untilRunSettled(running, cookie, 'local-1');
  });
  test.afterAll(async () => {
    await running.stop();
    await folder.remove();
  });

  /** A page of the console, started again over aliases that were changed while it was stopped. */
  async function openAfter(
    statements: readonly string[],
    browser: Browser,
    further: Readonly<Record<string, string>> = {},
  ): Promise<Page> {
    await running.stop();
    await changeByHand(folder.folder, statements);
    running = await startConsole({ ...variables, ...further, DATA_DIR: folder.folder });
    const cookie = await signInOverHttp(running.address, account);
    if (cookie === null) throw new Error('signing in failed');
    return openAs(browser, running, cookie, '/indexes');
  }

  test('are named, shown beside the contract, and put right one by one', async ({ browser }) => {
    const page = await openAfter(
      [
        `delete from search_alias where name = 'discrepancies'`,
        `update search_alias set filter = null where name = 'current_connections'`,
      ],
      browser,
    );
    await expect(page.getByText('5 of 7 match, 2 drift')).toBeVisible({ timeout: 45_000 });
    const connections = rowOf(page, 'current_connections');
    await expect(connections.getByRole('cell', { name: 'Drift', exact: true })).toBeVisible();
    const discrepancies = rowOf(page, 'discrepancies');
    await expect(discrepancies.getByRole('cell', { name: 'Missing', exact: true })).toBeVisible();
    await expect(discrepancies.getByText('not applicable')).toHaveCount(2);
    await expectAccessible(page);
    await expectReflow(page);

    // Without the network nothing is lost, and nothing is said that is not known.
    await page.getByRole('button', { name: 'Repair…' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Put current_connections right?' });
    await expect(
      dialog.getByRole('list', { name: 'What changes' }).getByRole('listitem'),
    ).toHaveText([
      /^−remove.*current_connections → .*generation 1, no filter$/,
      /^\+add.*current_connections → .*generation 1, existsInGmc is true$/,
    ]);
    await expect(
      dialog.getByText(/^current_connections goes from \d+ documents to /),
    ).toBeVisible();
    await expectAccessible(page);
    await expectReflow(page);
    await dialog.getByLabel('Reason').fill('Its filter was lost by hand');
    await page.context().setOffline(true);
    await dialog.getByRole('button', { name: 'Repair', exact: true }).click();
    await expect(dialog.getByText('It is not known whether the alias was repaired')).toBeVisible();
    await expect(dialog.getByLabel('Reason')).toHaveValue('Its filter was lost by hand');
    await expectAccessible(page);
    await page.context().setOffline(false);
    await dialog.getByRole('button', { name: 'Repair', exact: true }).click();
    await expect(page.getByText('Repaired: current_connections', { exact: true })).toBeVisible();
    await expect(dialog).toHaveCount(0);
    await isRight(page, 'current_connections');
    await expect(page.getByText('6 of 7 match, 1 drift')).toBeVisible();

    await page.getByRole('button', { name: 'Repair…' }).click();
    const other = page.getByRole('dialog', { name: 'Put discrepancies right?' });
    await expect(
      other.getByText(/^discrepancies is there again, with \d+ documents/),
    ).toBeVisible();
    await other.getByRole('button', { name: 'Repair', exact: true }).click();
    await isRight(page, 'discrepancies');
    await expect(page.getByText('7 of 7 match')).toBeVisible();
    await expect(page.getByRole('button', { name: /Repair/ })).toHaveCount(0);
    await expectAccessible(page);
    await page.context().close();
  });

  test('take a reason and the name of the environment in production', async ({ browser }) => {
    const page = await openAfter(
      [
        `delete from search_alias where name = 'discrepancies'`,
        `update search_alias set filter = null where name = 'current_connections'`,
      ],
      browser,
      { CONSOLE_PRODUCTION: '1' },
    );
    await page.getByRole('button', { name: 'Repair all…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Put 2 aliases right?' });
    const repair = dialog.getByRole('button', { name: 'Repair', exact: true });
    await expect(repair).toBeDisabled();
    await expect(dialog.getByText('Give a reason first.')).toBeVisible();
    await dialog.getByLabel('Reason').fill('Both were changed by hand');
    await expect(dialog.getByText('Type local first.')).toBeVisible();
    await expectAccessible(page);
    await expectReflow(page);
    await dialog.getByLabel('Type local to confirm').fill('local');
    await repair.click();
    await expect(
      page.getByText('Repaired: current_connections and discrepancies', { exact: true }),
    ).toBeVisible();
    for (const alias of ['current_connections', 'discrepancies']) await isRight(page, alias);
    await page.context().close();
  });
});
