// The built console as a newcomer has it: embedded, in the folder and on the port that
// playwright.config.ts chose, and without the variables of real servers that the test run may
// carry.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';

const passedOn = ['PATH', 'HOME', 'LANG', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'TZ'];
const inherited = Object.fromEntries(
  passedOn
    .filter((name) => process.env[name] !== undefined)
    .map((name) => [name, process.env[name]]),
);

const child = spawn(process.execPath, [path.join(import.meta.dirname, 'start.mjs')], {
  // No terminal: the first password is in a file, which lib/testing/browser/e2e-setup.ts reads.
  stdio: ['ignore', 'pipe', 'inherit'],
  env: {
    ...inherited,
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    PORT: process.env.E2E_PORT,
    DATA_DIR: process.env.E2E_DATA_DIR,
    SYNTHETIC_TRAINEES: process.env.E2E_TRAINEES,
    FIRST_RUN: 'on',
  },
});
child.stdout.pipe(process.stdout);

for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => {
  const folder = process.env.E2E_DATA_DIR;
  if (path.basename(folder).startsWith('console-e2e-'))
    rmSync(folder, { recursive: true, force: true });
  process.exit(code ?? 1);
});
