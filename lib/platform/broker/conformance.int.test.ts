import { DeleteQueueCommand, GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { connect } from 'amqplib';
import pino from 'pino';
import { describeBroker, type BrokerUnderTest } from '#lib/testing/platform/broker-conformance.ts';
import { embeddedDatabase, postgresDatabase, uniqueName } from '#lib/testing/platform/databases.ts';
import type { Database } from '../database/database.ts';
import { createDatabaseBroker } from './database/broker.ts';
import { createRabbitMq } from './rabbitmq/broker.ts';
import { createSqs } from './sqs/broker.ts';

const log = pino({ level: 'silent' });
const environment = 'local';
const {
  AMQP_URL: amqpUrl,
  DATABASE_URL: databaseUrl,
  SQS_ENDPOINT_URL: sqsUrl,
  AWS_REGION: region,
} = process.env;

function inDatabase(database: Database): BrokerUnderTest {
  return {
    open: () => createDatabaseBroker(database, { environment, log }),
    freeName: () => uniqueName('b'),
    close: () => database.close(),
  };
}

const tables = {
  followsBindings: true,
  countsUnacknowledged: true,
  countsConsumers: true,
  namesOtherConsumers: true,
  tooLargeBytes: 900_000,
};
describeBroker(
  'database, embedded',
  true,
  async () => inDatabase(await embeddedDatabase()),
  tables,
);
describeBroker(
  'database, PostgreSQL (DATABASE_URL)',
  databaseUrl !== undefined,
  async () => inDatabase(await postgresDatabase(databaseUrl ?? '')),
  tables,
);

describeBroker(
  'RabbitMQ (AMQP_URL)',
  amqpUrl !== undefined,
  async () => {
    const url = amqpUrl ?? '';
    const names: string[] = [];
    return {
      open: () => createRabbitMq({ url, log }),
      freeName: () => {
        const name = uniqueName('b');
        names.push(name);
        return name;
      },
      async close() {
        const connection = await connect(url);
        const channel = await connection.createChannel();
        for (const name of names) {
          await channel.deleteQueue(name);
          await channel.deleteExchange(name);
        }
        await connection.close();
      },
    };
  },
  {
    followsBindings: true,
    countsUnacknowledged: false,
    countsConsumers: true,
    namesOtherConsumers: false,
    tooLargeBytes: 16 * 1024 * 1024,
  },
);

describeBroker(
  'SQS (SQS_ENDPOINT_URL)',
  sqsUrl !== undefined,
  async () => {
    const endpoint = sqsUrl ?? '';
    const names = Array.from({ length: 80 }, () => uniqueName('b'));
    const queueUrls = Object.fromEntries(
      names.map((name) => [name, `${endpoint}/000000000000/${name}`]),
    );
    const free = names.values();
    return {
      open: () => createSqs({ endpoint, region: region ?? 'eu-west-2', queueUrls, log }),
      freeName: () => free.next().value ?? '',
      async close() {
        const client = new SQSClient({ endpoint, region: region ?? 'eu-west-2' });
        for (const name of names) {
          const found = await client
            .send(new GetQueueUrlCommand({ QueueName: name }))
            .catch(() => null);
          if (found !== null)
            await client.send(new DeleteQueueCommand({ QueueUrl: found.QueueUrl }));
        }
        client.destroy();
      },
    };
  },
  {
    followsBindings: false,
    countsUnacknowledged: true,
    countsConsumers: false,
    namesOtherConsumers: false,
    tooLargeBytes: 262_144,
  },
);
