import { readFile } from 'node:fs/promises';
import {
  expect,
  expectAccessible,
  expectReflow,
  fillInSignIn,
  newestRun,
  openSyncWhenIdle,
  signInAgain,
  test,
  untilSettled,
} from '#lib/testing/browser/e2e.ts';

// Each of these waits for whole runs.
test.describe.configure({ timeout: 150_000 });

test('the start dialog says what will happen, and a second start is refused in the dialog', async ({
  page,
  context,
}) => {
  const second = await context.newPage();
  await openSyncWhenIdle(page);
  await openSyncWhenIdle(second);
  for (const tab of [page, second]) await tab.getByRole('button', { name: 'Start sync' }).click();
  const dialog = page.getByRole('dialog', { name: 'Start a sync in local?' });
  await expect(dialog.getByText('Nothing changes for users until the swap')).toBeVisible();
  await expect(dialog.getByText('Likely to take')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel('Reason').fill('Journey: two tabs');
  await dialog.getByRole('button', { name: 'Start sync' }).click();
  await page.waitForURL(/\/sync\/local-\d+$/);
  const run = /local-\d+$/.exec(page.url())?.[0] ?? '';
  const number = run.replace('local-', '');

  await second.getByRole('dialog').getByRole('button', { name: 'Start sync' }).click();
  await expect(
    second.getByText(`Nothing was started. Run ${number} is already running.`).first(),
  ).toBeVisible();
  await expectAccessible(second);
  await second.getByRole('link', { name: `Watch run ${number}` }).click();
  await expect(second).toHaveURL(new RegExp(`/sync/${run}$`), { timeout: 45_000 });
  await untilSettled(second);
});

test('a start outlives a sign-out, a lost network and a renewed console, and happens once', async ({
  page,
  context,
}) => {
  await signInAgain(page);
  await openSyncWhenIdle(page);
  const before = await newestRun(page);
  const dialog = page.getByRole('dialog', { name: 'Start a sync in local?' });
  const reason = dialog.getByLabel('Reason');
  const start = dialog.getByRole('button', { name: 'Start sync' });
  await page.getByRole('button', { name: 'Start sync' }).click();
  await reason.fill('Journey: kept');

  await context.clearCookies();
  await start.click();
  await expect(dialog.getByRole('alert')).toContainText('You have been signed out.');
  await expect(dialog.getByRole('alert')).not.toContainText('not known');
  await expectAccessible(page);
  await dialog.getByRole('link', { name: 'Sign in' }).click();
  await fillInSignIn(page);
  await page.waitForURL((url) => url.pathname === '/sync');
  await expect(reason).toHaveValue('Journey: kept');

  await context.setOffline(true);
  await start.click();
  await expect(dialog.getByRole('alert')).toContainText('It is not known whether the sync started');
  await expect(reason).toHaveValue('Journey: kept');
  await context.setOffline(false);

  const ofAnotherBuild = '0'.repeat(42);
  await page.route('**/sync*', (route, request) =>
    request.method() === 'POST'
      ? route.continue({ headers: { ...request.headers(), 'next-action': ofAnotherBuild } })
      : route.continue(),
  );
  await start.click();
  await expect(dialog.getByRole('alert')).toContainText('The console was renewed since');
  await page.unroute('**/sync*');
  expect(await newestRun(page)).toBe(before);
  await dialog.getByRole('button', { name: 'Reload the page' }).click();
  await expect(reason).toHaveValue('Journey: kept');
  await start.click();
  await page.waitForURL(/\/sync\/local-\d+$/);
  await untilSettled(page);
  expect(await newestRun(page)).toBe(before + 1);
});

test('the list is filtered, sorted and exported by its address', async ({ page }) => {
  await openSyncWhenIdle(page);
  await expect(page.getByRole('link', { name: 'Run 1', exact: true }).last()).toBeVisible();
  await expectAccessible(page);
  await expectReflow(page);

  await page.getByRole('button', { name: 'Filter by Outcome' }).click();
  await page.getByRole('menuitem', { name: 'Settled' }).click();
  await expect(page).toHaveURL(/state=settled/);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /^CSV of/ }).click(),
  ]);
  const text = await readFile(await download.path(), 'utf8');
  expect(text).toContain('run,environment,pipeline,state');
  expect(text).toMatch(/local-1,local,\w+,settled,/);

  await page.getByRole('button', { name: 'Took' }).click();
  await expect(page).toHaveURL(/sort=-took/);
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  await expect(page).toHaveURL(/sort=-change/);
  await expect(page.getByRole('columnheader', { name: 'Change' })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  await page.goto('/sync?to=2020-01-01');
  await expect(page.getByRole('heading', { name: 'No runs match this filter' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await expect(page.getByRole('link', { name: 'Run 1', exact: true }).last()).toBeVisible();
});

test('runs are found by who, days, dry and words, and the file follows', async ({ page }) => {
  await page.goto('/sync');
  const one = page.getByRole('link', { name: 'Run 1', exact: true }).last();
  await expect(one).toBeVisible();
  await page.getByRole('button', { name: 'Filter by Reason or run' }).click();
  await page.getByRole('textbox', { name: 'Reason or run' }).fill('run 1');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/text=run(\+|%20)1$/);
  await expect(page.getByText('1 run', { exact: true }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Filter by Dry runs' }).click();
  await page.getByRole('menuitem', { name: 'no dry ones' }).click();
  await page.getByRole('button', { name: 'Filter by Since' }).click();
  await page.getByRole('textbox', { name: 'Since' }).fill('2020-02-01');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page).toHaveURL(/dry=no.*from=2020-02-01/);
  await expect(page.getByText('Since: 1 February 2020')).toBeVisible();
  await expectAccessible(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'CSV of 1 run' }).click(),
  ]);
  const lines = (await readFile(await download.path(), 'utf8')).trim().split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain('local-1,');
  await page.reload();
  await expect(one).toBeVisible();
  await page.getByRole('button', { name: 'Filter by Until' }).click();
  await page.getByRole('textbox', { name: 'Until' }).fill('2020-01-01');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByRole('heading', { name: 'No runs match these filters' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear the filters' }).click();
  await expect(one).toBeVisible();
});

test('an address that the list cannot read shows the list, and what is left out', async ({
  page,
}) => {
  const response = await page.goto('/sync?dry=perhaps&from=2026-02-30&sort=colour&offset=1e9');
  expect(response?.status()).toBe(200);
  const left = page.getByText('does not understand').locator('..').getByRole('listitem');
  await expect(left).toContainText([
    'dry “perhaps”: Choose yes or no.',
    'from “2026-02-30”: Give a day that there is',
    'sort “colour”: Choose ',
    'offset “1e9”: Give a whole number',
  ]);
  await expect(page.getByRole('link', { name: 'Run 1', exact: true }).last()).toBeVisible();
});

test('the list can be read and used at 200% zoom, and keeps its rows while it is live', async ({
  page,
}) => {
  await page.goto('/sync');
  const row = page.getByRole('row').filter({ hasText: 'Settled' }).last();
  await expect(row).toBeVisible();
  const heights = await page
    .getByRole('region', { name: 'Runs' })
    .last()
    .locator('tbody tr')
    .evaluateAll((rows) => rows.map((one) => one.getBoundingClientRect().height));
  // Half of a line between two rows belongs to each.
  expect(Math.max(...heights) - Math.min(...heights)).toBeLessThan(1);
  const bars = await page
    .getByRole('list', { name: 'Time taken by each run' })
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getBoundingClientRect().width));
  expect(Math.min(...bars)).toBeGreaterThanOrEqual(24);
  // As a window of 1,280 px is at 200%.
  await page.setViewportSize({ width: 640, height: 400 });
  const wider = () =>
    page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
  expect(await wider()).toBe(0);
  await page.setViewportSize({ width: 1024, height: 700 });
  expect(await wider()).toBe(0);
  await expect(
    page.getByText('Part of the table is out of sight: scroll it sideways.'),
  ).toBeVisible();
});

