import { expect, expectAccessible, expectReflow, test } from '#lib/testing/browser/e2e.ts';

test('the indexes page shows every alias against the contract and every generation', async ({
  page,
}) => {
  await page.goto('/indexes');
  await expect(page.getByText(/^(\d+) of \1 match/)).toBeVisible({ timeout: 45_000 });
  const aliases = page.getByRole('table', { name: 'Aliases against the contract' });
  const row = aliases.getByRole('row', { name: /current_connections/ });
  await expect(row.getByRole('cell', { name: 'Matches', exact: true })).toBeVisible();
  const generations = page.getByRole('table', { name: 'Generations' });
  await expect(
    generations.getByRole('cell', { name: 'Live, users read it', exact: true }).first(),
  ).toBeVisible();
  await expect(page.getByRole('img', { name: /^Timeline of the generations/ })).toBeVisible();
  const affected = page.getByRole('table', { name: 'Who is affected' });
  const now = affected.getByRole('row', { name: /^Now: as the contract says/ });
  await expect(now.getByRole('cell').first()).toHaveText('Right');
  await page.setViewportSize({ width: 1440, height: 900 });
  // The box of the table, which alone scrolls.
  const box = affected.locator('..');
  expect(await box.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0);
  await expect(page.getByText('every page shows what it should.')).toBeVisible();
  await expectAccessible(page);
  await expectReflow(page);

  // On a phone each row is a card: the state beside the name, every value with its head.
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(row.getByRole('rowheader', { name: 'Alias current_connections' })).toBeVisible();
  await expect(row.getByRole('cell', { name: 'Matches', exact: true })).toBeVisible();
  await expect(row.getByText('Documents seen')).toBeVisible();
  await expectReflow(page);
  await expectAccessible(page);
});

test('the facts of a generation are beside the table, by their address', async ({ page }) => {
  await page.goto('/indexes');
  const generations = page.getByRole('table', { name: 'Generations' });
  const link = generations.getByRole('link', { name: /: facts of masterdoctorindex_/ }).first();
  await link.click();
  const drawer = page.getByRole('dialog');
  await expect(page).toHaveURL(/generation=masterdoctorindex_/);
  await expect(drawer.getByRole('heading', { level: 2 })).toBeFocused();
  await expect(drawer.getByText('Aliases that point at it')).toBeVisible();
  await expect(link).toBeVisible();
  await expectAccessible(page);
  await drawer.getByRole('tab', { name: 'History' }).click();
  await expect(page).toHaveURL(/about=history/);
  await expect(drawer.getByText('It was made')).toBeVisible();
  await page.reload();
  await expect(drawer.getByText('It was made')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(drawer).toHaveCount(0);
  await expect(page).not.toHaveURL(/generation=|about=/);

  // On a phone it covers the page.
  await page.setViewportSize({ width: 390, height: 844 });
  await link.click();
  await expect(drawer).toBeVisible();
  await expectReflow(page);
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(drawer).toHaveCount(0);
  await expect(link).toBeFocused();
});

test('documents over time say their numbers to a keyboard, and their runs are links', async ({
  page,
}) => {
  await page.goto('/indexes');
  const chart = page.getByRole('slider', { name: /^Documents over time/ });
  await expect(chart).toBeVisible({ timeout: 90_000 });
  await chart.focus();
  await page.keyboard.press('Home');
  await expect(chart).toHaveAttribute('aria-valuetext', /^From .*: [\d,]+ documents?$/);
  await page.getByLabel('Documents of').selectOption('alias:current_connections');
  await expect(page).toHaveURL(/documents=alias/);
  await page.getByText('The same as a table').click();
  const table = page.getByRole('table', { name: 'Documents over time' });
  await expect(table.getByText('Counted').first()).toBeVisible();
  await expectAccessible(page);
  await expectReflow(page);
});

test('a note about a generation is kept with who wrote it', async ({ page }) => {
  await page.goto('/indexes');
  const generations = page.getByRole('table', { name: 'Generations' });
  await generations
    .getByRole('link', { name: /: facts of masterdoctorindex_/ })
    .first()
    .click();
  const drawer = page.getByRole('dialog');
  await expect(drawer.getByText('Users moved by')).toBeVisible();
  await drawer.getByRole('tab', { name: 'Notes' }).click();
  const text = 'Kept for Monday';
  await drawer.getByLabel('Add a note').fill(text);
  await drawer.getByRole('button', { name: 'Add note' }).click();
  await expect(drawer.getByText('The note was added')).toBeVisible();
  await expect(drawer.getByRole('listitem').filter({ hasText: text })).toBeVisible();
  await expect(drawer.getByLabel('Add a note')).toHaveValue('');
  await expectAccessible(page);
  await drawer.getByRole('tab', { name: 'History' }).click();
  await expect(drawer.getByText('Users came to it').first()).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await expectReflow(page);
  await expectAccessible(page);
});
