import { isLoopback } from '#lib/platform/addresses.ts';
import type { Environment } from '#lib/platform/world.ts';
import type { EnvironmentEnv } from './env.ts';
import { pipelineNames } from './environment-settings.ts';
import { hasSecretParameter } from './secret-parameter.ts';

/** One environment of the file, as it was written. */
interface Written {
  readonly driver: Environment['driver'];
  readonly pipelines: readonly string[];
  /** Keys that are there. */
  readonly keys: ReadonlySet<string>;
  readonly participants: readonly string[];
}

/** A key that is wrong, and the way out. */
interface Complaint {
  readonly key: string;
  readonly says: string;
}

const triggerKeys = [
  'syncTriggerMethod',
  'syncTriggerHeaders',
  'syncTriggerSeconds',
  'observedQuietSeconds',
] as const;

/** Without these nothing could be seen of what was started. */
const seenBy = [
  { key: 'opensearchUrl', variable: 'OPENSEARCH_URL' },
  { key: 'amqpUrl', variable: 'AMQP_URL' },
] as const;

/** What of the call is a secret and goes unencrypted over a network; null: nothing. */
function sentInClear({
  SYNC_TRIGGER_URL: address,
  SYNC_TRIGGER_HEADERS: headers,
}: EnvironmentEnv): string | null {
  if (address === undefined) return null;
  const { protocol, hostname, password } = new URL(address);
  if (protocol !== 'http:' || isLoopback(hostname)) return null;
  if (Object.keys(headers).length > 0) return 'syncTriggerHeaders';
  return password !== '' || hasSecretParameter(address) ? 'its address' : null;
}

/** What does not go together with who runs the sync. */
export function checkDriver(
  { driver, pipelines, keys, participants }: Written,
  env: EnvironmentEnv,
): readonly Complaint[] {
  const isCalled = env.SYNC_TRIGGER_URL !== undefined;
  const complaints: Complaint[] = [];
  if (isCalled && driver === 'managed')
    complaints.push({
      key: 'syncTriggerUrl',
      says:
        'syncTriggerUrl has no effect with driver: managed. Leave it out, or write driver: ' +
        'observed.',
    });
  if (!isCalled)
    complaints.push(
      ...triggerKeys
        .filter((key) => keys.has(key))
        .map((key) => ({
          key,
          says:
            `${key} has no effect without syncTriggerUrl. Set that to the address of the ` +
            `Integration service, or leave ${key} out.`,
        })),
    );
  const wrong = pipelines.find((one) => !pipelineNames[driver].includes(one));
  if (wrong !== undefined && (driver === 'managed' || isCalled))
    complaints.push({
      key: 'pipelines',
      says:
        `${wrong} cannot be run with driver: ${driver}. ` +
        `Write pipelines: [${pipelineNames[driver].join(', ')}], or leave pipelines out.`,
    });
  if (driver === 'managed' || !isCalled) return complaints;
  const inClear = sentInClear(env);
  if (inClear !== null)
    complaints.push({
      key: 'syncTriggerUrl',
      says:
        `syncTriggerUrl is plain http: the secret in ${inClear} could be read on the way. ` +
        'Write https://, or leave the secret out.',
    });
  if (participants.length > 0)
    complaints.push({
      key: 'participants',
      says:
        'participants has no effect with driver: observed: the existing services play all of ' +
        'them. Write participants: [], or leave participants out.',
    });
  for (const { key, variable } of seenBy)
    if (env[variable] === undefined)
      complaints.push({
        key: 'syncTriggerUrl',
        says:
          `${key} is missing: without it nothing would be seen of the sync that syncTriggerUrl ` +
          'starts. ' +
          `Set ${key}, or leave syncTriggerUrl out.`,
      });
  return complaints;
}
