import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface SilentProxy {
  readonly url: string;
  /**
   * From now on nothing passes in either direction, and no connection is closed: what a network
   * that drops packets shows.
   */
  fallSilent(): void;
  /** Connections made since it was opened. */
  connections(): number;
  close(): Promise<void>;
}

/**
 * A proxy before a real server that speaks over TCP, at the same URL but for host and port. With
 * the port of one that was closed it acts as a server that comes back.
 */
export async function silentProxy(targetUrl: string, at = 0): Promise<SilentProxy> {
  const target = new URL(targetUrl);
  const defaultPort: Readonly<Record<string, number>> = {
    'postgres:': 5432,
    'postgresql:': 5432,
    'mysql:': 3306,
    'mongodb:': 27017,
  };
  const port = target.port === '' ? (defaultPort[target.protocol] ?? 0) : Number(target.port);
  const sockets = new Set<Socket>();
  let isSilent = false;
  let made = 0;
  const pass = (from: Socket, to: Socket): void => {
    from.on('data', (data) => {
      if (!isSilent) to.write(data);
    });
    from.on('close', () => {
      if (!isSilent) to.destroy();
    });
    from.on('error', () => undefined);
    sockets.add(from);
  };
  const server = createServer((incoming) => {
    made += 1;
    const outgoing = connect(port, target.hostname);
    pass(incoming, outgoing);
    pass(outgoing, incoming);
  });
  await new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve));
  // A listening TCP server has an address of this shape (Node.js, `server.address`).
  const address = server.address() as AddressInfo;
  const url = new URL(targetUrl);
  url.hostname = '127.0.0.1';
  url.port = String(address.port);
  return {
    url: url.toString(),
    fallSilent: () => {
      isSilent = true;
    },
    connections: () => made,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
