import { refuse, FaultError } from '../../kernel/result.ts';
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
 * Throws `invalid` for what no broker may take: a body that cannot be JSON, or a message of more
 * than `maxBytes`.
 */
export function refuseUnsendable(message: OutgoingMessage, bytes: number, maxBytes: number): void {
  if (bytes > maxBytes) {
    throw new FaultError(
      refuse('invalid', 'A message is larger than the broker takes', { bytes, maxBytes }).fault,
    );
  }
  if (bytes > maxHeaderBytes && headerBytes(message) > maxHeaderBytes) {
    throw new FaultError(
      refuse('invalid', 'The headers of a message are too large', { maxBytes: maxHeaderBytes })
        .fault,
    );
  }
  if (message.body === '' || control.test(message.body)) {
    throw new FaultError(refuse('invalid', 'The body of a message is not JSON text').fault);
  }
}
