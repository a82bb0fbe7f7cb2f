// The real servers of the test bench, for as long as this runs: node deploy/services/up.mjs [--only
// postgres,rabbitmq,…] [-- COMMAND …] Prints the variables that point at them, or runs COMMAND with
// them set and ends with its exit code. SERVICES_DIR keeps the files (a temporary folder that is
// removed otherwise); SERVICES_PORT is the first of fixed ports (free ones otherwise).
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { start as elasticsearch7 } from './elasticsearch.mjs';
import { start as mariadb } from './mariadb.mjs';
import { start as mongo } from './mongo.mjs';
import { startOld as opensearch13, start as opensearch } from './opensearch.mjs';
import { start as postgres } from './postgres.mjs';
import { start as rabbitmq } from './rabbitmq.mjs';
import { freePort } from './server.mjs';
import { start as sqs } from './sqs.mjs';

const all = {
  postgres,
  rabbitmq,
  mariadb,
  mongo,
  sqs,
  opensearch,
  opensearch13,
  elasticsearch7,
};

const cut = process.argv.indexOf('--');
const command = cut < 0 ? [] : process.argv.slice(cut + 1);
const { values } = parseArgs({
  args: process.argv.slice(2, cut < 0 ? undefined : cut),
  options: { only: { type: 'string' } },
});
const names = values.only?.split(',') ?? Object.keys(all);
const unknown = names.filter((name) => !(name in all));
if (unknown.length > 0) {
  console.error(`No such server: ${unknown.join(', ')}. There are ${Object.keys(all).join(', ')}.`);
  process.exit(2);
}

const keptFolder = process.env.SERVICES_DIR;
const folder =
  keptFolder === undefined
    ? mkdtempSync(path.join(tmpdir(), 'console-services-'))
    : path.resolve(keptFolder);
mkdirSync(folder, { recursive: true });
// PostgreSQL runs as another user, who must be able to walk through.
chmodSync(folder, 0o755);

const running = [];
let client = null;
let stopping = null;

function stopAll() {
  stopping ??= (async () => {
    await Promise.allSettled(running.map((server) => server.stop()));
    if (keptFolder === undefined) rmSync(folder, { recursive: true, force: true });
  })();
  return stopping;
}

async function end(code) {
  await stopAll();
  process.exit(code);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    // A group of its own: what the command has started ends with it.
    if (client !== null && client.exitCode === null) process.kill(-client.pid, signal);
    void end(1);
  });
}

const firstPort =
  process.env.SERVICES_PORT === undefined ? null : Number(process.env.SERVICES_PORT);
const started = await Promise.allSettled(
  names.map(async (name, position) => {
    const startedAt = Date.now();
    const server = await all[name](
      path.join(folder, name),
      firstPort === null ? await freePort() : firstPort + position,
    );
    running.push(server);
    console.error(
      `${server.name} is ready after ${((Date.now() - startedAt) / 1000).toFixed(1)} s`,
    );
    return server;
  }),
);
for (const { status, reason } of started) if (status === 'rejected') console.error(reason.message);
if (started.some(({ status }) => status === 'rejected')) await end(1);

const variables = Object.assign({}, ...started.map(({ value }) => value.variables));
for (const server of running) {
  void server.ended.then((exit) => {
    if (stopping !== null) return;
    console.error(`${server.name} has ended by itself (${exit})`);
    void end(1);
  });
}

if (command.length === 0) {
  for (const [name, value] of Object.entries(variables)) console.log(`export ${name}='${value}'`);
} else {
  client = spawn(command[0], command.slice(1), {
    stdio: 'inherit',
    detached: true,
    env: { ...process.env, ...variables },
  });
  client.once('error', (error) => void end(error.code === 'ENOENT' ? 127 : 1));
  client.once('exit', (code) => void end(code ?? 1));
}
