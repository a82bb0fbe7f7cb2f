import { IncomingMessage } from 'node:http';
import { SQSClient } from '@aws-sdk/client-sqs';
import { countOf } from '#lib/kernel/words/numbers.ts';
import { FaultError } from '#lib/kernel/result.ts';
import { attributesAt } from '#lib/platform/broker/sqs/queues.ts';
import type { Probe } from '../probe.ts';
import { findAddresses, systemLookup, type Lookup } from './addresses.ts';
import { configuredProbe, type ProbeTerms } from './ask.ts';
import { limitBytes } from './bounded-socket.ts';
import { amountFinding, down, worstOf, type Finding } from './failure.ts';
import type { SettingsOf } from './settings.ts';
import { regionIn, type Thresholds } from './settings-parts.ts';

type Counts = Readonly<Record<string, string | undefined>>;

/** Messages that wait and those that are being handled; null: it does not say. */
function messagesIn(counts: Counts): number | null {
  const parts = [
    counts['ApproximateNumberOfMessages'],
    counts['ApproximateNumberOfMessagesNotVisible'],
  ].map((text = '') => (/^\d+$/.test(text) ? Number(text) : Number.NaN));
  const sum = parts.reduce((a, b) => a + b, 0);
  return Number.isNaN(sum) ? null : sum;
}

/** The console's own account is missing, which is nothing of what is asked. */
const hasNoAccount = (error: unknown): boolean =>
  error instanceof Error && error.name === 'CredentialsProviderError';

/** Why there is no count; throws where nothing was answered. */
function refusalOf(error: unknown): Finding {
  if (!(error instanceof FaultError)) throw error;
  const { cause, fault } = error;
  if (hasNoAccount(cause))
    return { outcome: 'not-known', says: 'This console has no account to ask SQS with.' };
  if (fault.kind === 'unavailable') throw cause;
  return down(`${fault.says}.`);
}

/** The driver reads every answer to its end. */
function limitAnswers(client: SQSClient): void {
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { response } = result;
      if (typeof response === 'object' && response !== null && 'body' in response)
        if (response.body instanceof IncomingMessage) limitBytes(response.body.socket);
      return result;
    },
    { step: 'deserialize', priority: 'low' },
  );
}

/**
 * Asks SQS how much is in a queue, and in that of its dead letters. How long the oldest message
 * waits is told to CloudWatch alone.
 */
export function sqsProbe(
  settings: SettingsOf<'sqs'>,
  terms: ProbeTerms,
  lookup: Lookup = systemLookup,
): Probe {
  const { queueUrl, deadLetterUrl, endpoint, region, timeLimitSeconds } = settings;
  const timeLimitMs = timeLimitSeconds * 1_000;
  const hosts = (endpoint === undefined ? [queueUrl, deadLetterUrl ?? queueUrl] : [endpoint]).map(
    (url) => new URL(url).hostname,
  );

  async function queueFinding(
    client: SQSClient,
    url: string,
    thresholds: Thresholds,
    words: readonly [what: string, message: string],
  ): Promise<Finding> {
    const [what, message] = words;
    try {
      const counts = await attributesAt(client, url, [
        'ApproximateNumberOfMessages',
        'ApproximateNumberOfMessagesNotVisible',
      ]);
      const messages = messagesIn(counts);
      if (messages === null) return down(`SQS does not say how many messages ${what} has.`);
      return amountFinding(messages, thresholds, (n) => countOf(n, message));
    } catch (error) {
      return refusalOf(error);
    }
  }

  return configuredProbe(settings, terms, 'SQS', async (signal): Promise<Finding> => {
    await findAddresses(lookup, hosts, timeLimitMs);
    const client = new SQSClient({
      region: region ?? regionIn(queueUrl) ?? '',
      ...(endpoint === undefined ? {} : { endpoint }),
      maxAttempts: 1,
      requestHandler: {
        throwOnRequestTimeout: true,
        connectionTimeout: timeLimitMs,
        requestTimeout: timeLimitMs,
      },
    });
    limitAnswers(client);
    signal.addEventListener('abort', () => client.destroy(), { once: true });
    try {
      return worstOf(
        await Promise.all([
          queueFinding(client, queueUrl, settings, ['the queue', 'message']),
          ...(deadLetterUrl === undefined
            ? []
            : [
                queueFinding(
                  client,
                  deadLetterUrl,
                  {
                    degradedAbove: settings.deadLettersDegradedAbove ?? 0,
                    most: settings.deadLettersMost,
                  },
                  ['the queue of its dead letters', 'dead letter'],
                ),
              ]),
        ]),
      );
    } finally {
      client.destroy();
    }
  });
}
