import {
  expect,
  expectAccessible,
  expectNoOverflow,
  test,
  type Page,
} from '#lib/testing/browser/e2e.ts';
import {
  beginOverHttp,
  configBeside,
  startConsole,
  temporaryFolder,
  type RunningConsole,
} from '#lib/testing/processes/running-console.ts';

// Nobody listens on the lowest ports of the loopback interface: `training` never answers.
const config = `
environments:
  - name: preprod
    title: Pre-production
    syntheticTrainees: 100
  - name: prod
    title: Production
    production: true
    inventory: reval-sync@prod
    syntheticTrainees: 100
  - name: training
    inventory: reval-sync@training
    opensearchUrl: http://127.0.0.1:1
`;

test.describe('a console of several environments', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let running: RunningConsole;
  let session: { readonly name: string; readonly value: string };

  test.beforeAll(async () => {
    folder = await temporaryFolder();
    running = await startConsole({
      DATA_DIR: folder.folder,
      CONSOLE_CONFIG: await configBeside(folder.folder, config),
      FIRST_RUN: 'off',
    });
    const [name = '', value = ''] = (await beginOverHttp(running.address, running.account)).split(
      /=(.*)/s,
    );
    session = { name, value };
  });
  test.afterAll(async () => {
    await running.stop();
    await folder.remove();
  });

  test.beforeEach(async ({ context }) => {
    await context.clearCookies();
    await context.addCookies([{ ...session, url: running.address }]);
  });
  const at = (where: string): string => running.address + where;
  const row = (page: Page, title: string) =>
    page
      .getByRole('region', { name: 'Environments' })
      .getByRole('listitem')
      .filter({ has: page.getByRole('link', { name: title, exact: true }) });
  const colourOf = (page: Page): Promise<string> =>
    page
      .getByRole('button', { name: /^Environment: / })
      .evaluate((element) => getComputedStyle(element).backgroundColor);

  test('shows each in a row; one that is away says so and harms no other', async ({ page }) => {
    await page.goto(at('/'));
    await expect(page).toHaveURL(at('/?environment=preprod'));
    await expect(row(page, 'Training')).toContainText('1 of 5 away', { timeout: 45_000 });
    await expect(row(page, 'Training')).toContainText('Search (OpenSearch) since');
    for (const title of ['Pre-production', 'Production'])
      await expect(row(page, title)).toContainText('All 5 answer');
    await expect(row(page, 'Pre-production')).toContainText('shown');
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expect(row(page, 'Training')).toContainText('1 of 5 away');
    await expectNoOverflow(page);
    await expectAccessible(page);

    await page.goto(at('/indexes?environment=training'));
    await expect(page.getByText('The search engine does not answer.').first()).toBeVisible();
    await expectAccessible(page);
  });

  test('leads to the same environment in the inventory, and back', async ({ page }) => {
    await page.goto(at('/?environment=preprod'));
    await expect(row(page, 'Training')).toContainText(
      'The inventory has no environment reval-sync@training, as this one is configured.',
    );
    await expect(async () => {
      await page.reload();
      await row(page, 'Production').getByRole('link', { name: 'Reval sync, prod' }).click();
    }).toPass({ timeout: 45_000 });
    await expect(page.getByRole('heading', { level: 1, name: 'prod' })).toBeVisible();
    await expect(
      page.getByText('This console runs the sync of this environment: Production'),
    ).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('main').getByRole('link', { name: 'Production' }).click();
    await expect(page).toHaveURL(at('/?environment=prod'));
  });

  test('is switched by word and colour on the page that is open', async ({ page }) => {
    await page.goto(at('/indexes?environment=preprod'));
    const rehearsal = await colourOf(page);
    await page.getByRole('button', { name: 'Environment: Pre-production' }).click();
    await expectAccessible(page);
    await page.getByRole('menuitem', { name: /^Production/ }).click();
    await expect(page).toHaveURL(at('/indexes?environment=prod'));
    await expect(page.getByRole('button', { name: 'Environment: Production' })).toBeVisible();
    expect(await colourOf(page)).not.toBe(rehearsal);

    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('button', { name: 'Menu' }).click();
    await expectAccessible(page);
    await page
      .getByRole('region', { name: 'Environments' })
      .getByRole('link', { name: /^Training/ })
      .click();
    await expect(page).toHaveURL(at('/indexes?environment=training'));
    await expect(page.getByRole('button', { name: 'Environment: Training' })).toBeVisible();
    await expectNoOverflow(page);
  });
});
