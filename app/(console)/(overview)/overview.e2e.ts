import {
  expect,
  expectAccessible,
  expectReflow,
  signInAgain,
  test,
} from '#lib/testing/browser/e2e.ts';

test('the overview says what needs a person, what the sync does and whether aliases match', async ({
  page,
}) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Nothing needs a person now' })).toBeVisible({
    timeout: 45_000,
  });
  await expect(
    page.getByRole('heading', { name: /^Run \d+ (was the last one|is rebuilding)/ }),
  ).toBeVisible();
  const contract = page.getByRole('region', { name: 'Alias contract' }).first();
  await expect(contract.getByText('Matches').first()).toBeVisible({ timeout: 45_000 });
  await expectAccessible(page);
  await expectReflow(page);
});

test('the whole shell can be used by keyboard', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to main content' })).toBeFocused();
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await expect(page).toHaveURL(/\/indexes$/);
  await page.keyboard.press('/');
  await expect(page.getByLabel('Search runs, components and pages')).toBeFocused();
  await page.keyboard.type('1');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/sync\/local-1$/);
  await page.getByRole('heading', { level: 1, name: 'Run 1' }).click();
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(help).toBeVisible();
  await expectAccessible(page);
  await help.getByLabel('Use single-key shortcuts').uncheck();
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
  await page.keyboard.press('?');
  await expect(help).toBeHidden();
});

test('the command palette leads anywhere by keyboard, also with single-key shortcuts off', async ({
  page,
}) => {
  await page.goto('/');
  const rail = page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: 'Indexes' });
  const palette = page.getByRole('dialog', { name: 'Go to' });
  const box = palette.getByRole('combobox', { name: 'Go to a page, a run or a setting' });
  await page.evaluate(() => localStorage.setItem('shortcuts', 'off'));
  await rail.focus();
  await page.keyboard.press('Control+k');
  await expect(box).toBeFocused();
  const first = palette.getByRole('option').first();
  await expect(box).toHaveAttribute(
    'aria-activedescendant',
    (await first.getAttribute('id')) ?? '',
  );
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(palette).toBeHidden();
  await expect(rail).toBeFocused();

  await page.keyboard.press('Control+k');
  await box.fill('no such thing');
  await expect(palette.getByRole('status')).toContainText('Nothing matches');
  await expectAccessible(page);
  await box.fill('indexes');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/indexes$/);
  await page.keyboard.press('Control+k');
  await box.fill('1');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/sync\/local-1$/);

  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('button', { name: 'Commands', exact: true }).click();
  await box.fill('theme');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.keyboard.press('Control+k');
  await box.fill('start');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/sync$/);
  await page.keyboard.press('Control+k');
  await box.fill('shortcuts');
  await palette.getByRole('option', { name: 'Keyboard shortcuts' }).click();
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(help.getByText('Go to a page, a run or a setting')).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(palette).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
});

test('a chosen theme is there from the first paint, and the person can sign out', async ({
  page,
}) => {
  await signInAgain(page);
  const menu = page.getByRole('button', { name: /your menu$/ });
  await menu.click();
  await page.getByRole('menuitemradio', { name: 'Theme: dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await menu.click();
  await page.getByRole('menuitemradio', { name: 'Theme: follow the system' }).click();
  await expect(page.locator('html')).not.toHaveAttribute('data-theme');
  await menu.click();
  await page.getByRole('menuitem', { name: 'Keyboard shortcuts' }).click();
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(menu).toBeFocused();
  await menu.click();
  await expectAccessible(page);
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
});

test('updates can be paused and requested', async ({ page }) => {
  await page.goto('/');
  const freshness = page.getByRole('group', { name: 'Freshness' }).first();
  await freshness.getByRole('button', { name: 'Pause' }).click();
  await expect(freshness.getByText(/^Paused at/)).toBeVisible();
  await freshness.getByRole('button', { name: 'Refresh now' }).click();
  await freshness.getByRole('button', { name: 'Resume' }).click();
  await expect(freshness.getByText(/^Live/)).toBeVisible();
});

test('a lost network keeps what was known, with its time, and says so', async ({
  page,
  context,
}) => {
  await page.goto('/indexes');
  await expect(page.getByText(/of \d+ match/)).toBeVisible();
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Refresh now' }).first().click();
  await expect(page.getByText(/^Not connected since/).first()).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/^Stale: from/).first()).toBeVisible();
  await expect(page.getByText(/of \d+ match/)).toBeVisible();
  await expectAccessible(page);
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Refresh now' }).first().click();
  await expect(page.getByText(/^Stale: from/)).toHaveCount(0);
});
