import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import { FaultError } from '#lib/kernel/result.ts';
import { createLog } from '#lib/platform/log.ts';
import { createSqs } from './broker.ts';

it('gives up on a server that takes a request and never answers', async () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  const server = createServer((socket) => void socket.on('error', () => socket.destroy()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // It listens on a host and a port.
  const { port } = server.address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}`;
  const broker = createSqs({
    endpoint,
    region: 'eu-west-2',
    queueUrls: { doctors: `${endpoint}/000000000000/doctors` },
    log: createLog('silent', 'test'),
  });
  onTestFinished(async () => {
    await broker.close();
    server.close();
    vi.unstubAllEnvs();
  });
  const failure: unknown = await broker.ping().catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(FaultError);
  expect(failure).toMatchObject({ fault: { kind: 'unavailable' } });
});
