/** What people configure of a probe of a server; safe in a browser. */
import { z } from 'zod';
import {
  anyCount,
  common,
  engine,
  filledIn,
  isEngineWhole,
  isInOrder,
  region,
  regionIn,
  webAddress,
  whole,
} from './settings-parts.ts';

const minutes = whole(1, 44_640).optional();

export const AmqpSettings = z
  .strictObject({
    ...common,
    kind: z.literal('amqp'),
    url: filledIn,
    managementUrl: filledIn.optional(),
    /** Of the virtual host in the address, by its exact name. */
    queue: z
      .string()
      .min(1, 'must have at least one letter')
      .max(255, 'has more than 255 characters, as no queue has')
      // They would be steps in the address of the management API.
      .refine((name) => !/^\.{1,2}$/.test(name), 'must be the name of a queue')
      .optional(),
    /** Messages that wait and those that are being handled. */
    degradedAbove: anyCount,
    most: anyCount,
    consumersAtLeast: whole(1, 10_000).optional(),
    oldestDegradedMinutes: minutes,
    oldestMinutes: minutes,
  })
  .superRefine((settings, context) => {
    const complain = (key: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [key], message });
    const { managementUrl, queue, oldestDegradedMinutes, oldestMinutes } = settings;
    if (queue !== undefined && managementUrl === undefined)
      complain('queue', 'is asked of the management API. Add managementUrl, or leave it out');
    const ofQueue = [
      'degradedAbove',
      'most',
      'consumersAtLeast',
      'oldestDegradedMinutes',
      'oldestMinutes',
    ] as const;
    for (const key of ofQueue)
      if (queue === undefined && settings[key] !== undefined)
        complain(key, 'is of a queue. Add queue, or leave it out');
    isInOrder(settings, context);
    isInOrder({ degradedAbove: oldestDegradedMinutes, most: oldestMinutes }, context, [
      'oldestDegradedMinutes',
      'oldestMinutes',
    ]);
  });

const queueExample = 'https://sqs.eu-west-2.amazonaws.com/000000000000/name';

export const SqsSettings = z
  .strictObject({
    ...common,
    kind: z.literal('sqs'),
    queueUrl: webAddress(queueExample),
    /** Left out: as the address says. */
    region,
    /** Only of a server that emulates SQS. */
    endpoint: webAddress('http://127.0.0.1:9324').optional(),
    /** Messages that wait and those that are being handled. */
    degradedAbove: anyCount,
    most: anyCount,
    deadLetterUrl: webAddress(queueExample).optional(),
    /** Left out: none. */
    deadLettersDegradedAbove: anyCount,
    deadLettersMost: anyCount,
    oldestMinutes: z
      .never('cannot be known: SQS tells it to CloudWatch alone, which is not asked. Leave it out')
      .optional(),
  })
  .superRefine((settings, context) => {
    const complain = (key: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [key], message });
    if (settings.region === undefined && regionIn(settings.queueUrl) === null)
      complain('queueUrl', 'does not say in which region it is. Add region');
    const { deadLetterUrl, deadLettersDegradedAbove, deadLettersMost } = settings;
    const ofDeadLetters = { deadLettersDegradedAbove, deadLettersMost };
    for (const [key, value] of Object.entries(ofDeadLetters))
      if (deadLetterUrl === undefined && value !== undefined)
        complain(key, 'is of the queue of dead letters. Add deadLetterUrl, or leave it out');
    isInOrder(settings, context);
    isInOrder({ degradedAbove: deadLettersDegradedAbove, most: deadLettersMost }, context, [
      'deadLettersDegradedAbove',
      'deadLettersMost',
    ]);
  });

export const PostgresSettings = z.strictObject({
  ...common,
  kind: z.literal('postgres'),
  url: filledIn,
});

export const MysqlSettings = z.strictObject({
  ...common,
  kind: z.literal('mysql'),
  url: filledIn,
});

export const MongodbSettings = z.strictObject({
  ...common,
  kind: z.literal('mongodb'),
  url: filledIn,
});

export const OpenSearchSettings = z
  .strictObject({
    ...common,
    ...engine,
    kind: z.literal('opensearch'),
    /** A cluster of one node keeps no copies, and may never be green. */
    yellowIs: z.enum(['up', 'degraded'], 'must be up or degraded').default('degraded'),
    nodesAtLeast: whole(1, 1_000).optional(),
    pendingTasksAbove: anyCount,
  })
  .superRefine(isEngineWhole);
