/** The variables of the sync in one environment: queue, sources, and whose stages are ours. */
import { z } from 'zod';
import { mostTrainees } from './participants/synthetic/numbers.ts';
import { isMongoUrl } from '#lib/platform/addresses.ts';
import {
  address,
  missingBeside,
  webProtocols,
  wholeNumber,
  type Variables,
} from '#lib/platform/env-values.ts';
import type { Trigger } from './observed/trigger.ts';
import { usualPace, type Expectations, type KeepDays, type Pace } from './world.ts';

const participants = ['tcs', 'recommendation', 'connection'] as const;
const isParticipant = (name: string): name is (typeof participants)[number] =>
  participants.some((known) => known === name);

/** How a list of them is written in a file; `none` alone means no one, as in the variable. */
export const participantEntry = z
  .string()
  .refine(
    (name) => ['none', ...participants].includes(name.trim().toLowerCase()),
    `must be a list out of ${participants.join(', ')}, or [] for none of them`,
  );

const days = (usual: number) => wholeNumber(1, 36_500, String(usual)).default(usual);

const recordsExpected = /^(\w+)=(\d{1,9})$/;

const expectedRecords = z
  .string()
  .transform((value, context): ReadonlyMap<string, number> => {
    const records = new Map<string, number>();
    for (const entry of value.split(',')) {
      const [, name = '', count = ''] = recordsExpected.exec(entry.trim().toLowerCase()) ?? [];
      if (isParticipant(name)) records.set(name, Number(count));
      else
        context.addIssue({
          code: 'custom',
          message: `must be numbers by name (${participants.join(', ')}), e.g. tcs=52000`,
        });
    }
    return records;
  })
  .default(new Map<string, number>());

const headerLine = /^([\w!#$%&'*+.^`|~-]+):[ \t]*([\x20-\x7e]+)$/;

/** `Name: value`, one a line. */
const headers = z
  .string()
  .transform((value, context): Readonly<Record<string, string>> => {
    const found: Record<string, string> = {};
    for (const line of value.split('\n').filter((one) => one.trim() !== '')) {
      const [, name, text] = headerLine.exec(line.trim()) ?? [];
      if (name !== undefined && text !== undefined) found[name] = text;
      else
        context.addIssue({
          code: 'custom',
          message: 'must be headers, one a line, e.g. x-api-key: 0123',
        });
    }
    return found;
  })
  .default({});

export const syncVariables = {
  SQS_GMC_QUEUE_URL: address(
    webProtocols,
    'https://sqs.eu-west-2.amazonaws.com/123456789012/queue',
  ).optional(),
  TCS_DATABASE_URL: address(
    ['mysql:', 'mariadb:'],
    'mysql://user:password@host:3306/tcs',
  ).optional(),
  REVAL_MONGODB_URL: address(
    ['mongodb:', 'mongodb+srv:'],
    'mongodb://user:password@host:27017/revalidation',
    isMongoUrl,
  ).optional(),
  SYNTHETIC_TRAINEES: wholeNumber(1, mostTrainees, '20000').default(20_000),
  SYNTHETIC_SEED: wholeNumber(0, 2_147_483_647, '1').default(1),
  REVAL_EXCHANGE: z
    .string()
    .regex(/^[\w.-]{1,127}$/, 'must be the name of an exchange, e.g. reval.exchange')
    .default('reval.exchange'),
  PARTICIPANTS: z
    .string()
    .transform((value) =>
      value
        .split(',')
        .map((name) => name.trim().toLowerCase())
        .filter((name) => name !== ''),
    )
    .refine(
      (names) => names.join() === 'none' || names.every(isParticipant),
      `must be names out of ${participants.join(', ')}, with commas between them, or none`,
    )
    .transform((names): ReadonlySet<string> => new Set(names.filter((name) => name !== 'none')))
    .default(new Set(participants)),
  SYNC_TRIGGER_URL: address(
    webProtocols,
    'https://integration.preprod.example/integration/api/sync',
  ).optional(),
  SYNC_TRIGGER_METHOD: z.enum(['GET', 'POST'], 'must be GET or POST').default('GET'),
  SYNC_TRIGGER_HEADERS: headers,
  SYNC_TRIGGER_SECONDS: wholeNumber(1, 3_600, '120').default(120),
  // No longer than what is not complete is waited for.
  OBSERVED_QUIET_SECONDS: wholeNumber(10, 3_600, '600').default(600),
  EXPECTED_RECORDS: expectedRecords,
  EXPECTED_WITHIN_PERCENT: wholeNumber(0, 100, '5').default(5),
  WAIT_FOR_SERVICES_MINUTES: wholeNumber(0, 1_440, '30').default(30),
  KEEP_EVENTS_DAYS: days(400),
  KEEP_SAMPLES_DAYS: days(90),
  KEEP_RECORDS_DAYS: days(90),
  KEEP_DEAD_LETTERS_DAYS: days(90),
};

/** What only several variables together can get wrong. */
export const contradictionsOfSync = (values: Variables): readonly string[] => [
  ...missingBeside(
    values,
    'SQS_ENDPOINT_URL',
    'SQS_GMC_QUEUE_URL',
    'SQS needs the address of the queue for doctors',
  ),
  ...missingBeside(values, 'SQS_GMC_QUEUE_URL', 'AWS_REGION', 'SQS needs a region, e.g. eu-west-2'),
];

type SyncEnv = z.output<z.ZodObject<typeof syncVariables>>;

/** How the existing Integration service is called; null: it is not. */
export const triggerOf = (
  env: Pick<
    SyncEnv,
    'SYNC_TRIGGER_URL' | 'SYNC_TRIGGER_METHOD' | 'SYNC_TRIGGER_HEADERS' | 'SYNC_TRIGGER_SECONDS'
  >,
): Trigger | null =>
  env.SYNC_TRIGGER_URL === undefined
    ? null
    : {
        url: env.SYNC_TRIGGER_URL,
        method: env.SYNC_TRIGGER_METHOD,
        headers: env.SYNC_TRIGGER_HEADERS,
        timeoutMs: env.SYNC_TRIGGER_SECONDS * 1_000,
      };

/** Whatever is read by participants of ours and has no real database is made up. */
export const isSynthetic = (
  env: Pick<SyncEnv, 'PARTICIPANTS' | 'REVAL_MONGODB_URL' | 'TCS_DATABASE_URL'>,
): boolean =>
  env.REVAL_MONGODB_URL === undefined ||
  (env.PARTICIPANTS.has('tcs') && env.TCS_DATABASE_URL === undefined);

export const keepDaysOf = (env: SyncEnv): KeepDays => ({
  events: env.KEEP_EVENTS_DAYS,
  samples: env.KEEP_SAMPLES_DAYS,
  records: env.KEEP_RECORDS_DAYS,
  deadLetters: env.KEEP_DEAD_LETTERS_DAYS,
});

export const expectationsOf = (env: SyncEnv): Expectations => ({
  records: env.EXPECTED_RECORDS,
  withinPercent: env.EXPECTED_WITHIN_PERCENT,
});

export const paceOf = (env: z.output<z.ZodObject<typeof syncVariables>>): Pace => ({
  ...usualPace,
  outageMs: env.WAIT_FOR_SERVICES_MINUTES * 60_000,
  observed: { ...usualPace.observed, quietMs: env.OBSERVED_QUIET_SECONDS * 1_000 },
});
