import { Socket } from 'node:net';

/** What is asked here has less to say. */
const mostBytes = 4_000_000;
const countEveryMs = 25;

/** Ends a connection over which more comes than any answer has. */
export function limitBytes(socket: Socket): void {
  // Whoever speaks TLS over it takes the bytes from below, where they are only counted.
  const counting = setInterval(() => {
    if (socket.bytesRead > mostBytes) socket.destroy(new Error('an answer without an end'));
  }, countEveryMs).unref();
  socket.once('close', () => clearInterval(counting));
}

/** Not connected yet; ends with the signal, and when too much comes. */
export function boundedSocket(signal: AbortSignal): Socket {
  const socket = new Socket({ signal });
  // Nobody else may listen when it ends.
  socket.on('error', () => undefined);
  limitBytes(socket);
  return socket;
}
