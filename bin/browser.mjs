// Finds a Chromium for the browser tests, or fetches one where this machine allows it.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export const howToGetOne =
  'No Chromium for the browser tests. Set CHROMIUM_PATH to one, or run "npx playwright ' +
  'install chromium", or as root on Debian "apt-get install chromium".';

const runs = (command, args) =>
  spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;

async function playwrightOwn() {
  const { chromium } = await import('@playwright/test');
  return existsSync(chromium.executablePath());
}

/**
 * `{ CHROMIUM_PATH }` for a browser of the machine, `{}` for Playwright's own, null when there is
 * none and none can be had.
 */
export async function browserEnvironment(env = process.env) {
  if (env.CHROMIUM_PATH !== undefined)
    return existsSync(env.CHROMIUM_PATH) ? { CHROMIUM_PATH: env.CHROMIUM_PATH } : null;
  const installed = () => known.find((path) => existsSync(path));
  const found = installed();
  if (found !== undefined) return { CHROMIUM_PATH: found };
  if (await playwrightOwn()) return {};

  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('Installing Chromium with apt-get …');
    runs('apt-get', ['update', '-qq']);
    runs('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
    const fetched = installed();
    if (fetched !== undefined) return { CHROMIUM_PATH: fetched };
  }
  console.log("Installing Playwright's Chromium …");
  if (
    runs(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium']) &&
    (await playwrightOwn())
  )
    return {};
  return null;
}
