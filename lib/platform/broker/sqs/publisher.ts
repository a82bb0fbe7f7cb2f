import {
  SendMessageBatchCommand,
  type MessageAttributeValue,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { FaultError, refuse, type Fault } from '#lib/kernel/result.ts';
import { messageBytes, refusalOf, throwIfRefused } from '../limits.ts';
import type { Headers, OutgoingMessage } from '../port.ts';
import { inTens, untilAllAccepted } from './replies.ts';

// Every SQS takes this much; newer ones four times as much. A request may not be larger than one
// message.
const maxMessageBytes = 262_144;
const maxAttributes = 10;
const requestsInFlight = 8;

// SQS takes #x9 #xA #xD #x20-#xD7FF #xE000-#xFFFD #x10000-#x10FFFF (SendMessage); emulators of it
// refuse what lies beyond #xFFFD too.
const unsupportedRaw = /[^\t\n\r -\uD7FF\uE000-\uFFFD]/g;
const attributeName = /^[A-Za-z0-9_.-]{1,256}$/;
// Without the global flag, which would make `test` continue where it stopped.
const unsupported = new RegExp(unsupportedRaw.source);

/** Such characters occur only inside the strings of a JSON text, where an escape means the same. */
function escaped(body: string): string {
  return unsupported.test(body)
    ? body.replace(
        unsupportedRaw,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
      )
    : body;
}

function attributesOf(headers: Headers): Record<string, MessageAttributeValue> {
  const entries = Object.entries(headers);
  const isFine =
    entries.length <= maxAttributes &&
    entries.every(
      ([name, value]) => attributeName.test(name) && value !== '' && !unsupported.test(value),
    );
  if (!isFine) {
    throw new FaultError(
      refuse(
        'invalid',
        'SQS takes at most ten headers, with plain names and values that are not empty',
      ).fault,
    );
  }
  return Object.fromEntries(
    entries.map(([name, value]) => [name, { DataType: 'String', StringValue: value }]),
  );
}

interface Entry {
  readonly body: string;
  readonly attributes: Record<string, MessageAttributeValue>;
  readonly bytes: number;
}

// The type of each attribute counts too.
const bytesOf = (sent: OutgoingMessage): number =>
  messageBytes(sent) + Object.keys(sent.headers).length * 'String'.length;

const escapedIn = ({ body, headers }: OutgoingMessage): OutgoingMessage => ({
  body: escaped(body),
  headers,
});

export const refusalOfMessage = (message: OutgoingMessage): Fault | null =>
  refusalOf(message, bytesOf(escapedIn(message)), maxMessageBytes);

function toEntry(message: OutgoingMessage): Entry {
  const sent = escapedIn(message);
  const bytes = bytesOf(sent);
  throwIfRefused(refusalOf(message, bytes, maxMessageBytes));
  return { body: sent.body, attributes: attributesOf(sent.headers), bytes };
}

/** Cuts ten entries so that no request is larger than SQS takes. */
function* inRequests(entries: readonly Entry[]): Generator<readonly Entry[]> {
  let from = 0;
  let bytes = 0;
  for (const [position, entry] of entries.entries()) {
    if (position > from && bytes + entry.bytes > maxMessageBytes) {
      yield entries.slice(from, position);
      from = position;
      bytes = 0;
    }
    bytes += entry.bytes;
  }
  if (from < entries.length) yield entries.slice(from);
}

export async function sendTo(
  client: SQSClient,
  url: string,
  messages: readonly OutgoingMessage[],
): Promise<void> {
  const entries = messages.map(toEntry);
  await inTens(entries, requestsInFlight, async (ten) => {
    for (const request of inRequests(ten)) {
      await untilAllAccepted(
        request,
        (left) =>
          client.send(
            new SendMessageBatchCommand({
              QueueUrl: url,
              Entries: left.map((entry, position) => ({
                Id: String(position),
                MessageBody: entry.body,
                MessageAttributes: entry.attributes,
              })),
            }),
          ),
        () => {
          throw new FaultError(refuse('invalid', 'SQS does not take this message').fault);
        },
      );
    }
  });
}
