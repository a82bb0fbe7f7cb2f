// What a fresh clone needs before anything can run. Plain Node: nothing is installed yet.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

export const root = path.dirname(import.meta.dirname);

/** Runs a command in the project's folder with its output shown; true when it ended with 0. */
export function step(command, args, env = {}) {
  return (
    spawnSync(command, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    }).status === 0
  );
}

const changedAt = (file) =>
  existsSync(path.join(root, file)) ? statSync(path.join(root, file)).mtimeMs : 0;

/** Installs the packages of the lock when they are missing or older than it. */
export function install() {
  if (
    changedAt('node_modules/.package-lock.json') > 0 &&
    changedAt('node_modules/.package-lock.json') >= changedAt('package-lock.json')
  )
    return true;
  console.log('Installing packages …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  return step(npm, ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
}

/** Generates the Prisma client and the list of kinds when they are missing or older than either. */
export function generate() {
  const client = 'lib/platform/generated/prisma/client.ts';
  const schema = 'prisma/schema';
  // A folder changes when a file is added or removed.
  const sources = [
    schema,
    'lib/inventory/kinds',
    ...readdirSync(path.join(root, schema)).map((name) => `${schema}/${name}`),
  ];
  if (changedAt(client) > 0 && changedAt(client) >= Math.max(...sources.map(changedAt)))
    return true;
  return step(process.execPath, ['bin/generate.mjs']);
}
