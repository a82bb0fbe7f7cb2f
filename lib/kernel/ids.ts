import { randomUUID } from 'node:crypto';

/** A new random id (UUID version 4), for rows, requests and idempotency keys. */
export function newId(): string {
  return randomUUID();
}
