import { londonWallTime } from '#lib/kernel/clock.ts';
import { expect, expectAccessible, expectReflow, test } from '#lib/testing/browser/e2e.ts';

test('work is planned, changed and ended, and services say so meanwhile', async ({ page }) => {
  await page.goto('/status');
  const pages = page.getByRole('navigation', { name: 'Status' });
  await pages.getByRole('link', { name: 'Maintenance' }).click();
  await expect(page.getByRole('heading', { name: 'No work is planned' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Plan maintenance' }).click();
  await page.getByLabel('What is done').fill('Messages move to another server');
  await page.getByLabel('What people notice of it').fill('New doctors come later.');
  await page.getByLabel('Messages').check();
  const hour = (n: number) => londonWallTime(new Date(Date.now() + n * 3_600_000));
  await page.getByLabel('Begins').fill(hour(2));
  await page.getByLabel('Ends').fill(hour(1));
  await page.getByRole('button', { name: 'Plan it' }).click();
  await expect(page.getByRole('alert').getByText('Use a time after it begins.')).toBeVisible();
  await expectAccessible(page);
  await expectReflow(page);
  await page.getByLabel('Begins').fill(hour(-1));
  await page.getByRole('button', { name: 'Plan it' }).click();
  await page.getByRole('link', { name: /^Go to planned work \d+$/ }).click();
  const head = page.getByRole('heading', { name: 'Messages move to another server' });
  await expect(head).toBeVisible();
  await expect(page.getByText('Under way', { exact: true })).toBeVisible();
  await expect(page.getByLabel('Messages')).toBeChecked();
  await page.getByLabel('What is done').fill('Messages move');
  await page.getByRole('button', { name: 'Change it' }).click();
  await expect(page.getByRole('heading', { name: 'Messages move', exact: true })).toBeVisible();
  await expectAccessible(page);
  await expectReflow(page);

  await pages.getByRole('link', { name: 'Services' }).click();
  const messages = page
    .getByRole('table', { name: 'Services' })
    .getByRole('row', { name: /^Messages in the database/ });
  await expect(messages).toContainText('Under maintenance', { timeout: 40_000 });
  await expectAccessible(page);
  await expectReflow(page);
  await pages.getByRole('link', { name: 'Maintenance 1 planned' }).click();
  await page.getByRole('link', { name: 'Messages move' }).click();
  await page.getByRole('button', { name: 'It is over now' }).click();
  await expect(page.getByText('Over', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Change it' })).toHaveCount(0);
});

test('what is no planned work is not found, for programs too', async ({ page }) => {
  for (const none of ['1e9', '0', '2147483647']) {
    const answer = await page.goto(`/status/maintenance/${none}`);
    expect(answer?.status()).toBe(404);
  }
});
