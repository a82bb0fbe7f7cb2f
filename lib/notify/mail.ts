import { createTransport } from 'nodemailer';
import { withinTime } from '#lib/kernel/within-time.ts';
import type { Route } from './model.ts';
import type { Sending, SentNotice, Words } from './send.ts';
import type { NotifySettings } from './settings.ts';

export async function sendMail(
  { url, from }: NonNullable<NotifySettings['mail']>,
  { name, address }: Route,
  { id, at }: SentNotice,
  { title, text, link, facts }: Words,
  limitMs: number,
): Promise<Sending> {
  const transport = createTransport({
    url,
    connectionTimeout: limitMs,
    greetingTimeout: limitMs,
    socketTimeout: limitMs,
    dnsTimeout: limitMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await withinTime(limitMs, () =>
      transport.sendMail({
        from,
        to: address,
        subject: title,
        text: `${text}\n\n${link}\n${facts}\n`,
        date: at,
        // The same at every attempt: what comes twice can be told.
        messageId: `<${id}.${name}@${from.split('@')[1] ?? 'console'}>`,
        headers: { 'auto-submitted': 'auto-generated' },
      }),
    );
    return { ok: true };
  } finally {
    transport.close();
  }
}
