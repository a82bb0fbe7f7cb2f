import {
  expect,
  expectAccessible,
  expectReflow,
  firstAccount,
  test,
} from '#lib/testing/browser/e2e.ts';

test.use({ storageState: { cookies: [], origins: [] } });

test('an anonymous visitor is sent to the sign-in page, and then to their page', async ({
  page,
}) => {
  const { email, password } = await firstAccount();
  await page.goto('/indexes');
  await expect(page).toHaveURL(/\/sign-in\?to=/);
  await expectAccessible(page);
  await expectReflow(page);

  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'You are not signed in' })).toBeVisible();
  await expect(page.getByLabel('Email address')).toHaveValue(email);
  await expectAccessible(page);

  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/indexes$/);
});

test('a link that looks like a page of ours leads nobody elsewhere after signing in', async ({
  page,
  baseURL,
}) => {
  const { email, password } = await firstAccount();
  for (const to of ['/.//elsewhere.example/x', '/sync/..//elsewhere.example']) {
    await page.goto(`/sign-in?${new URLSearchParams({ to }).toString()}`);
    await page.getByLabel('Email address').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Sign in');
    expect(page.url()).toBe(`${baseURL}/`);
    await page.context().clearCookies();
  }
});

test('the accessibility statement needs no account', async ({ page }) => {
  await page.goto('/accessibility');
  await expect(
    page.getByRole('heading', { name: 'Accessibility statement', level: 1 }),
  ).toBeVisible();
  await expectAccessible(page);
  await expectReflow(page);
});
