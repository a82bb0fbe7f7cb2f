import { dateTimeWords } from '#lib/kernel/words/times.ts';
import { errorFacts } from '#lib/platform/log.ts';
import type { Notice, Route } from './model.ts';
import { sendMail } from './mail.ts';
import type { NotifySettings } from './settings.ts';
import { sendWebhook } from './webhook.ts';

/** A notice with what tells it from all others. */
export interface SentNotice extends Notice {
  readonly id: string;
  readonly at: Date;
  /** It was told before, and nobody has acknowledged it. */
  readonly isRepeated: boolean;
}

/** What became of one attempt; `says` has no address in it. */
export type Sending = { readonly ok: true } | { readonly ok: false; readonly says: string };

export interface Words {
  readonly title: string;
  readonly text: string;
  /** Where more of it is. */
  readonly link: string;
  readonly facts: string;
}

/** What a person reads, whichever way it comes. */
export function wordsOf(notice: SentNotice, baseUrl: string | null): Words {
  const { title, text, path, environment, severity, isResolved, isRepeated, at } = notice;
  return {
    title: isResolved ? `Resolved: ${title}` : isRepeated ? `Still: ${title}` : title,
    text,
    link: baseUrl === null ? path : `${baseUrl}${path}`,
    // It may come hours later: its receiver was away, or its route has hours.
    facts: `Environment ${environment}, ${severity}, ${dateTimeWords(at)}`,
  };
}

const late: ReadonlySet<string> = new Set(['TimeoutError', 'TimeLimitPassed']);

/** Why an attempt that threw has failed. */
export function failedWords(error: unknown): Sending {
  // What fetch rejects with has the reason in its cause.
  const reason = error instanceof TypeError && error.cause !== undefined ? error.cause : error;
  const { error: name, code } = errorFacts(reason);
  const says = late.has(name)
    ? 'The receiver did not answer in time.'
    : `The receiver could not be reached (${code ?? name}).`;
  return { ok: false, says };
}

/** One attempt, in bounded time. What the other side answers is not read. */
export async function send(
  { mail, baseUrl }: Pick<NotifySettings, 'mail' | 'baseUrl'>,
  route: Route,
  notice: SentNotice,
  limitMs: number,
): Promise<Sending> {
  const words = wordsOf(notice, baseUrl);
  try {
    if (route.kind === 'webhook') return await sendWebhook(route, notice, words, limitMs);
    if (mail === null) return { ok: false, says: 'NOTIFY_SMTP_URL is not set: no mail is sent.' };
    return await sendMail(mail, route, notice, words, limitMs);
  } catch (error) {
    return failedWords(error);
  }
}