test('columns are chosen in the address; a view is saved, renamed and deleted', async ({
  page,
}) => {
  await page.goto('/sync');
  const table = page.getByRole('region', { name: 'Runs' }).last();
  await page.getByRole('button', { name: 'Took' }).click();
  await expect(page).toHaveURL(/sort=-took/);
  await page.getByRole('button', { name: 'Columns' }).click();
  await expect(page.getByText('Run and Outcome are always shown')).toBeVisible();
  await page.getByRole('menuitemcheckbox', { name: 'Took' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Written' }).click();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(
    /columns=started,by,reason,documents,change,written,rejected,dead,empty,rate/,
  );
  await expect(table.getByRole('columnheader')).toHaveText([
    'Run',
    'Outcome',
    'Started',
    'By',
    'Reason',
    'Documents',
    'Change',
    'Written',
    'Rejected',
    'Dead',
    'Pages empty',
    'Rate over time',
  ]);
  await expect(page.getByText('Order: longest first')).toBeVisible();

  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Save this view…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Saved views' });
  await expect(dialog.getByText('kept in this browser only')).toBeVisible();
  await dialog.getByLabel('Save what the table shows now as').fill('Slow ones');
  await dialog.getByRole('button', { name: 'Save view' }).click();
  await expect(dialog.getByRole('status')).toHaveText('Saved as Slow ones');
  await dialog.getByRole('button', { name: 'Rename Slow ones' }).click();
  await expectAccessible(page);
  await dialog.getByLabel('New name for Slow ones').fill('Longest first');
  await dialog.getByLabel('New name for Slow ones').press('Enter');
  await expect(dialog.getByRole('button', { name: 'Rename Longest first' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'View: Longest first' })).toBeFocused();

  await page.goto('/sync');
  await expect(table.getByRole('columnheader')).toHaveCount(12);
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitemradio', { name: 'Longest first' }).click();
  await expect(page).toHaveURL(/sort=-took&columns=started,by/);
  await expect(table.getByRole('columnheader', { name: 'Written' })).toBeVisible();
  await page.getByRole('button', { name: 'View: Longest first' }).click();
  await page.getByRole('menuitem', { name: 'Save, rename or delete views…' }).click();
  await dialog.getByRole('button', { name: 'Delete Longest first' }).click();
  await expect(dialog.getByRole('status')).toHaveText('Deleted Longest first');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(page.getByRole('button', { name: 'Views' })).toBeFocused();
  await expectReflow(page);
});
