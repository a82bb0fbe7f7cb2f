/** The variables of the mail that notices are sent by; shared by all environments. */
import { z } from 'zod';
import { address, missingBeside, webProtocols, type Variables } from '#lib/platform/env-values.ts';

export const notifyVariables = {
  NOTIFY_SMTP_URL: address(['smtp:', 'smtps:'], 'smtp://user:password@host:587').optional(),
  NOTIFY_HEARTBEAT_URL: address(webProtocols, 'https://watch.example/console').optional(),
  NOTIFY_FROM: z.email('must be a mail address, e.g. console@example.org').optional(),
};

export const contradictionsOfNotify = (values: Variables): readonly string[] => [
  ...missingBeside(values, 'NOTIFY_SMTP_URL', 'NOTIFY_FROM', 'mail needs a sender'),
  ...missingBeside(values, 'NOTIFY_FROM', 'NOTIFY_SMTP_URL', 'there is nothing to send mail with'),
];
