import { readFile } from 'node:fs/promises';
import {
  expect,
  expectAccessible,
  expectNoOverflow,
  expectReflow,
  settledRun,
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
  // Paper does not follow what happens either.
  await expect(page.locator('span[data-live]').and(page.locator(':visible'))).toHaveCount(0);
  await expect(page.locator('[data-still] time').first()).toBeVisible();
  const size = page.viewportSize();
  // A sheet of A4 within usual margins.
  await page.setViewportSize({ width: 718, height: 1000 });
  await expectNoOverflow(page);
  if (size !== null) await page.setViewportSize(size);
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

test('the records of a run are listed by reason, and saved', async ({ page }) => {
  await page.goto(`/sync/local-${await settledRun(page)}`);
  const byReason = page.getByRole('table', { name: 'Records by reason' });
  await byReason
    .getByRole('row', { name: /GMC number is UNKNOWN/ })
    .getByRole('link')
    .click();
  await expect(page).toHaveURL(
    /\/records\?kind=quarantined&stage=\w+&reason=|\/records\?stage=\w+&kind=quarantined&reason=/,
  );
  const listed = page.getByRole('table', { name: 'Records' });
  await expect(listed.getByRole('row').nth(1)).toContainText('GMC number is UNKNOWN');
  await expectAccessible(page);
  await expectReflow(page);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: /^CSV of/ }).click();
  const text = await readFile(await (await download).path(), 'utf8');
  const [head, ...lines] = text.trim().split('\r\n');
  expect(head).toBe('run,record,kind,stage,reason');
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines)
    expect(line).toMatch(/^local-\d+,[^,]+,quarantined,\w+,GMC number is UNKNOWN$/);
  await page.getByRole('link', { name: /^Run \d+$/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Run \d+$/ })).toBeVisible();
});

test('at 200% everything of a run is there, and nothing but tables scrolls sideways', async ({
  page,
}) => {
  const number = await settledRun(page);
  // A window of 1280 by 720 at 200%.
  await page.setViewportSize({ width: 640, height: 360 });
  for (const address of [`/sync/local-${number}`, `/sync/local-${number}/records`]) {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectNoOverflow(page);
  }
  await page.goto(`/sync/local-${number}`);
  for (const name of ['Stages and ledger', 'Records written per minute', 'Events', 'Facts']) {
    const heading = page.getByRole('heading', { level: 2, name });
    await heading.scrollIntoViewIfNeeded();
    await expect(heading).toBeInViewport();
  }
  await page.getByRole('button', { name: 'Start again' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /^Start/ }).scrollIntoViewIfNeeded();
  await expect(dialog.getByRole('button', { name: /^Start/ })).toBeInViewport({ ratio: 1 });
  await expect(dialog.getByRole('button', { name: 'Not now' })).toBeInViewport({ ratio: 1 });
  await expectNoOverflow(page);
});

test('without scripts a run is readable, and nothing pretends to be live', async ({
  page,
  browser,
  baseURL,
}) => {
  const number = await settledRun(page);
  const context = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
    ...(baseURL === undefined ? {} : { baseURL }),
  });
  const still = await context.newPage();
  for (const address of [`/sync/local-${number}`, '/sync', '/']) {
    await still.goto(address);
    // Locators of texts do not look into this element.
    await expect(still.locator('noscript h3')).toHaveText('This page does not follow what happens');
    await expect(still.locator('noscript h3')).toBeVisible();
    await expect(still.getByText(/^Loading /).and(still.locator(':visible'))).toHaveCount(0);
    for (const name of ['Pause', 'Refresh now', 'Start sync', 'Start again'])
      await expect(still.getByRole('button', { name })).toHaveCount(0);
    await expect(still.locator('[data-still] time').first()).toBeVisible();
    await expect(still.locator('[data-live]').and(still.locator(':visible'))).toHaveCount(0);
  }
  // Heads name their columns, a filter that is on is said, and one that is not is not offered.
  await still.goto('/sync?state=settled');
  await expect(still.getByRole('columnheader', { name: 'Started' })).toHaveText('Started');
  await expect(
    still.getByRole('columnheader', { name: 'Started' }).getByText('Started'),
  ).toBeVisible();
  await expect(still.getByText('Outcome: Settled')).toBeVisible();
  await expect(still.getByRole('list', { name: 'Time taken by each run' })).toBeVisible();
  await expect(still.getByText('Started by').and(still.locator(':visible'))).toHaveCount(0);
  await still.goto(`/sync/local-${number}`);
  await expect(still.getByRole('heading', { level: 1, name: `Run ${number}` })).toBeVisible();
  await still.getByRole('link', { name: 'List all, or save them as CSV' }).click();
  await expect(still.getByRole('table', { name: 'Records' })).toBeVisible();
  await context.close();
});

test('on a phone each alias names the generation that it leads to', async ({ page }) => {
  const number = await settledRun(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/sync/local-${number}`);
  const section = page.getByRole('region', { name: 'What users are reading' });
  await expect(
    section.getByRole('listitem').filter({ hasText: 'current_connections' }).first(),
  ).toContainText(/generation \d+/);
});

test('an unknown run gets a page that helps', async ({ page }) => {
  const response = await page.goto('/sync/local-999999');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: 'There is no such run' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'See all runs' })).toBeVisible();
  await expectAccessible(page);
  await expectReflow(page);
});
