import type { NotifyWorld } from './settings.ts';
import { post } from './webhook.ts';
import { failedWords } from './send.ts';

const limitMs = 10_000;

/**
 * Tells something outside that this console can tell: what never comes is noticed there. True: it
 * was taken, or nobody is to be told.
 */
export async function sendHeartbeat({ notify, log }: NotifyWorld): Promise<boolean> {
  if (notify.heartbeatUrl === null) return true;
  const sent = await post(notify.heartbeatUrl, {}, '', limitMs).catch(failedWords);
  if (!sent.ok) log.warn(`the heartbeat was not taken: ${sent.says}`);
  return sent.ok;
}
