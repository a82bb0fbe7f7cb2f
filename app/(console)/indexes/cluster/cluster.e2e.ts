import { expect, expectAccessible, expectReflow, test } from '#lib/testing/browser/e2e.ts';

test('how the search cluster is, is one step from the indexes and told in plain words', async ({
  page,
}) => {
  await page.goto('/indexes');
  await page.getByRole('link', { name: 'Search cluster' }).click();
  await expect(page).toHaveURL(/\/indexes\/cluster$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Search cluster' })).toBeVisible();
  // The search side of the journeys is embedded.
  const disk = page.getByRole('table', { name: 'Disk and writes' });
  await expect(disk.getByRole('row', { name: /^Writes/ })).toContainText('Good');
  await expect(
    page.getByText(/^Not applicable, because the search side is embedded/).first(),
  ).toBeVisible();
  const checks = page.getByRole('table', { name: 'Generations against the contract' });
  await expect(checks.getByRole('row', { name: /masterdoctorindex_/ }).first()).toContainText(
    'Matches',
  );
  await expectAccessible(page);
  await expectReflow(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectReflow(page);
  await expectAccessible(page);
});

test('how a generation is made is beside its facts', async ({ page }) => {
  await page.goto('/indexes');
  const generations = page.getByRole('table', { name: 'Generations' });
  await generations
    .getByRole('link', { name: /: facts of masterdoctorindex_/ })
    .first()
    .click();
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('tab', { name: 'Contract' }).click();
  await expect(page).toHaveURL(/about=contract/);
  await expect(drawer.getByText(/is made as the contract says/)).toBeVisible();
  await expectAccessible(page);
});
