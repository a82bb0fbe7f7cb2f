import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type FullConfig } from '@playwright/test';
import { z } from 'zod';

const Account = z.object({ email: z.string(), password: z.string() });

/**
 * Signs in once as the first admin, with the password of the banner, and leaves the session where
 * every journey finds it.
 */
export default async function signInOnce(config: FullConfig): Promise<void> {
  const folder = z.string().parse(process.env.E2E_DATA_DIR);
  const account = Account.parse(
    JSON.parse(await readFile(path.join(folder, 'first-account.json'), 'utf8')),
  );
  const use = config.projects[0]?.use ?? {};
  const browser = await chromium.launch(use.launchOptions ?? {});
  try {
    const page = await browser.newPage(use.baseURL === undefined ? {} : { baseURL: use.baseURL });
    await page.goto('/sign-in');
    await page.getByLabel('Email address').fill(account.email);
    await page.getByLabel('Password', { exact: true }).fill(account.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    await page.context().storageState({ path: path.join(folder, 'signed-in.json') });
  } finally {
    await browser.close();
  }
}
