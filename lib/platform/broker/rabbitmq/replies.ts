import { FaultError, refuse } from '#lib/kernel/result.ts';
import { unreachable } from './connection.ts';

/**
 * Reply codes of AMQP 0-9-1 (section 1.2 of its reference) that say something lasting about a
 * queue, an exchange or a message.
 */
const lasting = {
  403: ['precondition', 'RabbitMQ does not let the user of this console do that'],
  404: ['not-found', 'RabbitMQ has no such queue or exchange'],
  405: ['precondition', 'The queue belongs to another connection alone'],
  406: ['precondition', 'RabbitMQ refuses this use of the queue or exchange'],
} as const;

export function replyCode(error: unknown): number | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'number'
    ? error.code
    : null;
}

// Of the text nothing else is shown: it names the user too.
const refusedAccess =
  /ACCESS_REFUSED - (?:(configure|read|write) )?access to (queue|exchange|topic) '([\w.:-]{1,120})'/;

/** Which right is missing, where RabbitMQ says so, and who gives it. */
function missingRight({ message }: Error): string {
  const [, right, kind, name] = refusedAccess.exec(message) ?? [];
  const whichRight = right === undefined ? 'a right' : `the right to ${right}`;
  const of = kind === undefined || name === undefined ? '' : ` of the ${kind} ${name}`;
  return (
    `${lasting[403][1]}: ${whichRight}${of} is missing, or was taken away. Whoever runs RabbitMQ ` +
    'has to give the user its rights on the virtual host again'
  );
}

/**
 * What a failed channel operation means; anything that is not a lasting refusal is a lost
 * connection.
 */
export function faultOfReply(error: unknown): FaultError {
  if (error instanceof FaultError) return error;
  const code = replyCode(error);
  if (code !== 403 && code !== 404 && code !== 405 && code !== 406) return unreachable(error);
  const [kind, words] = lasting[code];
  const says = code === 403 && error instanceof Error ? missingRight(error) : words;
  return new FaultError(refuse(kind, says).fault, { cause: error });
}

export const isNotFound = (error: unknown): boolean =>
  error instanceof FaultError && error.fault.kind === 'not-found';
