import { expect, expectAccessible, expectReflow, test } from '#lib/testing/browser/e2e.ts';

const secret = 'hunter2-of-nobody';
const state = JSON.stringify({
  format_version: '1.0',
  values: {
    root_module: {
      resources: [
        {
          mode: 'managed',
          type: 'aws_elasticache_replication_group',
          name: 'redis',
          values: { engine: 'redis', port: 6380, auth_token: secret },
        },
        { mode: 'managed', type: 'aws_sqs_queue', name: 'jobs', values: { name: 'jobs' } },
      ],
    },
  },
});

test('the register has what sources found, and leads to it', async ({ page }) => {
  await page.goto('/inventory/drift');
  await expect(page.getByRole('heading', { name: 'Newest imports' })).toBeVisible();
  await expectAccessible(page);
  await expectReflow(page);
  await page.goto('/inventory/drift?state=documented&text=meta');
  await page.getByRole('link', { name: 'State bucket of meta' }).first().click();
  await expect(page.getByRole('heading', { name: 'State bucket of meta' })).toBeVisible();
});

test('a file is read here, shown, imported, and its difference marked as known', async ({
  page,
}) => {
  await page.goto('/inventory/drift/observe');
  await expectAccessible(page);
  await expectReflow(page);
  await page.getByLabel('Environment', { exact: true }).selectOption('core@Staging');
  const file = page.getByLabel('File', { exact: true });
  const show = page.getByRole('button', { name: 'Show what would come of it' });
  await file.setInputFiles({
    name: 'cut.json',
    mimeType: 'application/json',
    buffer: Buffer.from(state.slice(0, 80)),
  });
  await show.click();
  await expect(page.getByText('the file was cut off', { exact: false })).toBeVisible();

  await file.setInputFiles({
    name: 'state.json',
    mimeType: 'application/json',
    buffer: Buffer.from(state),
  });
  await show.click();
  const preview = page.getByRole('table', { name: 'What would come of it' });
  await expect(preview.getByRole('row', { name: /ElastiCache/ })).toContainText('Changed');
  await expectAccessible(page);
  await page.getByLabel('Reason').fill('What the deploy of today left there');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page).toHaveURL(/\/inventory\/drift$/);
  await expect(page.getByText('1 changed', { exact: false }).first()).toBeVisible();
  await expect(page.getByText(secret)).toHaveCount(0);

  await page.goto('/inventory/drift?state=changed&estate=core');
  await page.getByRole('button', { name: /^Known ElastiCache/ }).click();
  await page.getByLabel('Reason').fill('It moves next week');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Mark as known' }).click();
  await expect(page.getByText('Changed, known').first()).toBeVisible();
  await page
    .getByRole('link', { name: /^ElastiCache/ })
    .first()
    .click();
  const both = page.getByRole('table', { name: /^Declared and observed/ });
  await expect(both.getByRole('row', { name: /^Port/ })).toContainText('6380');
  await expectAccessible(page);
});
