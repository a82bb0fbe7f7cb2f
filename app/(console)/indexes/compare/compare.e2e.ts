import type { Browser, Page } from '@playwright/test';
import { expect, expectAccessible, expectReflow, test } from '#lib/testing/browser/e2e.ts';
import { openAs, startRunIn, untilRunSettled } from '#lib/testing/browser/own-console.ts';
import {
  beginOverHttp,
  ownPassword,
  signInOverHttp,
  startConsole,
  temporaryFolder,
  type RunningConsole,
} from '#lib/testing/processes/running-console.ts';

test.describe('two generations of an index', () => {
  test.describe.configure({ mode: 'serial' });
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let running: RunningConsole;
  let cookie: string;

  test.beforeAll(async () => {
    folder = await temporaryFolder();
    const variables = { DATA_DIR: folder.folder, FIRST_RUN: 'on', KEEP_GENERATIONS: '3' };
    running = await startConsole({ ...variables, SYNTHETIC_TRAINEES: '300' });
    if (running.account === null) throw new Error('the folder is not new');
    const account = { email: running.account.email, password: ownPassword };
    await untilRunSettled(
      running,
      await beginOverHttp(running.address, running.account),
      'local-1',
    );
    await running.stop();
    // Other people than the first time, and then the same again.
    running = await startConsole({ ...variables, SYNTHETIC_TRAINEES: '340' });
    cookie = (await signInOverHttp(running.address, account)) ?? '';
    for (const run of ['local-2', 'local-3']) {
      await startRunIn(running, 'More trainees');
      await untilRunSettled(running, cookie, run);
    }
  });
  test.afterAll(async () => {
    await running.stop();
    await folder.remove();
  });

  const open = (browser: Browser, address: string): Promise<Page> =>
    openAs(browser, running, cookie, address);

  test('are chosen from the facts of one, compared, and said to differ', async ({ browser }) => {
    const page = await open(browser, '/indexes');
    const generations = page.getByRole('table', { name: 'Generations' });
    await generations.getByRole('link', { name: /^1: facts of masterdoctorindex_/ }).click();
    await page.getByRole('link', { name: 'Compare with…' }).click();
    await expect(page).toHaveURL(/\/indexes\/compare\?a=masterdoctorindex_\d{8}t\d{6}_1$/);
    await expect(page.getByLabel('From').locator('option:checked')).toHaveText(
      /^Generation 1: \d+ documents, users have left it$/,
    );
    await expect(page.getByLabel('To').locator('option:checked')).toHaveText(
      /^Generation 3: \d+ documents, users read it$/,
    );
    await expectAccessible(page);
    await expectReflow(page);

    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'What has changed' })).toBeVisible();
    const fields = page.getByRole('table', { name: 'Fields' });
    await expect(fields.getByRole('rowheader', { name: 'doctorLastName' })).toBeVisible();
    const values = page.getByRole('table', { name: 'Values' });
    await expect(values.getByText('existsInGmc')).toBeVisible();
    const samples = page.getByRole('table', { name: 'Samples' });
    await expect(samples.getByText(/^number ending \d{3}$/).first()).toBeVisible();
    // Numbers of doctors have seven figures, and so has nothing else of the result.
    await expect(page.getByRole('main').getByText(/(?<!\d)\d{7}(?!\d)/)).toHaveCount(0);
    await expectAccessible(page);
    await expectReflow(page);

    await expect(fields.getByRole('rowheader', { name: 'gmcReferenceNumber' })).toHaveCount(0);
    await fields.getByRole('button', { name: 'Field', exact: true }).click();
    await expect(page).toHaveURL(/fields=field/);
    await expect(fields.getByRole('rowheader').first()).toHaveText(/admin$/);
    await page.getByLabel('Show fields and values that are as before too').check();
    await expect(page).toHaveURL(/all=true/);
    await expect(fields.getByRole('rowheader', { name: 'gmcReferenceNumber' })).toBeVisible();

    await page.setViewportSize({ width: 390, height: 844 });
    await expect(fields.getByRole('rowheader', { name: /doctorLastName/ })).toBeVisible();
    await expectReflow(page);
    await expectAccessible(page);
    await page.context().close();
  });

  test('are said to be equal where they are', async ({ browser }) => {
    const page = await open(browser, '/indexes/compare');
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await expect(page.getByText('There is no difference')).toBeVisible();
    await expect(page.getByText(/^Both have the same \d+ documents\.$/)).toBeVisible();
    await expect(page.getByText('Every field is as before.')).toBeVisible();
    await expect(page.getByRole('table', { name: 'Samples' })).toHaveCount(0);
    await expectAccessible(page);
    await page.context().close();
  });

  test('are followed while they are read, and left when that is cancelled', async ({ browser }) => {
    const page = await open(browser, '/indexes/compare');
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/api/indexes/compare*', async (route) => {
      await held;
      await route.abort();
    });
    const compare = page.getByRole('button', { name: 'Compare', exact: true });
    await compare.press('Enter');
    await expect(page.getByRole('progressbar', { name: 'Documents read' })).toBeVisible();
    await expect(compare).toBeFocused();
    await expect(page.getByText('The comparison goes on. Cancel it first.')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByText('The comparison was cancelled', { exact: true })).toBeVisible();
    await expect(compare).toBeFocused();
    await expectAccessible(page);
    await expectReflow(page);
    release();
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.getByRole('button', { name: 'Compare again' }).click();
    await expect(page.getByRole('heading', { name: 'What has changed' })).toBeVisible();
    await expect(compare).toBeFocused();
    await page.context().close();
  });

  test('are not known where one cannot be read to its end', async ({ browser }) => {
    const page = await open(browser, '/indexes/compare');
    const says = 'It is closed, so what has changed is not known.';
    await page.route('**/api/indexes/compare*', (route) =>
      route.fulfill({
        contentType: 'application/x-ndjson',
        body:
          '{"progress":{"a":{"read":100,"of":300},"b":{"read":90,"of":null}}}\n\n' +
          `${JSON.stringify({ fault: { kind: 'unavailable', says, id: 'quoted-id' } })}\n`,
      }),
    );
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    const alert = page.getByRole('alert').filter({ hasText: 'It is not known what has changed' });
    await expect(alert).toContainText(says);
    await expect(alert).toContainText('quoted-id');
    await expectAccessible(page);
    await page.unrouteAll();
    await alert.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('heading', { name: 'What has changed' })).toBeVisible();
    await page.context().close();
  });

  test('are offered by the palette, and say so where there are none', async ({ browser }) => {
    const page = await open(browser, '/indexes/compare?a=no_such_index');
    await expect(page.getByText('That index cannot be compared here')).toBeVisible();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('compare two');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/indexes\/compare$/);
    await page.route('**/api/indexes/overview*', async (route) => {
      const response = await route.fetch();
      await route.fulfill({
        response,
        body: (await response.text()).replace(
          /"generations":\[.*?\],"aliases"/,
          '"generations":[],"aliases"',
        ),
      });
    });
    await page.getByRole('button', { name: 'Refresh now' }).click();
    await expect(page.getByText('There are no two generations to compare')).toBeVisible();
    await expectAccessible(page);
    await page.context().close();
  });
});
