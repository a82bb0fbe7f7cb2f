/** How browsers reach the console, what signs their sessions, and whose the first account is. */
import { z } from 'zod';
import { hasSevenDigits } from '#lib/kernel/free-text.ts';
import { siteAddress } from '#lib/platform/env-values.ts';
import { normalEmail } from './email-address.ts';

export const accessVariables = {
  NEXTAUTH_URL: siteAddress('https://console.example.org').optional(),
  NEXTAUTH_SECRET: z
    .string()
    .min(32, 'must have at least 32 characters, e.g. from: openssl rand -base64 32')
    .optional(),
  FIRST_ADMIN_EMAIL: z
    .string()
    .refine(
      (typed) => normalEmail(typed) !== null,
      'must be an email address, e.g. you@example.org',
    )
    .refine((typed) => !hasSevenDigits(typed), 'must have no number of seven digits in it')
    .default('admin@localhost'),
};
