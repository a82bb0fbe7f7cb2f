// RabbitMQ with its management API, from Debian's package `rabbitmq-server`, beside and apart from
// a broker of the machine: own node name, cookie, port mapper and folders. Its data is thrown away,
// so it is killed: a clean stop takes 8 seconds.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { responds, finish, freePort, startServer } from './server.mjs';

const server = '/usr/lib/rabbitmq/bin/rabbitmq-server';

export async function start(folder, port) {
  const [management, distribution, mapper] = [await freePort(), await freePort(), await freePort()];
  for (const name of ['home', 'mnesia', 'log'])
    mkdirSync(path.join(folder, name), { recursive: true });
  const at = (name) => path.join(folder, name);
  writeFileSync(at('plugins'), '[rabbitmq_management].\n');
  writeFileSync(
    at('rabbitmq.conf'),
    [
      `listeners.tcp.1 = 127.0.0.1:${port}`,
      'management.tcp.ip = 127.0.0.1',
      `management.tcp.port = ${management}`,
      'default_user = guest',
      'default_pass = guest',
      'disk_free_limit.absolute = 200MB',
      'log.console = true',
      'log.console.level = warning',
      'log.file = false',
      '',
    ].join('\n'),
  );
  const env = {
    ...process.env,
    HOME: at('home'),
    RABBITMQ_NODENAME: `console${port}@localhost`,
    RABBITMQ_MNESIA_BASE: at('mnesia'),
    RABBITMQ_LOG_BASE: at('log'),
    RABBITMQ_PID_FILE: at('pid'),
    RABBITMQ_ENABLED_PLUGINS_FILE: at('plugins'),
    RABBITMQ_CONFIG_FILE: at('rabbitmq.conf'),
    RABBITMQ_CONF_ENV_FILE: '/dev/null',
    RABBITMQ_DIST_PORT: String(distribution),
    RABBITMQ_SERVER_START_ARGS: '-kernel inet_dist_use_interface {127,0,0,1}',
    ERL_EPMD_PORT: String(mapper),
    ERL_EPMD_ADDRESS: '127.0.0.1',
  };
  const api = `http://127.0.0.1:${management}/api/overview`;
  const authorization = `Basic ${Buffer.from('guest:guest').toString('base64')}`;
  const broker = await startServer({
    name: 'RabbitMQ',
    command: server,
    args: [],
    env,
    log: path.join(folder, 'console.log'),
    isReady: () => responds(api, { headers: { authorization } }),
    signal: 'SIGKILL',
  });
  return {
    ...broker,
    async stop() {
      await broker.stop();
      await finish('epmd', ['-kill'], { env }).catch(() => undefined);
    },
    variables: {
      AMQP_URL: `amqp://guest:guest@127.0.0.1:${port}`,
      RABBITMQ_MANAGEMENT_URL: `http://guest:guest@127.0.0.1:${management}`,
    },
  };
}
