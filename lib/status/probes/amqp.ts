import { connect } from 'amqplib';
import { z } from 'zod';
import { systemClock, type Clock } from '#lib/kernel/clock.ts';
import { count, countOf } from '#lib/kernel/words/numbers.ts';
import { durationWords } from '#lib/kernel/words/times.ts';
import { askedAs } from '#lib/platform/addresses.ts';
import { whyRefused } from '#lib/platform/broker/rabbitmq/connection.ts';
import type { Probe } from '../probe.ts';
import { findAddresses, lookupWithin, systemLookup, type Lookup } from './addresses.ts';
import { configuredProbe, type ProbeTerms } from './ask.ts';
import { amountFinding, degraded, down, isOfProber, up, worstOf, type Finding } from './failure.ts';
import { beginningOf, send } from './request.ts';
import type { SettingsOf } from './settings.ts';

export interface AmqpMeans {
  readonly lookup?: Lookup;
  readonly clock?: Clock;
}

type Settings = SettingsOf<'amqp'>;

/** What the management API says of a queue; what it leaves out is not known yet. */
const Queue = z.object({
  messages: z.number().optional(),
  consumers: z.number().optional(),
  /** In seconds, where the first message has a time. */
  head_message_timestamp: z.number().nullish().catch(null),
});
const Alarms = z.object({
  alarms: z.array(z.object({ resource: z.string().catch('') })).catch([]),
});

const minuteMs = 60_000;

const objectIn = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** That its oldest message waits for too long. */
function ageFinding(
  { oldestMinutes, oldestDegradedMinutes }: Settings,
  { messages = 0, head_message_timestamp: seconds }: z.output<typeof Queue>,
  now: Date,
): Finding {
  if (messages === 0 || (oldestMinutes ?? oldestDegradedMinutes) === undefined) return up;
  if (seconds == null)
    return degraded('How old its oldest message is cannot be told: its messages have no time.');
  const ageMs = now.getTime() - seconds * 1_000;
  const isOlder = (minutes: number | undefined): boolean =>
    minutes !== undefined && ageMs > minutes * minuteMs;
  const says = `Its oldest message is ${durationWords(ageMs)} old.`;
  if (isOlder(oldestMinutes)) return down(says);
  return isOlder(oldestDegradedMinutes) ? degraded(says) : up;
}

function queueFinding(settings: Settings, body: unknown, now: Date): Finding {
  const { success, data } = Queue.safeParse(body);
  if (!success || data.messages === undefined || data.consumers === undefined)
    return { outcome: 'not-known', says: 'The management API does not tell of its queue yet.' };
  const { consumersAtLeast = 0 } = settings;
  const { messages, consumers } = data;
  return worstOf([
    amountFinding(messages, settings, (n) => countOf(n, 'message')),
    ageFinding(settings, data, now),
    consumers < consumersAtLeast
      ? down(
          `It has ${countOf(consumers, 'consumer')}, and should have at least ` +
            `${count(consumersAtLeast)}.`,
        )
      : up,
  ]);
}

const resources: readonly string[] = ['memory', 'disk'];

function alarmFinding(status: number, body: unknown): Finding {
  if (status < 300) return up;
  const alarms = Alarms.safeParse(body).data?.alarms ?? [];
  const short = resources.filter((one) => alarms.some(({ resource }) => resource === one));
  const what = short.length === 0 ? 'memory or disk' : short.join(' and ');
  return degraded(`It takes no messages: it is short of ${what}.`);
}

/** `/` where the address names none. */
const virtualHostOf = (url: string): string =>
  decodeURIComponent(new URL(url).pathname.slice(1)) || '/';

/**
 * Connects as a client does, and goes. The management API tells of a queue by its exact name, and
 * whether the broker has stopped its senders because it is short of memory or disk.
 */
export function amqpProbe(
  settings: Settings,
  terms: ProbeTerms,
  { lookup = systemLookup, clock = systemClock }: AmqpMeans = {},
): Probe {
  const { url, managementUrl, queue, timeLimitSeconds } = settings;
  const timeLimitMs = timeLimitSeconds * 1_000;

  async function connects(signal: AbortSignal): Promise<Finding> {
    await findAddresses(lookup, [new URL(url).hostname], timeLimitMs);
    try {
      // Node's own sockets take a signal; the types of the driver do not know it.
      const options = { timeout: timeLimitMs, noDelay: true, signal };
      const connection = await connect(url, options);
      // It may end by itself from here on, and has answered.
      connection.on('error', () => undefined);
      await connection.close();
      return up;
    } catch (error) {
      const refused = whyRefused(error);
      if (refused === null) throw error;
      return down(`${refused}.`);
    }
  }

  /** What the management API answers; a sentence where that is nothing to go by. */
  async function managed(
    path: string,
    signal: AbortSignal,
  ): Promise<{ readonly status: number; readonly body: unknown } | Finding> {
    const { address, headers } = askedAs(managementUrl ?? '');
    address.pathname = address.pathname.replace(/\/$/, '') + path;
    try {
      const response = await send(address, signal, {
        headers,
        lookup: lookupWithin(lookup, timeLimitMs),
        ca: undefined,
      });
      try {
        const status = response.statusCode ?? 0;
        const body = objectIn(await beginningOf(response));
        // A page in its place is no answer of it.
        if (status === 401 || status === 403)
          return degraded('Its management API refuses the user of this console.');
        if ((status >= 300 && status !== 404 && status !== 503) || body === null)
          return degraded('Its management API gives no answer that can be read.');
        return { status, body };
      } finally {
        response.destroy();
      }
    } catch (error) {
      if (isOfProber(error)) throw error;
      return degraded('Its management API does not answer.');
    }
  }

  async function alarms(signal: AbortSignal): Promise<Finding> {
    const answer = await managed('/api/health/checks/alarms', signal);
    return 'outcome' in answer ? answer : alarmFinding(answer.status, answer.body);
  }

  async function depth(name: string, signal: AbortSignal): Promise<Finding> {
    const names = [virtualHostOf(url), name].map(encodeURIComponent).join('/');
    const answer = await managed(`/api/queues/${names}`, signal);
    if ('outcome' in answer) return answer;
    if (answer.status === 404) return down('It has no queue of that name.');
    if (answer.status >= 300) return degraded('Its management API does not answer.');
    return queueFinding(settings, answer.body, clock.now());
  }

  return configuredProbe(settings, terms, 'RabbitMQ', async (signal): Promise<Finding> => {
    const connected = await connects(signal);
    if (managementUrl === undefined || connected.outcome !== 'up') return connected;
    const found = await Promise.all([
      alarms(signal),
      ...(queue === undefined ? [] : [depth(queue, signal)]),
    ]);
    // The same is said once.
    return worstOf(found.filter(({ says }, at) => found.findIndex((f) => f.says === says) === at));
  });
}
