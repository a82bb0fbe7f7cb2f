/** A virtual host of RabbitMQ for one suite alone. */
import { randomBytes } from 'node:crypto';

export interface VirtualHost {
  readonly name: string;
  readonly url: string;
  /** A request to the management API. */
  manage(method: string, path: string): Promise<Response>;
  drop(): Promise<unknown>;
}

/** Its maker, who is named in `managementUrl`, may use it at once. */
export async function ownVirtualHost(amqpUrl: string, managementUrl: string): Promise<VirtualHost> {
  const name = `v${randomBytes(5).toString('hex')}`;
  const { origin, username, password } = new URL(managementUrl);
  const credentials = Buffer.from(`${username}:${password}`).toString('base64');
  const manage = (method: string, path: string): Promise<Response> =>
    fetch(`${origin}/api/${path}`, {
      method,
      headers: { authorization: `Basic ${credentials}`, 'content-type': 'application/json' },
    });
  const { ok, status } = await manage('PUT', `vhosts/${name}`);
  if (!ok) throw new Error(`RabbitMQ made no virtual host (${status})`);
  return {
    name,
    url: new URL(`/${name}`, amqpUrl).toString(),
    manage,
    drop: () => manage('DELETE', `vhosts/${name}`),
  };
}
