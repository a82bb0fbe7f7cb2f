import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type FullConfig } from '@playwright/test';
import { z } from 'zod';
import { ownPassword } from '../processes/running-console.ts';

/**
 * Signs in once as the first admin, with the password of the file, chooses another one, and leaves
 * the session where every journey finds it.
 */
export default async function signInOnce(config: FullConfig): Promise<void> {
  const folder = z.string().parse(process.env.E2E_DATA_DIR);
  const [email = '', password = ''] = (
    await readFile(path.join(folder, 'first-account'), 'utf8')
  ).split('\n');
  const use = config.projects[0]?.use ?? {};
  const browser = await chromium.launch(use.launchOptions ?? {});
  try {
    const page = await browser.newPage(use.baseURL === undefined ? {} : { baseURL: use.baseURL });
    await page.goto('/sign-in');
    await page.getByLabel('Email address').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByLabel('Current password').fill(password);
    await page.getByLabel('New password', { exact: true }).fill(ownPassword);
    await page.getByLabel('New password again').fill(ownPassword);
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.waitForURL((url) => url.pathname === '/');
    await page.context().storageState({ path: path.join(folder, 'signed-in.json') });
    const account = JSON.stringify({ email, password: ownPassword });
    await writeFile(path.join(folder, 'first-account.json'), account, { mode: 0o600 });
  } finally {
    await browser.close();
  }
}
