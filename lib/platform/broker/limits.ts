import { refuse, FaultError, type Fault } from '../../kernel/result.ts';
import type { OutgoingMessage } from './port.ts';

// An AMQP header table is one frame at most; nothing of ours comes near.
const maxHeaderBytes = 32_768;

function headerBytes(message: OutgoingMessage): number {
  let bytes = 0;
  for (const [name, value] of Object.entries(message.headers))
    bytes += Buffer.byteLength(name) + Buffer.byteLength(value);
  return bytes;
}

/** Bytes that a message takes on the wire: its body and its headers, UTF-8. */
export function messageBytes(message: OutgoingMessage): number {
  return Buffer.byteLength(message.body) + headerBytes(message);
}

// JSON text has no raw control characters but these, so a body that holds another one is none;
// databases and SQS refuse them too.
const control = /[^\t\n\r -\uFFFF]/;

/**
 * Why no broker may take this (`invalid`): a body that cannot be JSON, or a message of more than
 * `maxBytes`. Null: it may.
 */
export function refusalOf(message: OutgoingMessage, bytes: number, maxBytes: number): Fault | null {
  if (bytes > maxBytes)
    return refuse('invalid', 'A message is larger than the broker takes', { bytes, maxBytes })
      .fault;
  if (bytes > maxHeaderBytes && headerBytes(message) > maxHeaderBytes)
    return refuse('invalid', 'The headers of a message are too large', { maxBytes: maxHeaderBytes })
      .fault;
  return message.body === '' || control.test(message.body)
    ? refuse('invalid', 'The body of a message is not JSON text').fault
    : null;
}

export function throwIfRefused(refusal: Fault | null): void {
  if (refusal !== null) throw new FaultError(refusal);
}
