import { londonWallTime } from '#lib/kernel/clock.ts';
import { expect, expectAccessible, expectReflow, test } from '#lib/testing/browser/e2e.ts';

test('each service of the environment is shown as it is, over a day or ninety', async ({
  page,
}) => {
  await page.goto('/');
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: 'Status', exact: true })
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
  await page.goto('/status?sort=state&state=down,up&text=database');
  await expect(services.getByRole('row', { name: /^Search in the database/ })).toBeVisible();
  await page.goto('/status?state=off');
  await expect(page.getByText('No services match this filter')).toBeVisible();
});

test('a service has a page with how it was, what it needs and what needs it', async ({ page }) => {
  await page.goto('/status');
  await page.getByRole('link', { name: 'Search', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Search', level: 1 })).toBeVisible();
  const now = page.getByRole('region', { name: 'Now' });
  await expect(now).toContainText('Up since');
  await expect(now).toContainText('every 20 seconds');
  await expect(page.getByRole('region', { name: 'What it needs' })).toContainText(
    'No other service',
  );
  await expectAccessible(page);
  await expectReflow(page);
  await page.getByRole('link', { name: '30 days' }).click();
  await expect(page).toHaveURL(/time=30-days$/);
  await expect(page.getByText('by hours of the last 14 days')).toBeVisible();
  const answer = await page.goto('/status/service?id=nobody');
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: 'There is no such service' })).toBeVisible();
});

test('what is no incident is not found, for programs too', async ({ page }) => {
  for (const none of ['1e9', '0', '-1', '2147483648', '2147483647', '%00']) {
    const answer = await page.goto(`/status/incidents/${none}`);
    expect(answer?.status()).toBe(404);
  }
  await expect(page).toHaveTitle(/No such incident/);
});

