import { expect, expectAccessible, expectNoOverflow, test } from '#lib/testing/browser/e2e.ts';

test('what support reads follows what support writes, with scripts and without', async ({
  page,
  browser,
  baseURL,
  context,
}) => {
  await page.goto('/status');
  await page.getByRole('link', { name: 'See what support sees' }).click();
  await expect(page).toHaveURL(/\/support(?:\?environment=local)?$/);
  await expect(page.getByRole('heading', { name: 'Everything, one by one' })).toBeVisible();
  await expect(page.getByText('This page checks again every minute.')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('link', { name: 'open an incident' }).click();
  await page.getByLabel('What does not work').fill('Doctors cannot see their dates');
  await page.getByLabel('What is known so far').fill('Please try again <after> 5pm.');
  await page.getByRole('button', { name: 'Open the incident' }).click();
  await expect(page).toHaveURL(/\/status\/incidents\/\d+/);
  const incident = page.url();

  const withoutScripts = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await context.storageState(),
    viewport: { width: 320, height: 640 },
    ...(baseURL !== undefined && { baseURL }),
  });
  const plain = await withoutScripts.newPage();
  await expect(async () => {
    await plain.goto('/support');
    await expect(plain.getByText('Please try again <after> 5pm.')).toBeVisible({ timeout: 100 });
  }).toPass();
  await expect(plain.getByRole('heading', { level: 1 })).toHaveText('Some things are not working');
  await expect(plain.getByRole('button', { name: 'Copy these words' })).toBeHidden();
  expect(await plain.locator('main').innerText()).toContain('Load this page again');
  await withoutScripts.close();

  await page.goto('/support');
  const told = page.getByRole('region', { name: 'Doctors cannot see their dates' });
  await expect(told).toContainText('Problem');
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 640 });
  await expectNoOverflow(page);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await told.getByRole('button', { name: 'Copy these words' }).click();
  await expect(page.getByText('The words are copied.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    'Please try again <after> 5pm.',
  );

  await page.setViewportSize({ width: 1280, height: 720 });
  await page.goto(incident);
  const forUsers = page.getByRole('region', { name: 'What users are told' });
  const words = forUsers.getByLabel('What to tell callers');
  await expect(words).toHaveValue('Please try again <after> 5pm.');
  await words.fill('Use the telephone <until> 5pm.');
  await forUsers.getByRole('button', { name: 'Tell users this' }).click();
  await expect(forUsers.getByRole('heading', { name: 'Users are told this' })).toBeVisible();
  await expect(async () => {
    await page.goto('/support');
    await expect(page.getByText('Use the telephone <until> 5pm.')).toBeVisible({ timeout: 100 });
  }).toPass();

  await page.goto(incident);
  await page.getByLabel('Resolved').check();
  await page.getByLabel('Update', { exact: true }).fill('They can again.');
  await page.getByRole('button', { name: 'Post the update' }).click();
  await expect(page.getByText('They can again.').first()).toBeVisible();
  await expect(async () => {
    await page.goto('/support');
    // Others may have been resolved today too.
    const fixed = page.getByText(/^Doctors cannot see their dates, .*Fixed\.$/);
    await expect(fixed).toBeVisible({ timeout: 100 });
  }).toPass();
});
