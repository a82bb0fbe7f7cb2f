import { CreateQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uniqueName } from '#lib/testing/platform/databases.ts';
import { ProbeSettings, type SettingsOf } from './settings.ts';
import { sqsProbe } from './sqs.ts';

const terms = { environment: 'local', everyMs: 20_000, scheduledOn: [], idOf: String };
const { SQS_ENDPOINT_URL: endpoint = '', AWS_REGION: region = '' } = process.env;
let client: SQSClient;
let queueUrl = '';
let deadLetterUrl = '';

async function makeQueue(name: string): Promise<string> {
  const { QueueUrl = '' } = await client.send(new CreateQueueCommand({ QueueName: name }));
  return QueueUrl;
}
const sendTo = (url: string) =>
  client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: '1' }));

describe.skipIf(endpoint === '')('a probe of SQS (SQS_ENDPOINT_URL)', () => {
  beforeAll(async () => {
    client = new SQSClient({ endpoint, region });
    queueUrl = await makeQueue(uniqueName('work'));
    deadLetterUrl = await makeQueue(uniqueName('dead'));
  });
  afterAll(() => client.destroy());

  function check(more: object = {}) {
    const settings = ProbeSettings.parse({
      name: 'Queue',
      kind: 'sqs',
      endpoint,
      region,
      queueUrl,
      ...more,
    });
    // The schema gives the kind that it was given.
    return sqsProbe(settings as SettingsOf<'sqs'>, terms).check(new AbortController().signal);
  }

  it('counts what is in a queue, and in that of its dead letters', async () => {
    // A matcher has no type of its own.
    const up = { outcome: 'up', says: null, tookMs: expect.any(Number) as number };
    expect(await check({ most: 0, deadLetterUrl })).toEqual(up);
    await sendTo(queueUrl);
    await sendTo(queueUrl);
    expect(await check({ degradedAbove: 1, most: 2 })).toMatchObject({
      outcome: 'degraded',
      says: 'It has 2 messages, and should have at most 1.',
    });
    expect(await check({ most: 1 })).toMatchObject({ outcome: 'down' });
    await sendTo(deadLetterUrl);
    expect(await check({ deadLetterUrl })).toMatchObject({
      outcome: 'degraded',
      says: 'It has 1 dead letter, and should have at most 0.',
    });
    expect(await check({ deadLetterUrl, deadLettersDegradedAbove: 1 })).toEqual(up);
  });

  it('is down where there is no such queue', async () => {
    expect(await check({ queueUrl: `${queueUrl}-none` })).toMatchObject({
      outcome: 'down',
      says: 'SQS has no such queue.',
    });
  });
});
