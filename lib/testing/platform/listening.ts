import { once } from 'node:events';
import type { AddressInfo, Server } from 'node:net';

/** The port on which a server listens now, on this machine alone. */
export async function listening(server: Server, host = '127.0.0.1'): Promise<number> {
  server.listen(0, host);
  await once(server, 'listening');
  // `listen` on a host and port answers with an AddressInfo.
  return (server.address() as AddressInfo).port;
}
