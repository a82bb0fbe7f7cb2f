import { connect } from 'amqplib';
import type { Cleaning } from './cleaning.ts';
import { benchPipeline } from './configured.ts';

/**
 * Management API of RabbitMQ: `PUT` and `DELETE /api/vhosts/{name}`. The address may carry the
 * credentials.
 */
async function manage(
  managementUrl: string,
  method: 'PUT' | 'DELETE',
  path: string,
  body?: object,
): Promise<number> {
  const url = new URL(managementUrl);
  const credentials = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  url.username = '';
  url.password = '';
  url.pathname = `${url.pathname.replace(/\/$/, '')}${path}`;
  const response = await fetch(url, {
    method,
    headers: {
      authorization: `Basic ${Buffer.from(credentials).toString('base64')}`,
      'content-type': 'application/json',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`RabbitMQ's management API returned ${response.status}`);
  return response.status;
}

/** A virtual host of this bench alone; the address of the broker with that host. */
export async function ownVirtualHost(
  amqpUrl: string,
  managementUrl: string,
  name: string,
  cleaning: Cleaning,
): Promise<string> {
  const status = await manage(managementUrl, 'PUT', `/api/vhosts/${name}`, {});
  if (status !== 201) throw new Error(`The virtual host ${name} is there already`);
  cleaning.add('the virtual host', () => manage(managementUrl, 'DELETE', `/api/vhosts/${name}`));
  const own = new URL(amqpUrl);
  const user = own.username === '' ? 'guest' : own.username;
  await manage(managementUrl, 'PUT', `/api/permissions/${name}/${user}`, {
    configure: '.*',
    write: '.*',
    read: '.*',
  });
  own.pathname = `/${name}`;
  return own.toString();
}

/**
 * Without a management API the bench has names of its own in the host of the address, and takes
 * them away one by one.
 */
export async function deleteTopology(amqpUrl: string, prefix: string): Promise<void> {
  const routes = benchPipeline(prefix).stages.flatMap((stage) => {
    if (stage.kind === 'data') return [stage.start.route, stage.data.route];
    return stage.kind === 'derived' ? [stage.command.route] : [];
  });
  const connection = await connect(amqpUrl);
  try {
    const channel = await connection.createChannel();
    for (const { queues, exchange } of routes) {
      for (const queue of queues) await channel.deleteQueue(queue);
      if (exchange !== '') await channel.deleteExchange(exchange);
    }
  } finally {
    await connection.close();
  }
}
