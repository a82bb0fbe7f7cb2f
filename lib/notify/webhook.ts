import { createHmac } from 'node:crypto';
import { askedAs } from '#lib/platform/addresses.ts';
import type { Route } from './model.ts';
import type { Sending, SentNotice, Words } from './send.ts';

// https://api.slack.com/reference/surfaces/formatting#escaping
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const colours = { info: '#1d70b8', warning: '#f47738', critical: '#d4351c' } as const;
const resolvedColour = '#00703c';

/** As Slack and what understands it take it. */
function bodyOf({ severity, isResolved }: SentNotice, { title, text, link, facts }: Words): string {
  return JSON.stringify({
    text: `${escaped(title)}\n${link}`,
    attachments: [
      {
        color: isResolved ? resolvedColour : colours[severity],
        text: escaped(text),
        footer: escaped(facts),
      },
    ],
  });
}

/** Of the time and the body, so that nobody else can make it up or send it again later. */
const signatureOf = (secret: string, seconds: string, body: string): string =>
  createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex');

export async function sendWebhook(
  { address, secret }: Route,
  notice: SentNotice,
  words: Words,
  limitMs: number,
): Promise<Sending> {
  const body = bodyOf(notice, words);
  const seconds = String(Math.floor(Date.now() / 1_000));
  const headers = {
    'content-type': 'application/json',
    'x-console-notice': notice.id,
    'x-console-event': notice.event,
    'x-console-timestamp': seconds,
    ...(secret !== null && {
      'x-console-signature': `v0=${signatureOf(secret, seconds, body)}`,
    }),
  };
  return post(address, headers, body, limitMs);
}

/** Rejects where no answer came in time. What the other side answers is not read. */
export async function post(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  limitMs: number,
): Promise<Sending> {
  const { address, headers: ofUser } = askedAs(url);
  const response = await fetch(address, {
    method: 'POST',
    // What is configured is told, and nobody whom that names.
    redirect: 'manual',
    signal: AbortSignal.timeout(limitMs),
    headers: { ...ofUser, ...headers },
    body,
  });
  // Whatever its length: the connection is closed.
  await response.body?.cancel();
  return response.ok
    ? { ok: true }
    : { ok: false, says: `The receiver answered with status ${response.status}.` };
}
