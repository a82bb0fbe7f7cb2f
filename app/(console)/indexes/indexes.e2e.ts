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
