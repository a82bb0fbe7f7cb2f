import { expect, expectAccessible, expectReflow, test } from '#lib/testing/browser/e2e.ts';

test('a person searches the inventory, narrows it down and follows what hangs on what', async ({
  page,
}) => {
  await page.goto('/');
  await page.getByRole('navigation').getByRole('link', { name: 'Inventory' }).click();
  await expect(page.getByRole('heading', { name: 'Inventory', level: 1 })).toBeVisible();
  const rows = page.getByRole('table', { name: 'Everything' });
  await expect(rows.getByRole('row')).not.toHaveCount(1);
  await expectAccessible(page);
  await expectReflow(page);

  const search = page.getByRole('search', { name: 'Search the inventory' });
  await search.getByRole('searchbox').fill('python-kb1-live.is CentOS');
  await search.getByRole('searchbox').press('Enter');
  await expect(page).toHaveURL(/\/inventory\?text=python-kb1-live/);
  await page.getByRole('button', { name: 'Filter by Kind' }).click();
  await page.getByRole('menuitemcheckbox', { name: /^servers \(\d+\)$/ }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Filter by Environment' }).click();
  await page.getByRole('menuitem', { name: /^LIVE \(\d+\)$/ }).click();
  await expect(page).toHaveURL(/where=LIVE/);
  await rows.getByRole('link', { name: 'python-kb1-live.is' }).first().click();

  await expect(page.getByRole('heading', { name: 'python-kb1-live.is', level: 1 })).toBeVisible();
  await expect(page).toHaveTitle(/^spqs\/python-kb1-live\.is@LIVE/);
  const facts = page.getByRole('table', { name: 'Facts' });
  await expect(facts.getByRole('row', { name: /^Memory 6GB/ })).toContainText(
    'SPQS technical architecture document v1.2',
  );
  await expect(facts.getByRole('row', { name: /^Memory/ })).toContainText('7 February 2017');
  await expect(page.getByRole('heading', { name: 'What breaks if this goes' })).toBeVisible();
  await expectAccessible(page);
  await expectReflow(page);
});

test('a person chooses a broker and follows what stops with it, by keys and in lists', async ({
  page,
}) => {
  await page.goto('/inventory/graph');
  await expect(page.getByRole('table', { name: 'On these the most hangs' })).toBeVisible();
  await expectAccessible(page);
  const search = page.getByRole('search', { name: 'Choose a thing' });
  await search.getByRole('searchbox').fill('Amazon MQ broker prod');
  await search.getByRole('searchbox').press('Enter');
  await page
    .getByRole('listitem')
    .filter({ hasText: 'Reval sync, prod' })
    .getByRole('link', { name: 'RabbitMQ (Amazon MQ)', exact: true })
    .click();
  await expect(
    page.getByRole('heading', {
      name: /^If RabbitMQ \(Amazon MQ\) stops, \d+ things stop with it/,
    }),
  ).toBeVisible();

  // Laid out by the worker under the policy of every page.
  const graph = page.getByRole('application', { name: 'Graph of what depends on what' });
  const chosen = graph.getByRole('link', { name: /^RabbitMQ \(Amazon MQ\).*: chosen/ });
  await expect(chosen).toBeVisible();
  await expectAccessible(page);
  await expectReflow(page);
  await chosen.focus();
  await page.keyboard.press('ArrowRight');
  const next = graph.locator(':focus');
  await expect(next).toHaveAccessibleName(/: stops too/);
  await page.keyboard.press('ArrowLeft');
  await expect(chosen).toBeFocused();
  // Many that are alike are one box, until somebody opens it, and once more when it is closed.
  const queue = graph.getByRole('link', { name: /, queue, Reval sync, prod: stops too/ });
  const alone = await queue.count();
  await graph.getByRole('button', { name: 'Show all' }).click();
  const group = graph.getByRole('button', { name: /^\d+ queues, Reval sync, prod: stops too/ });
  await group.click();
  await expect(group).toHaveAttribute('aria-expanded', 'true');
  await expect(queue).not.toHaveCount(alone);
  await expect(group).toBeFocused();
  // What is in it is in sight, and in the address: whoever gets that sees it, and back closes it.
  const [frame, window] = [group.locator('xpath=..'), graph];
  await expect
    .poll(async () => {
      const [inner, outer] = [await frame.boundingBox(), await window.boundingBox()];
      return inner !== null && outer !== null && inner.y >= outer.y
        ? inner.y + inner.height <= outer.y + outer.height
        : false;
    })
    .toBe(true);
  await expect(page).toHaveURL(/[?&]open=reval-sync/);
  await page.reload();
  await expect(group).toHaveAttribute('aria-expanded', 'true');
  await page.goBack();
  await expect(queue).toHaveCount(alone);
  await page.goForward();
  await expect(group).toHaveAttribute('aria-expanded', 'true');
  await group.focus();
  await page.keyboard.press('Enter');
  await expect(queue).toHaveCount(alone);
  await expect(group).toBeFocused();

  const people = page.getByRole('table', {
    name: 'What breaks if this goes: what users do, and systems downstream',
  });
  await expect(people.getByRole('row', { name: /Recommendation detail/ })).toBeVisible();
  await page.getByRole('link', { name: 'What it needs', exact: true }).click();
  await expect(page).toHaveURL(/direction=needs/);
  await page.goBack();
  await chosen.focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/inventory\/reval-sync\/rabbitmq/);
  await page.getByRole('link', { name: 'What breaks if this goes, as a graph' }).click();
  await expect(page).toHaveURL(/\/inventory\/graph\?of=reval-sync/);
});

