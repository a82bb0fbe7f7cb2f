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

  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden();
  await expect(page.getByRole('banner')).toBeHidden();
  await expect(ledger.getByRole('row', { name: /^Balance/ })).toBeVisible();
  await page.emulateMedia({ media: null, forcedColors: 'active' });
  const link = page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: 'Indexes' });
  await link.focus();
  for (const key of ['Tab', 'Shift+Tab']) await page.keyboard.press(key);
  await expect(link).toBeFocused();
  await expect(link).toHaveCSS('outline-style', 'solid');
  await page.emulateMedia({ forcedColors: null });
  await page.goto('/sync');
  for (const width of [1440, 1280, 1000, 320]) {
    await page.setViewportSize({ width, height: 900 });
    const bars = page.getByRole('list', { name: 'Time taken by each run' }).getByRole('link');
    await expect(bars.last()).toBeVisible();
    const widths = await bars.evaluateAll((links) =>
      links.map((link) => link.getBoundingClientRect().width).filter((wide) => wide > 0),
    );
    expect(Math.min(...widths)).toBeGreaterThanOrEqual(24);
  }
});

test('an unknown run gets a page that helps', async ({ page }) => {
  const response = await page.goto('/sync/local-999999');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: 'There is no such run' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'See all runs' })).toBeVisible();
  await expectAccessible(page);
  await expectReflow(page);
});
