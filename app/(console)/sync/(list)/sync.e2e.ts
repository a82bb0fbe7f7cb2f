import { readFile } from 'node:fs/promises';
import { expect, expectAccessible, expectReflow, openSyncWhenIdle, startSync, test, untilSettled } from '#lib/testing/e2e.ts';

// Each of these waits for whole runs.
test.describe.configure({ timeout: 150_000 });

test('the start dialog says what will happen, and a second start is refused in place', async ({ page, context }) => {
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

  await second.getByRole('dialog').getByRole('button', { name: 'Start sync' }).click();
  await expect(second.getByText(`Nothing was started. Run ${run} is already running.`).first()).toBeVisible();
  await expectAccessible(second);
  await second.getByRole('link', { name: `Watch run ${run}` }).click();
  await expect(second).toHaveURL(new RegExp(`/sync/${run}$`), { timeout: 45_000 });
  await untilSettled(second);
});

test('the list is filtered, sorted and exported by its address', async ({ page }) => {
  await openSyncWhenIdle(page);
  await expect(page.getByRole('link', { name: 'Run 1', exact: true }).last()).toBeVisible();
  await expectAccessible(page);
  await expectReflow(page);

  await page.getByRole('button', { name: 'Outcome' }).click();
  await page.getByRole('menuitem', { name: 'Settled' }).click();
  await expect(page).toHaveURL(/state=settled/);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /^CSV of/ }).click()]);
  const text = await readFile(await download.path(), 'utf8');
  expect(text).toContain('run,environment,pipeline,state');
  expect(text).toMatch(/local-1,local,\w+,settled,/);

  await page.getByRole('button', { name: 'Took' }).click();
  await expect(page).toHaveURL(/sort=longest/);
  await page.goto('/sync?state=rolled-back');
  await expect(page.getByRole('heading', { name: 'No runs match this filter' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await expect(page.getByRole('link', { name: 'Run 1', exact: true }).last()).toBeVisible();
});

test('a run can be cancelled before the swap, and users keep what they read', async ({ page }) => {
  await startSync(page, 'Journey: cancelled');
  await page.getByRole('button', { name: 'Cancel run' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('nothing changes for them')).toBeVisible();
  await dialog.getByRole('button', { name: /^Cancel run \d+$/ }).click();
  await expect(page.getByRole('main').getByText('Cancelled', { exact: true }).first()).toBeVisible({ timeout: 45_000 });
  await expect(page.getByText(/^Users read generation \d+/)).toBeVisible();
  await expectAccessible(page);
});
