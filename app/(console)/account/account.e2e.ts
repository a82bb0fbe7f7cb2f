import { expect, expectAccessible, expectReflow, test } from '#lib/testing/e2e.ts';

test('a person finds their account in the menu and is told why a new password is refused', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: /your menu$/ }).click();
  await page.getByRole('menuitem', { name: 'Your account' }).click();
  await expect(page.getByRole('heading', { name: 'Your account', level: 1 })).toBeVisible();
  await expectAccessible(page);
  await expectReflow(page);

  await page.getByLabel('Current password').fill('does not matter here');
  await page.getByLabel('New password', { exact: true }).fill('correct horse battery');
  await page.getByLabel('New password again').fill('correct horse batery');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('The two new passwords differ. Type the same one twice.')).toBeVisible();
  await expectAccessible(page);
});
