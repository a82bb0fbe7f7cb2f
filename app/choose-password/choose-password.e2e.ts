import { z } from 'zod';
import { expect, expectAccessible, expectReflow, test } from '#lib/testing/browser/e2e.ts';

test('a password that was made for a person opens nothing but the page to change it', async ({
  page,
  browser,
  baseURL,
}) => {
  const origin = baseURL ?? '';
  const email = 'newcomer@example.org';
  const added = await page.request.post('/api/v1/people/add', {
    headers: { origin },
    data: { email, role: 'operator' },
  });
  const { password } = z.object({ password: z.string() }).parse(await added.json());
  const context = await browser.newContext({
    baseURL: origin,
    storageState: { cookies: [], origins: [] },
  });
  const own = await context.newPage();
  const enter = async (typed: string): Promise<void> => {
    await own.getByLabel('Email address').fill(email);
    await own.getByLabel('Password', { exact: true }).fill(typed);
    await own.getByRole('button', { name: 'Sign in' }).click();
  };
  await own.goto('/indexes');
  await enter(password);
  await expect(own.getByRole('heading', { name: 'Choose a password', level: 1 })).toBeVisible();
  await expectAccessible(own);
  await expectReflow(own);

  const read = await own.request.get('/api/sync/runs');
  expect([read.status(), await read.json()]).toEqual([
    403,
    expect.objectContaining({ kind: 'forbidden' }),
  ]);
  const started = await own.request.post('/api/v1/sync/start', {
    headers: { origin },
    data: { environment: 'local', pipeline: 'documented', reason: 'test' },
  });
  expect(started.status()).toBe(403);
  await own.goto('/sync');
  await expect(own).toHaveURL(/\/choose-password\?to=%2Fsync$/);

  const choose = async (next: string): Promise<void> => {
    await own.getByLabel('Current password').fill(password);
    await own.getByLabel('New password', { exact: true }).fill(next);
    await own.getByLabel('New password again').fill(next);
    await own.getByRole('button', { name: 'Change password' }).click();
  };
  await choose('Password2026!');
  await expect(own.getByRole('link', { name: /one of the first that are guessed/ })).toBeVisible();
  await expectAccessible(own);
  await choose('correct horse battery');
  await expect(own).toHaveURL(/\/sync$/);
  await expect(own.getByRole('heading', { level: 1 })).toBeVisible();

  await own.goto('/choose-password?to=/choose-password');
  await expect(own).toHaveURL(`${origin}/`);
  await own.context().clearCookies();
  await own.goto('/');
  await enter(password);
  await expect(own.getByText('The email address or the password is wrong.')).toBeVisible();
  await context.close();
});
