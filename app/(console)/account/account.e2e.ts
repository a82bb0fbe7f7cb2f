import { z } from 'zod';
import {
  expect,
  expectAccessible,
  expectReflow,
  test,
  type Page,
} from '#lib/testing/browser/e2e.ts';
import { beginOverHttp, ownPassword } from '#lib/testing/processes/running-console.ts';

test('a person finds their account in the menu and reads why a new password is refused', async ({
  page,
}) => {
  await page.goto('/');
  await page.getByRole('button', { name: /your menu$/ }).click();
  await page.getByRole('menuitem', { name: 'Your account' }).click();
  await expect(page.getByRole('heading', { name: 'Your account', level: 1 })).toBeVisible();
  await expectAccessible(page);
  await expectReflow(page);

  await page.getByLabel('Current password').fill('does not matter here');
  await page.getByLabel('New password', { exact: true }).fill('correct horse battery');
  await page.getByLabel('New password again').fill('correct horse batery');
  await page.getByRole('button', { name: 'Change password' }).click();
  const differ = page.getByRole('link', { name: 'The two new passwords differ.' });
  await expect(differ).toBeVisible();
  await expectAccessible(page);
  await differ.click();
  await expect(page.getByLabel('New password again')).toBeFocused();
});

test('who changes their password stays signed in, and is signed out elsewhere', async ({
  page,
  browser,
  baseURL,
}) => {
  const origin = baseURL ?? '';
  const email = 'two-browsers@example.org';
  const added = await page.request.post('/api/v1/people/add', {
    headers: { origin },
    data: { email, role: 'viewer' },
  });
  const made = z.object({ password: z.string() }).parse(await added.json());
  await beginOverHttp(origin, { email, password: made.password });
  const signedIn = async (): Promise<Page> => {
    const context = await browser.newContext({
      baseURL: origin,
      storageState: { cookies: [], origins: [] },
    });
    const own = await context.newPage();
    await own.goto('/account');
    await own.getByLabel('Email address').fill(email);
    await own.getByLabel('Password', { exact: true }).fill(ownPassword);
    await own.getByRole('button', { name: 'Sign in' }).click();
    await expect(own.getByRole('heading', { name: 'Your account', level: 1 })).toBeVisible();
    return own;
  };
  const [here, elsewhere] = [await signedIn(), await signedIn()];

  await here.getByLabel('Current password').fill(ownPassword);
  await here.getByLabel('New password', { exact: true }).fill('correct horse battery');
  await here.getByLabel('New password again').fill('correct horse battery');
  await here.getByRole('button', { name: 'Change password' }).click();
  await expect(here.getByText('Your password is changed')).toBeVisible();
  await here.goto('/sync');
  await expect(here).toHaveURL(/\/sync$/);

  await elsewhere.goto('/sync');
  await expect(elsewhere.getByRole('heading', { name: 'Sign in', level: 1 })).toBeVisible();
  await expect(
    elsewhere.getByText('You have been signed out: nothing was asked for in the last hour, or'),
  ).toBeVisible();
  for (const own of [here, elsewhere]) await own.context().close();
});
