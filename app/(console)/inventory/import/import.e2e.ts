import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectReflow, test } from '#lib/testing/browser/e2e.ts';

const choose = (page: Page, name: string, text: string): Promise<void> =>
  page
    .getByLabel('File')
    .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });

test('a person imports a file: what is wrong, what would change, and then all of it', async ({
  page,
}) => {
  const key = `spqs/imported-${String(Date.now())}`;
  await page.goto('/inventory');
  await page.getByRole('link', { name: 'Import and export' }).click();
  await expect(page.getByRole('heading', { name: 'Import and export', level: 1 })).toBeVisible();
  await expectAccessible(page);
  await expectReflow(page);

  const mistakes = [
    'item,kind,name,attribute,state',
    `${key},nothing,Imported,,`,
    'spqs,,,purpose,perhaps',
  ];
  await choose(page, 'a.csv', mistakes.join('\n'));
  const wrong = page.getByRole('alert').filter({ hasText: 'Nothing can be imported' });
  await expect(wrong).toContainText('Row 2, column kind: “nothing” is no kind of component.');
  await expect(wrong).toContainText('Row 3, column state: Write value');
  await expectAccessible(page);

  const rows = [
    'item;kind;name;attribute;value',
    `${key};principle;Imported;;`,
    `${key};;;caveat;"'=1+1, a text"`,
  ];
  await choose(page, 'b.csv', rows.join('\r\n'));
  const changes = page.getByRole('list', { name: 'What changes' });
  await expect(changes.getByRole('listitem')).toHaveText([new RegExp(`Added\\s*${key}`)]);
  await changes.getByText('lines', { exact: false }).click();
  await expect(changes.getByText('=1+1, a text')).toBeVisible();
  await expectAccessible(page);
  await expectReflow(page);
  await page.getByRole('button', { name: 'Import 1 change' }).click();
  await expect(page.getByText('Say why.')).toBeVisible();
  await page.getByLabel('Reason').fill('To see that it works');
  await page.getByRole('button', { name: 'Import 1 change' }).click();
  const done = page.getByRole('status').filter({ hasText: 'Imported: 1 added' });
  await done.getByRole('link', { name: key }).click();
  await expect(page.getByRole('heading', { name: 'Imported', level: 1 })).toBeVisible();
  await expect(page.getByText('To see that it works')).toBeVisible();
});

test('what is exported and imported again changes nothing; what is gone needs a tick', async ({
  page,
}) => {
  await page.goto('/inventory/core');
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: /^Export YAML/ }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('core.yaml');
  const text = await readFile(await download.path(), 'utf8');
  expect(text).toMatch(/^estate: core\n/);

  await page.goto('/inventory/import');
  await choose(page, 'core.yaml', text);
  await expect(page.getByText('Nothing: the inventory is as the file says.')).toBeVisible();
  const shorter = text.slice(0, text.lastIndexOf('\n  - id: '));
  await choose(page, 'core.yaml', `${shorter}\n`);
  await expect(page.getByRole('heading', { name: 'No longer in the file' })).toBeVisible();
  await page.getByRole('checkbox', { name: /from the inventory; otherwise/ }).check();
  await expect(page.getByRole('list', { name: 'What changes' })).toContainText('Removed');
  await expectAccessible(page);
  await expectReflow(page);
});