test('without scripts the lists of a graph are there', async ({ page, browser, baseURL }) => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
    ...(baseURL === undefined ? {} : { baseURL }),
  });
  const still = await context.newPage();
  await still.goto('/inventory/graph?of=reval-sync/rabbitmq@prod');
  await expect(still.getByText('What users do, and systems downstream').first()).toBeVisible();
  await context.close();
});

test('the matrix says what an estate has where, and what differs', async ({ page }) => {
  await page.goto('/inventory/matrix?estate=tis');
  const matrix = page.getByRole('table', { name: 'What TIS has where' });
  await expect(matrix.getByRole('columnheader', { name: /^production/ })).toBeVisible();
  await expectAccessible(page);
  await expectReflow(page);
  await expect(page.getByText(/^1 to 50 of \d+ components$/)).toBeVisible();
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page).toHaveURL(/offset=50/);
  await expect(page.getByRole('main').getByText(/^51 to \d+ of \d+ components$/)).toBeVisible();
  await page.getByRole('button', { name: 'Filter by Kind' }).click();
  await page.getByRole('menuitemcheckbox', { name: /^message brokers? \(\d+\)$/ }).click();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/kind=broker/);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'CSV' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('matrix-tis.csv');
  await matrix.getByRole('link', { name: /^there: RabbitMQ in production/ }).click();
  await expect(page.getByRole('heading', { name: 'RabbitMQ', level: 1 })).toBeVisible();
});

test('the search box finds what the inventory has, and says so where it cannot', async ({
  page,
}) => {
  await page.goto('/sync');
  await page.keyboard.press('/');
  const box = page.getByRole('combobox', { name: 'Search runs, components and pages' });
  await expect(box).toBeFocused();
  await page.keyboard.type('python-kb1-live.is');
  const first = page.getByRole('option', { name: /^python-kb1-live\.is .*SPQS, LIVE/ });
  await expect(first).toBeVisible();
  await expectAccessible(page);
  await first.click();
  await expect(page.getByRole('heading', { name: 'python-kb1-live.is', level: 1 })).toBeVisible();

  await page.route('**/api/inventory/items?*', (route) => route.abort());
  await box.fill('sharepoint');
  await expect(page.getByText(/^The inventory could not be searched\./)).toBeVisible();
});

test('what nobody recorded is a work list that leads to each thing', async ({ page }) => {
  await page.goto('/inventory/missing');
  await page.getByText('24 certificates have no expiry recorded').click();
  await expectAccessible(page);
  await expectReflow(page);
  await page
    .getByRole('link', { name: /@LIVE$/ })
    .first()
    .click();
  await expect(
    page.getByRole('table', { name: 'Facts' }).getByRole('row', { name: /^Expires on not/ }),
  ).toBeVisible();
});

test('an address of something that is not there is not found', async ({ page }) => {
  for (const address of ['/inventory/record/nowhere', '/inventory/nowhere/nothing']) {
    const response = await page.goto(address);
    expect(response?.status()).toBe(404);
    // It is said inside the one frame.
    await expect(page.getByRole('banner')).toHaveCount(1);
    await expect(
      page.getByRole('heading', { name: 'There is no such thing in the inventory' }),
    ).toBeVisible();
  }
  await expectAccessible(page);
});

