#!/usr/bin/env node
// The terminal: npm run console -- sync show
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const root = path.dirname(import.meta.dirname);
const program = path.join(root, 'dist', 'console.mjs');
process.chdir(root);
if (existsSync('.env')) process.loadEnvFile('.env');
if (!existsSync(program)) {
  const says = 'The terminal is not built yet: run npm start once, or npm run build.';
  if (process.argv.includes('--json')) console.log(JSON.stringify({ kind: 'unavailable', says }));
  else console.error(says);
  process.exit(5);
}
await import(pathToFileURL(program).href);
