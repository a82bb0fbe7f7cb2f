import type { Browser, Locator, Page } from '@playwright/test';
import { expect, expectAccessible, expectReflow, test } from '#lib/testing/browser/e2e.ts';
import {
  changeByHand,
  openAs,
  startRunIn,
  untilRunSettled,
} from '#lib/testing/browser/own-console.ts';
import {
  beginOverHttp,
  ownPassword,
  signInOverHttp,
  startConsole,
  temporaryFolder,
  type RunningConsole,
} from '#lib/testing/processes/running-console.ts';

// An index that no run has made, as somebody leaves it who copies one by hand.
const copyByHand = [
  `insert into search_index (environment, name, fields, key_field)
     select environment, 'masterdoctorindex_by_hand', fields, key_field from search_index
     where name like 'masterdoctorindex_%' limit 1`,
  `do $$ begin execute (select format(
     'create table search_document_%s (like search_document including all)', number)
     from search_index where name = 'masterdoctorindex_by_hand'); end $$`,
];

const generations = (page: Page): Locator => page.getByRole('table', { name: 'Generations' });

const facts = (page: Page, run: number): Locator =>
  generations(page).getByRole('link', {
    name: new RegExp(`^${run}: facts of masterdoctorindex_`),
  });

test.describe('generations that users have left', () => {
  test.describe.configure({ mode: 'serial' });
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let running: RunningConsole;
  let cookie: string;

  test.beforeAll(async () => {
    folder = await temporaryFolder();
    const variables = {
      DATA_DIR: folder.folder,
      FIRST_RUN: 'on',
      KEEP_GENERATIONS: '4',
      SYNTHETIC_TRAINEES: '300',
    };
    running = await startConsole(variables);
    if (running.account === null) throw new Error('the folder is not new');
    const account = { email: running.account.email, password: ownPassword };
    cookie = await beginOverHttp(running.address, running.account);
    await untilRunSettled(running, cookie, 'local-1');
    for (const run of ['local-2', 'local-3']) {
      await startRunIn(running, 'One more generation');
      await untilRunSettled(running, cookie, run);
    }
    await running.stop();
    await changeByHand(folder.folder, copyByHand);
    running = await startConsole({ ...variables, CONSOLE_PRODUCTION: '1' });
    cookie = (await signInOverHttp(running.address, account)) ?? '';
  });
  test.afterAll(async () => {
    await running.stop();
    await folder.remove();
  });

  const open = (browser: Browser): Promise<Page> => openAs(browser, running, cookie, '/indexes');

  test('are what users can be led back to, all aliases at once', async ({ browser }) => {
    const page = await open(browser);
    await page.getByRole('button', { name: 'Roll back to generation 2…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Roll readers back to generation 2?' });
    await expect(dialog.getByText('All 7 aliases move in one request')).toBeVisible();
    await expect(
      dialog.getByText('Nothing was written since users came to what they read now.'),
    ).toBeVisible();
    const counted = dialog.getByRole('table', {
      name: 'Documents that users get through each alias',
    });
    await expect(counted.getByRole('row')).toHaveCount(8);
    await expectAccessible(page);
    await expectReflow(page);
    await page.setViewportSize({ width: 390, height: 844 });
    const submit = dialog.getByRole('button', { name: 'Roll back to generation 2', exact: true });
    await expect(submit).toBeDisabled();
    await dialog.getByLabel('Reason').fill('Run 3 had the wrong people');
    await dialog.getByLabel('Type local to confirm').fill('local');
    await submit.click();
    await expect(page.getByText('Users read generation 2 again', { exact: true })).toBeVisible();
    await expect(dialog).toHaveCount(0);
    await page.setViewportSize({ width: 1280, height: 800 });
    await expect(page.getByText('7 of 7 match')).toBeVisible();
    await facts(page, 2).click();
    const drawer = page.getByRole('dialog');
    await expect(drawer.getByText('Live, users read it').first()).toBeVisible();
    // What users read can be neither left nor dropped.
    await expect(drawer.getByRole('button', { name: /^(Retire|Roll back)/ })).toHaveCount(0);
    await expectAccessible(page);

    await page.goto('/sync');
    const left = page.getByRole('row').filter({ hasText: 'Rolled back to run 2' });
    await expect(left.getByRole('link', { name: 'Run 3', exact: true })).toBeVisible();
    await expectAccessible(page);
    await expectReflow(page);
    await page.goto('/');
    const panel = page.getByRole('region', { name: /^Run 3 was the last one/ }).first();
    await expect(panel.getByText('Rolled back to run 2')).toBeVisible();
    await expectAccessible(page);
    await panel.getByRole('link', { name: 'Run 3' }).click();
    await expect(page.getByText('Rolled back', { exact: true })).toBeVisible();
    await expect(page.getByText('Reason: “Run 3 had the wrong people”')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('main').getByRole('link', { name: 'run 2', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Run 2' })).toBeVisible();
    await expect(page.getByText('Rolled back', { exact: true })).toHaveCount(0);
    await page.context().close();
  });

  test('are retired one by one, and never the way back', async ({ browser }) => {
    const page = await open(browser);
    const drawer = page.getByRole('dialog');
    await facts(page, 1).click();
    await drawer.getByRole('button', { name: 'Retire…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Retire this index?' });
    await expectAccessible(page);
    await expectReflow(page);
    await dialog.getByLabel('Reason').fill('It is not needed any more');
    await dialog.getByLabel('Type local to confirm').fill('local');
    await dialog.getByRole('button', { name: 'Retire index' }).click();
    await expect(page.getByText('1 index retired', { exact: true })).toBeVisible();
    await expect(facts(page, 1)).toHaveCount(0);
    await page.goto('/indexes');
    await facts(page, 3).click();
    await expect(drawer.getByRole('button', { name: 'Retire…' })).toBeDisabled();
    await expect(drawer.getByText(/kept as the way back/)).toBeVisible();
    await expectAccessible(page);
    await page.context().close();
  });

  test('are joined by an index that somebody adopts', async ({ browser }) => {
    const page = await open(browser);
    const others = page.getByRole('table', { name: 'Other indexes' });
    const row = others.getByRole('row', { name: /masterdoctorindex_by_hand/ });
    await row.getByRole('button', { name: 'Adopt…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Adopt this index as a generation?' });
    await expect(
      dialog.getByRole('group', { name: 'Generation of' }).getByRole('radio', { checked: true }),
    ).toHaveValue('masterdoctorindex');
    await expectAccessible(page);
    await expectReflow(page);
    await dialog.getByLabel('Reason').fill('A copy that was made before the incident');
    await dialog.getByLabel('Type local to confirm').fill('local');
    await dialog.getByRole('button', { name: 'Adopt index' }).click();
    await expect(
      page.getByText('It is a generation of masterdoctorindex now', { exact: true }),
    ).toBeVisible();
    await expect(row).toHaveCount(0);
    await expect(
      generations(page).getByRole('link', { name: /facts of masterdoctorindex_by_hand$/ }),
    ).toBeVisible();
    await expectAccessible(page);
    await page.context().close();
  });
});
