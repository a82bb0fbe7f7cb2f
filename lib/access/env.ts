/** How browsers reach the console, and what signs their sessions. */
import { z } from 'zod';
import { address, webProtocols } from '#lib/platform/env-values.ts';

export const accessVariables = {
  NEXTAUTH_URL: address(webProtocols, 'https://console.example.org').optional(),
  NEXTAUTH_SECRET: z
    .string()
    .min(32, 'must have at least 32 characters, e.g. from: openssl rand -base64 32')
    .optional(),
};
