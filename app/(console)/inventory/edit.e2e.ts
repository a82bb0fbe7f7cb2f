import { expect, expectAccessible, expectReflow, test } from '#lib/testing/browser/e2e.ts';

const key = 'spqs/python-kb1-live.is@LIVE';
const address = `/inventory/${key}`;

test('two people edit one thing: nothing is lost, and a change is undone', async ({
  page,
  context,
}) => {
  await page.goto(address);
  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  await expect(page.getByRole('heading', { name: /^Edit python-kb1-live/ })).toBeVisible();
  await expectAccessible(page);
  await expectReflow(page);

  const other = await context.newPage();
  await other.goto(`/inventory/edit/${key}`);

  const memory = page.getByRole('group', { name: 'Memory', exact: true });
  await memory.getByLabel('Value').fill('8GB');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Say in a few words why.').first()).toBeVisible();
  await page.getByLabel('Reason').fill('Read on the machine itself');
  await page.getByRole('button', { name: 'Save' }).click();
  const facts = page.getByRole('table', { name: 'Facts' });
  await expect(facts.getByRole('row', { name: /^Memory 8GB/ })).toBeVisible();

  // The other one is told what became of it, and what was typed stays.
  const cores = other.getByRole('group', { name: 'CPU cores', exact: true });
  await cores.getByLabel('Value').fill('12');
  await other.getByLabel('Reason').fill('Counted');
  await other.getByRole('button', { name: 'Save' }).click();
  await expect(other.getByText('Memory: 8GB')).toBeVisible();
  await expect(cores.getByLabel('Value')).toHaveValue('12');
  await expectAccessible(other);
  await other.getByRole('button', { name: 'Save' }).click();
  const otherFacts = other.getByRole('table', { name: 'Facts' });
  await expect(otherFacts.getByRole('row', { name: /^CPU cores 12/ })).toBeVisible();
  await expect(otherFacts.getByRole('row', { name: /^Memory 8GB/ })).toBeVisible();

  const history = other.getByRole('region', { name: 'History' });
  await expect(history.getByText('“Counted”')).toBeVisible();
  const change = history.getByRole('listitem').filter({ hasText: 'Read on the machine itself' });
  await change.getByRole('button', { name: 'Undo this change…' }).click();
  const dialog = other.getByRole('dialog');
  await expectAccessible(other);
  await dialog.getByLabel('Reason').fill('It was another machine');
  await dialog.getByRole('button', { name: 'Undo it' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(otherFacts.getByRole('row', { name: /^Memory 6GB/ })).toBeVisible();
  await expect(otherFacts.getByRole('row', { name: /^CPU cores 12/ })).toBeVisible();
  await expect(history.getByText('“It was another machine”')).toBeVisible();
});

test('a thing is added, removed with the name of production typed, and brought back', async ({
  page,
}) => {
  await page.goto('/inventory');
  await page.getByRole('link', { name: 'Add…' }).click();
  await page.getByLabel('Estate').selectOption('spqs');
  await page.getByLabel('Kind').selectOption('server');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByLabel('Name', { exact: true }).fill('a journey server');
  await page.getByLabel('Id', { exact: true }).fill('a-journey-server');
  await page.getByLabel('Environment', { exact: true }).selectOption('LIVE');
  await page.getByLabel('Who says that it exists').fill('S3');
  await page.getByLabel('Reason').fill('It was forgotten');
  await page.getByRole('button', { name: 'Add it' }).click();
  await expect(page.getByRole('heading', { name: 'a journey server', level: 1 })).toBeVisible();

  await page.getByRole('button', { name: 'Remove…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('Tidied up');
  await dialog.getByLabel('Type LIVE to confirm').fill('LIVE');
  await dialog.getByRole('button', { name: 'Remove it' }).click();
  await expect(page.getByText('was removed from the inventory')).toBeVisible();
  await expectAccessible(page);

  const removed = page.getByRole('listitem').filter({ hasText: 'Tidied up' });
  await removed.getByRole('button', { name: 'Undo this change…' }).click();
  await dialog.getByLabel('Reason').fill('It is there after all');
  await dialog.getByRole('button', { name: 'Undo it' }).click();
  await expect(page.getByRole('button', { name: 'Remove…' })).toBeVisible();
});
