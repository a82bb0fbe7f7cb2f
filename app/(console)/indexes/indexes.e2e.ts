import { expect, expectAccessible, expectReflow, test } from '#lib/testing/e2e.ts';

test('the indexes page shows every alias against the contract and every generation', async ({ page }) => {
  await page.goto('/indexes');
  await expect(page.getByText(/^(\d+) of \1 match/)).toBeVisible({ timeout: 45_000 });
  const aliases = page.getByRole('table', { name: 'Aliases against the contract' });
  await expect(aliases.getByRole('row', { name: /current_connections/ }).getByText('Matches')).toBeVisible();
  const generations = page.getByRole('table', { name: 'Generations' });
  await expect(generations.getByText('Live, users read it').first()).toBeVisible();
  await expectAccessible(page);
  await expectReflow(page);
});
