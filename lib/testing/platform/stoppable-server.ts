import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A server that can be stopped, started, and frozen without a connection being closed. */
export async function stoppable(targetUrl: string) {
  const target = new URL(targetUrl);
  const sockets = new Set<Socket>();
  let isFrozen = false;
  const open = (port: number): Promise<Server> =>
    new Promise((resolve) => {
      const made = createServer((incoming) => {
        const outgoing = connect(Number(target.port || 5432), target.hostname);
        for (const [from, to] of [
          [incoming, outgoing],
          [outgoing, incoming],
        ] as const) {
          sockets.add(from);
          from.on('data', (data) => !isFrozen && to.write(data));
          from.on('close', () => to.destroy());
          from.on('error', () => undefined);
        }
      }).listen(port, '127.0.0.1', () => resolve(made));
    });
  let server = await open(0);
  // A server that listens on a port has an address with one.
  const { port } = server.address() as AddressInfo;
  const at = new URL(targetUrl);
  at.hostname = '127.0.0.1';
  at.port = String(port);
  const stop = async (): Promise<void> => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    sockets.clear();
    await closed;
  };
  return {
    url: at,
    stop,
    async start() {
      isFrozen = false;
      server = await open(port);
    },
    freeze() {
      isFrozen = true;
    },
  };
}
