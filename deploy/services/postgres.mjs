// PostgreSQL, from Debian's package `postgresql-15` or any version on the PATH. It refuses to run
// as root, so root lends it the user postgres.
import { chownSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { accepts, finish, startServer } from './server.mjs';

const packaged = '/usr/lib/postgresql';

function binary(name) {
  if (!existsSync(packaged)) return name;
  const newest = readdirSync(packaged).sort((a, b) => Number(b) - Number(a))[0];
  return newest === undefined ? name : path.join(packaged, newest, 'bin', name);
}

async function owner() {
  if (process.getuid() !== 0) return {};
  const id = async (flag) => Number(await finish('id', [flag, 'postgres']));
  return { uid: await id('-u'), gid: await id('-g') };
}

export async function start(folder, port) {
  const who = await owner();
  mkdirSync(folder, { recursive: true });
  if (who.uid !== undefined) chownSync(folder, who.uid, who.gid);
  const options = { cwd: folder, ...who };
  const data = path.join(folder, 'data');
  if (!existsSync(path.join(data, 'PG_VERSION'))) {
    const password = path.join(folder, 'password');
    writeFileSync(password, 'console', { mode: 0o644 });
    const how = [
      '-U',
      'console',
      `--pwfile=${password}`,
      '-A',
      'scram-sha-256',
      '-E',
      'UTF8',
      '--locale=C.UTF-8',
      '--no-sync',
    ];
    await finish(binary('initdb'), ['-D', data, ...how], options);
  }
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'fsync=off',
    'max_connections=200',
    'shared_buffers=64MB',
  ];
  const server = await startServer({
    name: 'PostgreSQL',
    command: binary('postgres'),
    args: ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    log: path.join(folder, 'log'),
    isReady: () => accepts(port),
    // Fast shutdown: TERM would wait for every client to leave.
    signal: 'SIGINT',
    ...options,
  });
  return {
    ...server,
    variables: { DATABASE_URL: `postgres://console:console@127.0.0.1:${port}/postgres` },
  };
}
