// Builds what `npm start` runs: the pages by Next, the processes by esbuild. Only when what they
// are made of has changed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { bundle, threads } from './bundle.mjs';
import { root } from './steps.mjs';

const folders = ['app', 'components', 'lib', 'public', 'prisma'];
const files = [
  'bin/build.mjs',
  'bin/bundle.mjs',
  'instrumentation.ts',
  'next.config.js',
  'package-lock.json',
  'package.json',
  'postcss.config.mjs',
  'proxy.ts',
  'tsconfig.json',
];
const isNoSource = /(\.test\.tsx?|\.e2e\.ts|\.md)$|\/generated\/|\/lib\/testing\//;
const stamp = path.join(root, 'dist', 'built-from');

function* filesIn(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* filesIn(file);
    else yield file;
  }
}

function fingerprint() {
  const hash = createHash('sha256').update(process.version);
  const sources = [
    ...folders
      .map((name) => path.join(root, name))
      .filter(existsSync)
      .flatMap((folder) => [...filesIn(folder)]),
    ...files.map((name) => path.join(root, name)),
  ];
  for (const file of sources) {
    const name = path.relative(root, file);
    if (!isNoSource.test(`/${name}`) && existsSync(file))
      hash.update(`${name}\0`).update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

const bundleProcesses = () =>
  bundle(
    {
      start: 'lib/processes/start.main.ts',
      worker: 'lib/processes/worker.main.ts',
      'worker-alive': 'lib/processes/worker-alive.main.ts',
      console: 'lib/processes/console.main.ts',
      web: 'lib/web/server.main.ts',
      ...threads(),
    },
    'dist',
    { splitting: true, chunkNames: 'chunks/[name]-[hash]' },
  );

export const isBuilt = () =>
  existsSync(stamp) &&
  existsSync(path.join(root, '.next', 'BUILD_ID')) &&
  readFileSync(stamp, 'utf8') === fingerprint();

const turn = path.join(root, 'node_modules', '.building');

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/**
 * One build at a time in this folder: two starts at once on a fresh clone share what the first one
 * makes.
 */
async function takeTurn() {
  for (;;) {
    try {
      writeFileSync(turn, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const builder = Number(existsSync(turn) ? readFileSync(turn, 'utf8') : 0);
    if (builder > 0 && !isAlive(builder)) rmSync(turn, { force: true });
    else await delay(500);
  }
}

/** True when everything is up to date. */
export async function buildAll() {
  if (isBuilt()) return true;
  await takeTurn();
  try {
    return isBuilt() || (await build());
  } finally {
    rmSync(turn, { force: true });
  }
}

async function build() {
  console.log('Building …');
  const before = fingerprint();
  rmSync(path.join(root, 'dist'), { recursive: true, force: true });
  mkdirSync(path.join(root, 'dist'));
  await bundleProcesses();
  const next = path.join(root, 'node_modules', 'next', 'dist', 'bin', 'next');
  const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [next, 'build'], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  if (status !== 0) {
    console.error(`${stdout}${stderr}`);
    return false;
  }
  writeFileSync(stamp, before);
  return true;
}

if (process.argv[1] === import.meta.filename) process.exit((await buildAll()) ? 0 : 1);
