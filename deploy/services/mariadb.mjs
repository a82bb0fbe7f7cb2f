// The MySQL protocol: MariaDB, from Debian's package `mariadb-server`.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { accepts, finish, startServer } from './server.mjs';

export async function start(folder, port) {
  mkdirSync(folder, { recursive: true });
  const data = path.join(folder, 'data');
  const asRoot = process.getuid() === 0 ? ['--user=root'] : [];
  if (!existsSync(path.join(data, 'mysql'))) {
    const how = [
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
      '--skip-name-resolve',
    ];
    await finish('mariadb-install-db', ['--no-defaults', ...asRoot, `--datadir=${data}`, ...how]);
  }
  const script = path.join(folder, 'start.sql');
  writeFileSync(
    script,
    'create database if not exists tcs character set utf8mb4;\n' +
      "create or replace user 'console'@'127.0.0.1' identified by 'console';\n" +
      "grant all on *.* to 'console'@'127.0.0.1';\n",
  );
  const server = await startServer({
    name: 'MariaDB',
    command: 'mariadbd',
    args: [
      '--no-defaults',
      ...asRoot,
      `--datadir=${data}`,
      `--pid-file=${path.join(folder, 'pid')}`,
      // A socket's path may have 107 bytes, which a deep data folder exceeds.
      `--socket=${path.join(tmpdir(), `console-mariadb-${port}.sock`)}`,
      '--bind-address=127.0.0.1',
      `--port=${port}`,
      `--init-file=${script}`,
      '--skip-name-resolve',
      '--innodb-flush-log-at-trx-commit=2',
      '--character-set-server=utf8mb4',
      '--performance-schema=OFF',
    ],
    log: path.join(folder, 'log'),
    isReady: () => accepts(port),
  });
  return {
    ...server,
    variables: { TCS_DATABASE_URL: `mysql://console:console@127.0.0.1:${port}/tcs` },
  };
}
