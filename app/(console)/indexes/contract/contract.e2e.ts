import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectReflow, test } from '#lib/testing/browser/e2e.ts';
import { changeByHand, openAs, untilRunSettled } from '#lib/testing/browser/own-console.ts';
import {
  beginOverHttp,
  ownPassword,
  signInOverHttp,
  startConsole,
  temporaryFolder,
  type RunningConsole,
} from '#lib/testing/processes/running-console.ts';

const variables = { SYNTHETIC_TRAINEES: '300', FIRST_RUN: 'on' };

test.describe('the alias contract', () => {
  test.describe.configure({ mode: 'serial' });
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let running: RunningConsole;
  let page: Page;
  let cookie: string;

  test.beforeAll(async ({ browser }) => {
    folder = await temporaryFolder();
    running = await startConsole({ ...variables, DATA_DIR: folder.folder });
    if (running.account === null) throw new Error('the folder is not new');
    const account = { email: running.account.email, password: ownPassword };
    await untilRunSettled(
      running,
      await beginOverHttp(running.address, running.account),
      'local-1',
    );
    await running.stop();
    // Two aliases that somebody has made by hand on the generation that users read.
    await changeByHand(
      folder.folder,
      ['by_hand', 'left_over'].map(
        (name) =>
          'insert into search_alias (environment, name, index_number, filter) ' +
          `select environment, '${name}', index_number, filter from search_alias ` +
          "where name = 'current_connections'",
      ),
    );
    running = await startConsole({ ...variables, DATA_DIR: folder.folder });
    cookie = (await signInOverHttp(running.address, account)) ?? '';
    page = await openAs(browser, running, cookie, '/indexes');
  });
  test.afterAll(async () => {
    await page.context().close();
    await running.stop();
    await folder.remove();
  });

  const text = () => page.getByRole('textbox', { name: 'Contract', exact: true });
  const check = () => page.getByRole('button', { name: 'Check and save…' });
  const inForce = (version: number) =>
    page.getByText(`version ${String(version)}`, { exact: true });

  test('is refused with its lines, and nothing that was typed is lost', async () => {
    await page.getByRole('link', { name: 'Alias contract' }).click();
    await expect(page).toHaveURL(/\/indexes\/contract$/);
    await expect(page.getByRole('heading', { level: 1, name: 'Alias contract' })).toBeVisible();
    await expect(inForce(1)).toBeVisible();
    await expect(check()).toBeDisabled();
    await expectAccessible(page);
    await expectReflow(page);

    const own = await text().inputValue();
    const wrong = own.replace('"existsInGmc":true', '"existsInGmc":"maybe"');
    await text().fill(`${wrong}  - name: more\n    follows: nothing\n`);
    await check().click();
    const refused = page.getByRole('main').getByRole('alert');
    await expect(refused).toContainText('Nothing was changed');
    await expect(refused.getByRole('listitem')).toHaveCount(2);
    await expect(refused).toContainText('existsInGmc is compared with something that is neither');
    await expect(refused).toContainText('follows names no family of indexes. Write masterdoctor');
    await expect(text()).toHaveAttribute('aria-invalid', 'true');
    await refused
      .getByRole('button', { name: /^Line / })
      .last()
      .click();
    await expect(text()).toBeFocused();
    expect(
      await page.evaluate(() => {
        const area = document.activeElement;
        if (!(area instanceof HTMLTextAreaElement)) return null;
        return area.value.slice(area.selectionStart, area.selectionEnd);
      }),
    ).toBe('    follows: nothing');
    await expectAccessible(page);
    await expectReflow(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectAccessible(page);
    await page.setViewportSize({ width: 1280, height: 720 });

    // Over a reload, and without the network.
    await page.reload();
    await expect(text()).toHaveValue(/follows: nothing/);
    await text().fill(own.replace('"existsInGmc":true', '"existsInGmc":false'));
    await page.context().setOffline(true);
    await check().click();
    await expect(
      page.getByRole('main').getByRole('alert').filter({ hasText: 'What you typed is kept' }),
    ).toBeVisible();
    await expect(text()).toHaveValue(/"existsInGmc":false/);
    await page.context().setOffline(false);
  });

  test('is saved as a new version after its differences were shown, and moves none', async () => {
    await check().click();
    const dialog = page.getByRole('dialog', { name: 'Save version 2 of the contract?' });
    await expect(
      dialog.getByRole('list', { name: 'What changes' }).getByRole('listitem'),
    ).toHaveText([
      /current_connections: masterdoctorindex, existsInGmc is true$/,
      /current_connections: masterdoctorindex, existsInGmc is false$/,
    ]);
    await expect(dialog.getByText(/It shows \d+ documents now; by this contract/)).toBeVisible();
    await expect(dialog.getByText(/^No alias moves by this\./)).toBeVisible();
    await dialog.getByLabel('Reason').fill('Shown the other way round');
    await expectAccessible(page);
    await expectReflow(page);
    await dialog.getByRole('button', { name: 'Save the contract' }).click();
    await expect(page.getByText('Version 2 is in force', { exact: true })).toBeVisible();
    await expect(dialog).toHaveCount(0);
    await expect(inForce(2)).toBeVisible();
    await expect(page.getByText('The next sync leads its aliases by it.')).toBeVisible();
    await expect(page.getByText('Version 2, edited: 1 alias changed')).toBeVisible();
    await expect(page.getByText('“Shown the other way round”').first()).toBeVisible();
    await expectAccessible(page);
    await expectReflow(page);

    await page.getByRole('link', { name: 'Indexes' }).first().click();
    await expect(page.getByText('6 of 7 match, 1 drift')).toBeVisible({ timeout: 45_000 });
    await expect(page.getByRole('heading', { name: /^Edited by / })).toBeVisible();
  });

  test('keeps what was typed where somebody else has saved meanwhile', async () => {
    await page.goto('/indexes/contract');
    const own = await text().inputValue();
    await text().fill(`${own}  - name: more\n    follows: masterdoctorindex\n`);
    await check().click();
    const dialog = page.getByRole('dialog', { name: 'Save version 3 of the contract?' });
    await expect(dialog).toBeVisible();
    const response = await fetch(`${running.address}/api/v1/indexes/reset-contract`, {
      method: 'POST',
      headers: { cookie, origin: running.address, 'content-type': 'application/json' },
      body: JSON.stringify({ environment: 'local', reason: 'By another admin' }),
    });
    expect(response.status).toBe(200);
    await dialog.getByRole('button', { name: 'Save the contract' }).click();
    await expect(page.getByRole('main').getByRole('alert')).toContainText(
      'has saved version 3 since version 2',
    );
    await expect(dialog).toHaveCount(0);
    await expect(text()).toHaveValue(/version: 2/);
    const note = page.getByRole('status').filter({ hasText: 'Version 3 was saved' });
    await expectAccessible(page);
    await note.getByRole('button', { name: 'Make mine from version 3' }).click();
    await expect(text()).toHaveValue(/version: 3/);
    await page.getByRole('button', { name: 'Drop my changes' }).click();
    await expect(check()).toBeDisabled();
  });

  test('takes an alias in that it did not name, and has another one removed', async () => {
    await page.goto('/indexes');
    await expect(page.getByText('7 of 7 match. 2 that the contract does not name')).toBeVisible({
      timeout: 45_000,
    });
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Accept into the contract…' }).first().click();
    const accept = page.getByRole('dialog', { name: 'Accept by_hand into the contract?' });
    await expect(accept.getByRole('listitem')).toHaveText([
      /by_hand: masterdoctorindex, existsInGmc is true$/,
    ]);
    await expectAccessible(page);
    await expectReflow(page);
    await accept.getByRole('button', { name: 'Accept into the contract' }).click();
    await expect(
      page.getByText('by_hand is in version 4 of the contract', { exact: true }),
    ).toBeVisible();
    await expect(page.getByText('8 of 8 match. 1 that the contract does not name')).toBeVisible({
      timeout: 45_000,
    });

    await page.getByRole('button', { name: 'Remove…' }).click();
    const remove = page.getByRole('dialog', { name: 'Remove the alias left_over?' });
    await expect(remove.getByRole('region', { name: 'The request' })).toContainText('left_over');
    await expectAccessible(page);
    await expectReflow(page);
    await remove.getByRole('button', { name: 'Remove alias' }).click();
    await expect(page.getByText('Removed: left_over', { exact: true })).toBeVisible();
    await expect(page.getByText('8 of 8 match', { exact: true })).toBeVisible({ timeout: 45_000 });

    await page.goto('/indexes/contract');
    await page.getByRole('button', { name: 'Use the pipeline’s own…' }).click();
    const reset = page.getByRole('dialog', { name: 'Use the pipeline’s own contract?' });
    await expect(reset.getByText(/^by_hand stays where it leads/)).toBeVisible();
    await expectAccessible(page);
    await reset.getByRole('button', { name: 'Use the pipeline’s own' }).click();
    await expect(
      page.getByText('Version 5 is the pipeline’s own contract', { exact: true }),
    ).toBeVisible();
    await expect(inForce(5)).toBeVisible();
  });
});
