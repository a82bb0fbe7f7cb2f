import type { ConfirmChannel } from 'amqplib';
import { FaultError, refuse } from '#lib/kernel/result.ts';
import { TimeLimitPassed, withinTime } from '#lib/kernel/within-time.ts';
import { timeWords } from '#lib/kernel/words/times.ts';
import { unreachable, type AmqpConnection } from './connection.ts';
import { faultOfReply, replyCode } from './replies.ts';

const answersWithinMs = 3_000;
// No queue has it, so that what is sent there is dropped.
const nowhere = 'tis-console.nowhere';

function blocked(since: Date): FaultError {
  const says =
    `RabbitMQ takes no messages since ${timeWords(since)}: it is short of memory or disk. ` +
    'Whoever runs it has to free some.';
  return new FaultError(refuse('busy', says).fault);
}

/**
 * Rejects unless the broker takes messages. It says that it does not only to those who send one,
 * and from then on it reads nothing more of that connection: so one is sent to nobody.
 */
export async function probe(publishing: AmqpConnection): Promise<void> {
  const before = publishing.blockedSince();
  if (before !== null) throw blocked(before);
  const connection = await publishing.open();
  let channel: ConfirmChannel | null = null;
  let onBlocked: () => void = () => undefined;
  const blockedMeanwhile = new Promise<'blocked'>((resolve) => {
    onBlocked = () => resolve('blocked');
  });
  connection.once('blocked', onBlocked);
  const asked = (async (): Promise<'confirmed'> => {
    channel = await connection.createConfirmChannel();
    // The refusal reaches the caller through the rejected call.
    channel.on('error', () => undefined);
    channel.publish('', nowhere, Buffer.from('null'));
    await channel.waitForConfirms();
    return 'confirmed';
  })();
  try {
    const said = await withinTime(answersWithinMs, () => Promise.race([asked, blockedMeanwhile]));
    if (said === 'confirmed') return;
  } catch (error) {
    // It may not send to the nameless exchange: it has been answered all the same.
    if (replyCode(error) === 403) return;
    if (!(error instanceof TimeLimitPassed)) throw faultOfReply(error);
  } finally {
    connection.off('blocked', onBlocked);
    // While it is blocked, this waits for its end.
    asked.then(() => channel?.close()).catch(() => undefined);
  }
  const since = publishing.blockedSince();
  throw since === null ? unreachable(new Error('no confirm in time')) : blocked(since);
}
