import { expect, expectAccessible, expectReflow, test } from '#lib/testing/browser/e2e.ts';

test('the register flags certificates that have the name of another environment', async ({
  page,
}) => {
  await page.goto('/inventory/certificates');
  const register = page.getByRole('table', { name: 'Certificates', exact: true });
  await expect(register.getByText('Not recorded, so not known to be valid').first()).toBeVisible();
  await expectAccessible(page);
  await expectReflow(page);
  await page.getByLabel('Only what is flagged').check();
  await expect(register.getByRole('row')).toHaveCount(7);
  await expect(register.getByText('Matches no URL of DEV, but of LIVE').first()).toBeVisible();
});

test('the environments of CORE are beside each other, with what differs', async ({ page }) => {
  await page.goto('/inventory');
  await page.getByRole('link', { name: 'Environments', exact: true }).click();
  const compared = page.getByRole('table', { name: 'Environments beside each other' });
  await expect(compared.getByRole('row', { name: /^State bucket/ })).toContainText('Differs');
  await expect(page.getByRole('heading', { name: 'Review apps', exact: true })).toBeVisible();
  await expectAccessible(page);
  await expectReflow(page);
  await page.getByLabel('Estate').selectOption('SPQS');
  await expect(compared.getByRole('columnheader', { name: 'TRN' })).toBeVisible();
});

test('a firewall question is answered by a rule, or by none that is recorded', async ({ page }) => {
  await page.goto('/inventory/operations');
  const form = page.getByRole('form', { name: 'Firewall question' });
  await form.getByLabel('From').fill('nowhere');
  await form.getByLabel('To').fill('nobody');
  await form.getByLabel('Port').fill('22');
  await form.getByRole('button', { name: 'Ask' }).click();
  await expect(page.getByText('No rule recorded lets nowhere reach nobody')).toBeVisible();
  await expectAccessible(page);
  await expectReflow(page);
  await page.getByText('SPQS', { exact: false }).first().waitFor();
  await page.getByRole('tab', { name: /^Accounts and groups/ }).click();
  await expect(page.getByRole('table', { name: 'Groups and roles' })).toBeVisible();
  await expect(
    page.getByRole('table', { name: 'Accounts', exact: true }).getByText('OPS$', { exact: true }),
  ).toBeVisible();
  await expect(page.getByRole('table', { name: 'Data sources, schemas and links' })).toBeVisible();
  await expectAccessible(page);
});
