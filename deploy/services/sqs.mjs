// The SQS protocol: fauxqs, in memory. Started apart (`node sqs.mjs PORT`), it listens on loopback
// only, which its own command does not.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { responds, startServer } from './server.mjs';

const queue = 'tis-revalidation-sync-gmc-queue';
const account = '000000000000';

export async function start(folder, port) {
  mkdirSync(folder, { recursive: true });
  const url = `http://127.0.0.1:${port}`;
  const request = {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'AmazonSQS.CreateQueue',
    },
    body: JSON.stringify({ QueueName: queue }),
  };
  const server = await startServer({
    name: 'SQS protocol',
    command: process.execPath,
    args: [import.meta.filename, String(port)],
    log: path.join(folder, 'log'),
    isReady: () => responds(url, request),
  });
  return {
    ...server,
    variables: {
      SQS_ENDPOINT_URL: url,
      SQS_GMC_QUEUE_URL: `${url}/${account}/${queue}`,
      AWS_REGION: 'eu-west-2',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    },
  };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { buildApp } = await import('fauxqs');
  await buildApp({ logger: false, defaultRegion: 'eu-west-2' }).listen({
    port: Number(process.argv[2]),
    host: '127.0.0.1',
  });
}
