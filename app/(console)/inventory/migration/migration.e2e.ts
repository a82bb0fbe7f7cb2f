import { expect, expectAccessible, expectReflow, test } from '#lib/testing/browser/e2e.ts';

test('a person sees how far the move is, and what a move of the data takes', async ({ page }) => {
  await page.goto('/inventory');
  await page
    .getByRole('navigation', { name: 'Inventory' })
    .getByRole('link', { name: 'Migration' })
    .click();
  await expect(page.getByRole('heading', { name: 'Migration to AWS', level: 1 })).toBeVisible();
  await expect(
    page.getByRole('heading', { name: /^0 of 25 items no longer run on Azure$/ }),
  ).toBeVisible();
  const rows = page.getByRole('table', { name: 'Items', exact: true });
  await expect(rows.getByRole('row')).toHaveCount(26);
  // What no source says is never told as not started.
  await expect(rows.getByText('Not started')).toHaveCount(0);
  await expect(page.getByRole('slider', { name: /^Items that no longer run/ })).toBeVisible();
  await expectAccessible(page);
  await expectReflow(page);

  await page.getByRole('link', { name: 'What if…' }).click();
  await page.getByRole('button', { name: 'Show what it takes' }).click();
  await expect(page.getByText('Say what is to move.')).toBeVisible();
  await page.getByRole('checkbox', { name: 'MySql (single server per env)' }).check();
  await page.getByRole('button', { name: 'Show what it takes' }).click();
  await expect(page).toHaveURL(/what-if\?choose=tis%2Fmove-mysql/);
  const steps = page.getByRole('table', { name: 'What it takes, step by step' });
  await expect(steps).toContainText("Maxwell's daemon");
  await expect(steps).toContainText('Until AWS is written to');
  await expect(page.getByRole('heading', { name: 'Between the clouds afterwards' })).toBeVisible();
  await expectAccessible(page);
  await expectReflow(page);
});

test('a person records a move against what comes before, and takes it back', async ({ page }) => {
  await page.goto('/inventory/migration');
  const rows = page.getByRole('table', { name: 'Items', exact: true });
  await rows.getByRole('link', { name: "Record a move of Maxwell's daemon → RabbitMQ" }).click();
  await expect(
    page.getByRole('heading', { name: /^Record a move: Maxwell/, level: 1 }),
  ).toBeVisible();
  await expectAccessible(page);
  await expectReflow(page);

  await page.getByRole('radio', { name: 'Cut over' }).check();
  await page.getByLabel('Reason').fill('The journey says so');
  await page.getByRole('button', { name: 'Record it' }).click();
  await expect(page.getByText('Tick this where it is so all the same.').first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('checkbox', { name: /^It is so although/ }).check();
  await page.getByRole('button', { name: 'Record it' }).click();
  await expect(
    page.getByRole('heading', { name: /^Maxwell.* is recorded as cut over$/ }),
  ).toBeVisible();

  await page.getByRole('radio', { name: 'Not recorded' }).check();
  await page.getByLabel('Reason').fill('Taken back by the journey');
  await page.getByRole('checkbox', { name: /^It is so although/ }).check();
  await page.getByRole('button', { name: 'Record it' }).click();
  await expect(
    page.getByRole('heading', { name: /^Nothing is recorded any more of how far Maxwell/ }),
  ).toBeVisible();
  await page.goto('/inventory/migration');
  await expect(page.getByText('“Taken back by the journey”')).toBeVisible();
  await expect(
    page.getByRole('heading', { name: /^0 of 25 items no longer run on Azure$/ }),
  ).toBeVisible();
});
