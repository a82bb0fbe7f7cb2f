import { z } from 'zod';
import { expect, test } from '#lib/testing/browser/e2e.ts';

test('without scripts a person signs in, chooses a password, and reads what was wrong', async ({
  page,
  browser,
  baseURL,
}) => {
  const origin = baseURL ?? '';
  const email = 'no-scripts@example.org';
  const added = await page.request.post('/api/v1/people/add', {
    headers: { origin },
    data: { email, role: 'viewer' },
  });
  const { password } = z.object({ password: z.string() }).parse(await added.json());
  const context = await browser.newContext({
    baseURL: origin,
    javaScriptEnabled: false,
    storageState: { cookies: [], origins: [] },
  });
  const own = await context.newPage();
  const alert = own.getByRole('alert').filter({ visible: true });

  await own.goto('/indexes');
  await own.getByLabel('Email address').fill(email);
  await own.getByLabel('Password', { exact: true }).fill('not the password');
  await own.getByRole('button', { name: 'Sign in' }).click();
  await expect(alert).toContainText('You are not signed in');
  await expect(alert).toContainText('The email address or the password is wrong.');
  await expect(own.getByLabel('Email address')).toHaveValue(email);
  await expect(own.getByLabel('Password', { exact: true })).toHaveValue('');
  await own.getByLabel('Password', { exact: true }).fill(password);
  await own.getByRole('button', { name: 'Sign in' }).click();
  await expect(own.getByRole('heading', { name: 'Choose a password', level: 1 })).toBeVisible();

  const fields = ['Current password', 'New password', 'New password again'] as const;
  const choose = async (...typed: readonly [string, string, string]): Promise<void> => {
    for (const [at, label] of fields.entries())
      await own.getByLabel(label, { exact: true }).fill(typed[at] ?? '');
    await own.getByRole('button', { name: 'Change password' }).click();
  };
  const again = own.getByLabel('New password again');
  await choose(password, 'correct horse battery', 'correct horse batery');
  await expect(alert).toContainText('Your password is not changed');
  await expect(again).toHaveAccessibleDescription(/The two new passwords differ\./);
  await expect(again).toHaveAttribute('aria-invalid', 'true');
  await expect(own.getByLabel('Current password')).toHaveAttribute('aria-invalid', 'false');
  for (const label of fields) await expect(own.getByLabel(label, { exact: true })).toHaveValue('');
  await alert.getByRole('link', { name: 'The two new passwords differ.' }).click();
  await expect(again).toBeFocused();

  await choose(password, 'correct horse battery', 'correct horse battery');
  await expect(own).toHaveURL((url) => url.pathname === '/indexes');
  await expect(own.getByRole('heading', { name: 'Indexes', level: 1 })).toBeVisible();

  // Who is let in changes it again, and the page says so in the same place.
  await own.goto('/account');
  await choose('wrong once more', 'rivers under the moss', 'rivers under the moss');
  await expect(own.getByLabel('Current password')).toHaveAttribute('aria-invalid', 'true');
  await choose('correct horse battery', 'rivers under the moss', 'rivers under the moss');
  await expect(own.getByText('Your password is changed')).toBeVisible();
  await context.close();
});
