import { FaultError, refuse } from '#lib/kernel/result.ts';
import { unreachable } from './connection.ts';

/**
 * Reply codes of AMQP 0-9-1 (section 1.2 of its reference) that say something lasting about a
 * queue, an exchange or a message.
 */
const lasting = {
  403: ['precondition', 'RabbitMQ does not let this user do that'],
  404: ['not-found', 'RabbitMQ has no such queue or exchange'],
  405: ['precondition', 'The queue belongs to another connection alone'],
  406: ['precondition', 'RabbitMQ refuses this use of the queue or exchange'],
} as const;

export function replyCode(error: unknown): number | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'number'
    ? error.code
    : null;
}

/**
 * What a failed channel operation means; anything that is not a lasting refusal is a lost
 * connection.
 */
export function faultOfReply(error: unknown): FaultError {
  if (error instanceof FaultError) return error;
  const code = replyCode(error);
  if (code !== 403 && code !== 404 && code !== 405 && code !== 406) return unreachable(error);
  const [kind, says] = lasting[code];
  return new FaultError(refuse(kind, says).fault, { cause: error });
}

export const isNotFound = (error: unknown): boolean =>
  error instanceof FaultError && error.fault.kind === 'not-found';
