import { expect, expectAccessible, expectReflow, test } from '#lib/testing/browser/e2e.ts';

test('a person records what is live, asks what is allowed, and records a transition', async ({
  page,
}) => {
  await page.goto('/inventory/blue-green');
  const shared = page.getByRole('table', { name: 'Shared environments' });
  const row = shared.getByRole('row', { name: /^cicd-test/ });
  await expect(row).toContainText('Not recorded');
  await expectAccessible(page);
  await expectReflow(page);

  await row.getByRole('button', { name: 'Record what is there…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Current version').fill('e02b9f7-dev');
  await dialog.getByLabel('Previous version').fill('c81d5aa-dev');
  await dialog.getByLabel('Reason').fill('Read from the outputs of the link');
  await dialog.getByRole('button', { name: 'Record it' }).click();
  await expect(row).toContainText('Linked');
  await expect(row).toContainText('e02b9f7-dev');

  await row.getByRole('link', { name: 'Roll back…' }).click();
  await expect(page.getByText('Roll back, cicd-test: allowed in the recorded state')).toBeVisible();
  await expect(
    page
      .getByText(
        'make tag-commit-to-rollback-blue-green-environment PROFILE=dev ' +
          'SHARED_ENVIRONMENT=cicd-test COMMIT=c81d5aa',
      )
      .first(),
  ).toBeVisible();
  await page.getByLabel('What you want to do').selectOption('7 Update shared resources');
  await expect(page.getByText('cicd-test is linked: unlink it first.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Record what was done…' })).toBeDisabled();

  await page.getByLabel('What you want to do').selectOption('3 Unlink');
  await page.getByRole('button', { name: 'Record what was done…' }).click();
  await dialog.getByLabel('I have checked what the console cannot see').check();
  await dialog.getByLabel('Reason').fill('The release of e02b9f7');
  await dialog.getByRole('button', { name: 'Record it' }).click();
  await expect(row).toContainText('Unlinked, paused');
  await expect(shared.getByText('Nobody drains the change-event dead letters')).toBeVisible();
  await expect(page.getByText('“The release of e02b9f7”').first()).toBeVisible();
  await expectAccessible(page);
  await expectReflow(page);
});

test('the branch checker and the way of a change event are beside it', async ({ page }) => {
  await page.goto('/inventory/blue-green?part=names');
  await page.getByLabel('Name of a branch').fill('task/Update_dependencies');
  await expect(page.getByText('No webhook takes it')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('tab', { name: 'Find a change event' }).click();
  await expect(page.getByRole('link', { name: 'by-correlation-id', exact: true })).toBeVisible();
  await expectAccessible(page);
});

test('what is documented can be read in a narrow window', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto('/inventory/blue-green?part=tests');
  const suites = page.getByRole('table', { name: 'Test suites' });
  const width = (of: Element) => of.scrollWidth - of.clientWidth;
  await expect(suites.getByRole('row', { name: /^Unit/ })).toBeVisible();
  // Below one another, and none of it beside the window.
  expect(await page.getByRole('region', { name: 'Test suites' }).evaluate(width)).toBe(0);
  const cells = await suites
    .getByRole('cell')
    .evaluateAll((all) => all.map((one) => one.clientWidth));
  expect(Math.min(...cells)).toBeGreaterThan(200);
  await expectAccessible(page);
});

test('what is saved on an allow list is shown until it is deployed', async ({ page }) => {
  await page.goto('/inventory/blue-green?part=allow-lists');
  const add = page.getByRole('button', { name: 'Record who was added…' }).first();
  await add.click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Label').fill('A tester');
  await dialog.getByLabel('Address (optional)').fill('192.0.2.7/32');
  await dialog.getByLabel('Reason').fill('New in the team');
  await dialog.getByRole('button', { name: 'Record it' }).click();
  await expect(page.getByText('Saved, not deployed')).toBeVisible();
  await expect(page.getByText('192.0.2.7/32')).toBeVisible();
  await expectAccessible(page);
  await expectReflow(page);
});