test('an address by a name that several things have leads to each of them', async ({ page }) => {
  await page.goto('/inventory/Load Balancer');
  await expect(page.getByText('In the address each of them is named by its key.')).toBeVisible();
  await expectAccessible(page);
  await expectReflow(page);
  await page.getByRole('link', { name: 'core/load-balancer@Staging', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Load Balancer', level: 1 })).toBeVisible();
  await page.goto('/inventory/record/core/load-balancer@Staging');
  await expect(page.getByText('neither a system nor an estate')).toBeVisible();
  await page.getByRole('link', { name: 'core', exact: true }).click();
  await expect(page.getByRole('heading', { name: /technical architecture record$/ })).toBeVisible();
});

test('a component has the incidents that are recorded of it', async ({ page }) => {
  await page.goto('/inventory/tis/profile@production');
  const incidents = page.getByRole('region', { name: 'Incidents' });
  await expect(incidents.getByRole('link')).toHaveCount(1);
  await page.goto('/inventory/spqs/spqs');
  await expect(incidents.getByText('None is recorded.')).toBeVisible();
});

test('an estate and an environment lead to what is in them, and claim no effect', async ({
  page,
}) => {
  for (const [key, lead, holds, list] of [
    ['spqs', 'Estate. From', 'Everything of SPQS, as a list', /\?estate=spqs$/],
    [
      'spqs@LIVE',
      'Environment of SPQS. From',
      'Everything of SPQS, LIVE, as a list',
      /\?estate=spqs&where=LIVE$/,
    ],
  ] as const) {
    await page.goto(`/inventory/${key}`);
    await expect(page.getByText(lead)).toBeVisible();
    await expect(page.getByRole('heading', { name: 'What breaks if this goes' })).toHaveCount(0);
    await page.getByRole('link', { name: holds }).click();
    await expect(page).toHaveURL(list);
    await expect(page.getByRole('rowheader').first()).toBeVisible();
  }
});

test('in a narrow window the page that is open is in sight among those of the inventory', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto('/inventory/missing');
  const pages = page.getByRole('navigation', { name: 'Inventory' });
  await expect(pages.getByRole('link', { name: 'Not recorded' })).toBeInViewport({ ratio: 1 });
});

test('the architecture record of SPQS has its chapters, and says what nobody recorded', async ({
  page,
}) => {
  await page.goto('/inventory/record');
  await expectAccessible(page);
  await expectReflow(page);
  await page.getByRole('link', { name: 'SPQS', exact: true }).first().click();
  await expect(
    page.getByRole('heading', { name: /technical architecture record$/, level: 1 }),
  ).toBeVisible();
  await expect(page.getByRole('heading', { name: '3.5 Firewall configuration' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Print' })).toBeVisible();
  for (const [format, type] of [
    ['Markdown', 'text/markdown'],
    ['HTML', 'text/html'],
  ] as const) {
    const href = await page.getByRole('link', { name: `${format} file of` }).getAttribute('href');
    const file = await page.request.get(href ?? '');
    expect(file.headers()).toMatchObject({
      'content-type': `${type}; charset=utf-8`,
      'content-disposition': expect.stringContaining('spqs-spqs-architecture-record'),
    });
    expect(await file.text()).toContain('technical architecture record');
  }
  await expectAccessible(page);
  await expectReflow(page);
});

test('a record is printed without what surrounds it, and fills its paper', async ({ page }) => {
  await page.goto('/inventory/record/spqs/spqs');
  const chapter = page.getByRole('heading', { name: '3.5 Firewall configuration' });
  const surrounds = [
    page.getByRole('banner'),
    page.getByRole('navigation', { name: 'Main' }),
    page.getByRole('button', { name: 'Print' }),
  ];
  for (const one of surrounds) await expect(one).toBeVisible();
  const href = await page.getByRole('link', { name: 'HTML file of' }).getAttribute('href');
  const file = await page.request.get(href ?? '');
  await page.emulateMedia({ media: 'print' });
  await expect(chapter).toBeVisible();
  for (const one of surrounds) await expect(one).toBeHidden();

  // The file has a style of its own.
  await page.goto('about:blank');
  await page.setContent(await file.text());
  const styleOf = (selector: string, property: string): Promise<string> =>
    page
      .locator(selector)
      .first()
      .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);
  expect(await styleOf('body', 'max-width')).toBe('none');
  expect(await styleOf('tr', 'break-inside')).toBe('avoid');
  expect(await styleOf('h2', 'break-after')).toBe('avoid');
  await page.emulateMedia({ media: 'screen' });
  expect(await styleOf('body', 'max-width')).not.toBe('none');
});
