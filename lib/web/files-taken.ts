import type { LargeBodies } from '#lib/platform/http/limit-body.ts';

/** Where people send whole files: a text of 4 MB is at most twice as long in JSON. */
export const filesTaken: Omit<LargeBodies, 'senderOf'> = {
  paths: [
    '/api/v1/inventory/import',
    '/api/v1/inventory/observe',
    '/api/v1/inventory/preview-import',
  ],
  bytes: 10 * 1024 * 1024,
  atOnce: 2,
};
