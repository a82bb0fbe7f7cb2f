// How one server of the test bench is started, waited for and stopped. Everything listens on
// loopback and keeps its files in one folder.
import { spawn } from 'node:child_process';
import { createWriteStream, readFileSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

const stopWithinMs = 15_000;

export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** True when something accepts connections on the port. */
export function accepts(port) {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    socket.once('connect', () => socket.destroy() && resolve(true));
    socket.once('error', () => resolve(false));
  });
}

/** True when the address responds with a good status and, where given, `isReady(body)`. */
export async function responds(url, options = {}, isReady = () => true) {
  try {
    const response = await fetch(url, { ...options, signal: AbortSignal.timeout(2_000) });
    return response.ok && isReady(await response.text());
  } catch {
    return false;
  }
}

/** Runs a command to its end; throws with what it printed when it fails. */
export function finish(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => (output += chunk));
    child.once('error', (error) =>
      reject(new Error(`${command} cannot be started (${error.code}); is it installed?`)),
    );
    child.once('exit', (code) =>
      code === 0 ? resolve(output) : reject(new Error(`${command} ended with ${code}:\n${output}`)),
    );
  });
}

/**
 * Starts a server that writes to `log`, in a process group of its own so that an interrupt of the
 * terminal reaches only us, and waits until `isReady()`. `stop` sends `signal`, then KILL to the
 * whole group when that takes too long.
 */
export async function startServer({
  name,
  command,
  args,
  log,
  isReady,
  readyWithinMs = 120_000,
  signal = 'SIGTERM',
  env = process.env,
  ...options
}) {
  const child = spawn(command, args, {
    ...options,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const file = createWriteStream(log);
  child.stdout.pipe(file, { end: false });
  child.stderr.pipe(file, { end: false });
  let exit = null;
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve((exit = error.code)));
    child.once('exit', (code, by) => resolve((exit = code ?? by)));
  });

  const stop = async () => {
    if (exit !== null) return;
    try {
      process.kill(-child.pid, signal);
    } catch {
      child.kill(signal);
    }
    const late = await Promise.race([
      ended.then(() => false),
      wait(stopWithinMs, true, { ref: false }),
    ]);
    if (late) process.kill(-child.pid, 'SIGKILL');
    await ended;
  };

  const giveUpAt = Date.now() + readyWithinMs;
  while (exit === null && Date.now() < giveUpAt) {
    if (await isReady()) return { name, stop, ended };
    await wait(50);
  }
  await stop();
  throw new Error(
    `${name} did not become ready ` +
      `(${exit ?? 'too slow'}):\n${readFileSync(log, 'utf8').slice(-2_000)}`,
  );
}
