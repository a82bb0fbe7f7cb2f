import { expect, expectAccessible, expectReflow, test } from '#lib/testing/browser/e2e.ts';

test('each service of the environment is shown as it is, over a day or ninety', async ({
  page,
}) => {
  await page.goto('/');
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: 'Status' })
    .click();
  await expect(page.getByRole('heading', { name: 'Status', level: 1 })).toBeVisible();
  const services = page.getByRole('table', { name: 'Services' });
  const search = services.getByRole('row', { name: /^Search in the database/ });
  await expect(search).toContainText('Up');
  await expect(search).toContainText('seconds ago');
  await expect(services.getByRole('columnheader', { name: '24 hours to now' })).toBeVisible();
  await expectAccessible(page);
  await expectReflow(page);
  await page.getByRole('link', { name: '90 days' }).click();
  await expect(page).toHaveURL(/\/status\?time=90-days$/);
  await expect(services.getByRole('columnheader', { name: '90 days to today' })).toBeVisible();
});
