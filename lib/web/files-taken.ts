import type { Permission } from '#lib/access/index.ts';
import type { LargeBodies } from '#lib/platform/http/limit-body.ts';

/**
 * Where people send whole files: a text of 4 MB is at most twice as long in JSON. Whoever waits has
 * time enough left of the half minute that a request may take.
 */
export const filesTaken: Omit<LargeBodies, 'senderOf'> = {
  paths: [
    '/api/v1/inventory/import',
    '/api/v1/inventory/observe',
    '/api/v1/inventory/preview-import',
  ],
  bytes: 10 * 1024 * 1024,
  atOnce: 2,
  mostWaiting: 8,
  longestWaitMs: 15_000,
  slowMs: 10_000,
};

/** Asked before anything of a file is read; the command asks for its own permission. */
export const sendFiles: Permission = {
  action: 'file.send',
  from: 'operator',
  says: 'send large files',
};
