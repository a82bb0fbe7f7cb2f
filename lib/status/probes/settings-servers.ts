/** What people configure of a probe of a server; safe in a browser. */
import { z } from 'zod';
import { anyCount, common, filledIn, isInOrder, whole } from './settings-parts.ts';

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