test('an incident is opened, taken, told of and resolved', async ({ page }) => {
  await page.goto('/status');
  const pages = page.getByRole('navigation', { name: 'Status' });
  await pages.getByRole('link', { name: 'Incidents' }).click();
  await expect(page.getByRole('heading', { name: 'No incident is open' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Open an incident' }).click();
  await page.getByRole('button', { name: 'Open the incident' }).click();
  await expect(page.getByRole('alert').getByRole('link')).toHaveText([
    'What does not work: Give it a value.',
    'What is known so far: Give it a value.',
  ]);
  await page.getByLabel('What does not work').fill('Doctors cannot sign in');
  await page.getByRole('button', { name: 'Known', exact: true }).click();
  await expect(page.getByLabel('What is known so far')).toHaveValue(/^We know of this/);
  await page.getByLabel('What is known so far').fill('Three calls so far.');
  const nextUpdate = page.getByLabel('Next update by (optional)');
  const inMinutes = (n: number) => londonWallTime(new Date(Date.now() + n * 60_000));
  await nextUpdate.pressSequentially('2');
  await page.getByRole('button', { name: 'Open the incident' }).click();
  const isWrong = page.getByRole('alert').getByRole('link');
  await expect(isWrong).toHaveText('Fill in the whole day and time, or clear them.');
  await nextUpdate.fill(inMinutes(-10));
  await page.getByRole('button', { name: 'Open the incident' }).click();
  await expect(isWrong).toHaveText('Use a time that is still to come.');
  await expect(page.getByLabel('What is known so far')).toHaveValue('Three calls so far.');
  await nextUpdate.fill(inMinutes(30));
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Open the incident' }).click();
  await expect(page).toHaveURL(/\/status\/incidents\/\d+$/);
  await expect(page.getByRole('heading', { name: 'Doctors cannot sign in' })).toBeVisible();
  await expect(page.getByText('Next update due').first()).toBeVisible();
  await page.getByRole('button', { name: 'Take it' }).click();
  await expect(page.getByText('Others see that you have it.')).toBeVisible();
  await page.getByRole('button', { name: 'Give it back' }).click();
  await expect(page.getByText('Others see that nobody has it.')).toBeVisible();
  await page.getByLabel('Resolved').check();
  await page.getByLabel('Update', { exact: true }).fill('The certificate was renewed.');
  await expectAccessible(page);
  await expectReflow(page);
  await page.getByRole('button', { name: 'Post the update' }).click();
  await expect(page.getByText('The certificate was renewed.').first()).toBeVisible();
  await expect(nextUpdate).toHaveValue('');
  await expect(page.getByRole('button', { name: 'Take it' })).toHaveCount(0);
  await pages.getByRole('link', { name: 'Incidents' }).click();
  const resolved = page.getByRole('region', { name: 'Resolved' });
  await expect(resolved.getByRole('link', { name: 'Doctors cannot sign in' })).toBeVisible();
});

test('what happened before this console is told apart, found by words and by what it hit', async ({
  page,
}) => {
  await page.goto('/status/incidents');
  const past = page.getByRole('region', { name: 'Before this console' });
  await expect(past.getByText('this console recorded none of them')).toBeVisible();
  await expect(past.getByRole('status')).toHaveText('21 of 21');
  await past.getByLabel('Find among them').fill('memory alarm');
  await expect(past.getByRole('status')).toHaveText('3 of 21');
  await past.getByLabel('That happened to').selectOption('GMC');
  await expect(past.getByRole('status')).toHaveText('1 of 21');
  await expect(page).toHaveURL(/past=memory\+alarm&of=GMC|of=GMC&past=memory\+alarm/);
  await expectAccessible(page);
  await expectReflow(page);
  await past.getByRole('link', { name: 'Nightly import delivered late' }).click();
  await expect(page).toHaveURL(/\/status\/incidents\/past\/tis\/incident-gmc-2023-10/);
  const said = page.getByRole('region', { name: 'What sources say' });
  await expect(said.getByText('one queue purged of 1.6 million messages')).toBeVisible();
  await expect(said.getByText('“memory alarm”')).toBeVisible();
  await expectAccessible(page);
  await expectReflow(page);
  await page.goto('/status/incidents?past=nothing-like-that');
  await expect(page.getByRole('heading', { name: 'None of them is like that' })).toBeVisible();
  expect((await page.goto('/status/incidents/past/tis/gmc'))?.status()).toBe(404);
});

test('an open incident is told what it is like from before, and what it is not', async ({
  page,
}) => {
  await page.goto('/status/incidents/open');
  await page.getByLabel('What does not work').fill('GMC refuses every call');
  await page.getByLabel('What is known so far').fill('Doctors cannot be connected.');
  await page.getByRole('button', { name: 'Open the incident' }).click();
  await expect(page).toHaveURL(/\/status\/incidents\/\d+$/);
  const seen = page.getByRole('region', { name: 'Seen before' });
  await expect(seen).toHaveCount(0);
  const update = page.getByLabel('Update', { exact: true });
  await page.getByRole('button', { name: 'Known' }).click();
  await expect(update).toHaveValue('We know of this and are finding out why.');
  await expect(update).toBeFocused();
  await update.fill('We know of this. It answers with return code 99.');
  await page.getByRole('button', { name: 'Post the update' }).click();
  await expect(seen.getByRole('listitem')).toHaveCount(1);
  await expect(seen.getByText('“GMC” is written of, and “code 99” is said of it.')).toBeVisible();
  await expectAccessible(page);
  await expectReflow(page);
  await seen.getByRole('link', { name: 'GMC refused every call, January 2018' }).click();
  await expect(page.getByRole('region', { name: 'What sources say' })).toBeVisible();
  await page.goBack();
  await page.getByLabel('Resolved').check();
  await page.getByLabel('Update', { exact: true }).fill('They let us in again.');
  await page.getByRole('button', { name: 'Post the update' }).click();
  await expect(seen).toHaveCount(0);
});
