// The built console as a newcomer has it: embedded, in the folder and on the port that playwright.config.ts chose,
// and deaf to the variables of real servers that the test run may carry.
import { spawn } from 'node:child_process';
import path from 'node:path';

const kept = ['PATH', 'HOME', 'LANG', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'TZ'];
const inherited = Object.fromEntries(kept.filter((name) => process.env[name] !== undefined).map((name) => [name, process.env[name]]));

const child = spawn(process.execPath, [path.join(import.meta.dirname, 'start.mjs')], {
  stdio: 'inherit',
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
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));
