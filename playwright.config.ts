import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defineConfig } from '@playwright/test';

const freePort =
  "const s = require('net').createServer().listen(0, '127.0.0.1', () => { " +
  'console.log(s.address().port); s.close(); })';

// The workers of Playwright load this file again and inherit what the first load chose.
process.env.E2E_DATA_DIR ??= mkdtempSync(path.join(tmpdir(), 'console-e2e-'));
process.env.E2E_PORT ??= execFileSync(process.execPath, ['-e', freePort], {
  encoding: 'utf8',
}).trim();
// A run takes long enough to be watched.
process.env.E2E_TRAINEES ??= '15000';

const { E2E_DATA_DIR: folder, E2E_PORT: port, TEST_TALLY: tally } = process.env;
// Of Debian where it is there; otherwise Playwright's own. `npm test` searches further, and fetches
// one.
const chromium =
  process.env.CHROMIUM_PATH ?? ['/usr/bin/chromium'].find((file) => existsSync(file));
// As the console names itself: it leads other names of this machine there.
const address = `http://127.0.0.1:${port}`;

export default defineConfig({
  testDir: '.',
  testIgnore: ['node_modules/**', '.next/**', 'dist/**'],
  outputDir: 'test-results',
  fullyParallel: false,
  workers: 1,
  retries: 0,
  forbidOnly: process.env.CI === 'true',
  // Ceilings for a machine that does much else; nothing waits for them.
  timeout: 150_000,
  expect: { timeout: 15_000 },
  globalSetup: './lib/testing/browser/e2e-setup.ts',
  reporter: [['list'], ...(tally === undefined ? [] : [['json', { outputFile: tally }] as const])],
  use: {
    baseURL: address,
    storageState: path.join(folder, 'signed-in.json'),
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    video: 'off',
    // It costs as much as the journeys themselves, and of CI nobody opens it.
    trace: process.env.CI === 'true' ? 'off' : 'retain-on-failure',
    launchOptions: {
      ...(chromium === undefined ? {} : { executablePath: chromium }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  // The last one alone knows what the journeys have shown; it is left out where some are chosen.
  projects: [
    { name: 'journeys', testMatch: 'app/**/*.e2e.ts' },
    {
      name: 'every route',
      testMatch: 'lib/testing/browser/every-route.e2e.ts',
      dependencies: ['journeys'],
    },
  ],
  webServer: {
    command: `"${process.execPath}" bin/e2e-server.mjs`,
    url: `${address}/api/health/ready`,
    timeout: 120_000,
    reuseExistingServer: false,
    stdout: 'ignore',
    stderr: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
  },
});
