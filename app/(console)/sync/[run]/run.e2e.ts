import {
  expect,
  expectAccessible,
  expectReflow,
  startSync,
  test,
  untilSettled,
} from '#lib/testing/browser/e2e.ts';

// Waits for whole runs.
test.describe.configure({ timeout: 150_000 });

test('a run is watched live until users read what it built', async ({ page }) => {
  await startSync(page, 'Journey: watched to the end');
  const number = /\d+$/.exec(page.url())?.[0] ?? '';
  await expect(page.getByRole('heading', { level: 1, name: `Run ${number}` })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Cancel run' })).toBeVisible();
  await expect(page.getByText('being built, nobody reads it')).toBeVisible();
  await expectAccessible(page);

  await untilSettled(page);
  await expect(page.getByText(`Users read generation ${number} through`)).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.getByText('being built, nobody reads it')).toBeHidden();
  const ledger = page.getByRole('region', { name: 'Stages and ledger' }).last();
  await expect(
    ledger
      .getByRole('row', { name: /^Balance/ })
      .getByText('Balanced')
      .first(),
  ).toBeVisible();
  await expect(ledger.getByText('Does not balance')).toHaveCount(0);
  await expect(page.locator('[data-announcer]')).toContainText('settled');
  await expect(page.getByText('Journey: watched to the end')).toBeVisible();
  const rates = page.getByRole('table', { name: 'Records written per minute by stage' });
  if (!(await rates.isVisible())) await page.getByText('The same as a table').click();
  await expect(rates).toBeVisible();
  await expectAccessible(page);
  await expectReflow(page);
});

test('an unknown run gets a page that helps', async ({ page }) => {
  const response = await page.goto('/sync/local-999999');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: 'There is no such run' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'See all runs' })).toBeVisible();
  await expectAccessible(page);
  await expectReflow(page);
});
