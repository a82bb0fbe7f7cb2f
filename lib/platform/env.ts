import { z } from 'zod';
import { mostTrainees } from '../kernel/most-trainees.ts';
import { isMongoUrl, isPostgresUrl, isUrl } from './addresses.ts';

/** An empty value is an unset one: shells and compose files leave them behind. */
function withoutEmpty(
  values: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value.trim() !== '') kept[name] = value.trim();
  }
  return kept;
}

// Messages say what to write, and never repeat the value: addresses carry passwords.
function address(
  protocols: readonly string[],
  example: string,
  isWellFormed: (value: string) => boolean = isUrl,
) {
  return z.string().superRefine((value, context) => {
    const begins = protocols.some(
      (protocol) => value.startsWith(`${protocol}//`) && value.length > protocol.length + 2,
    );
    if (begins && isWellFormed(value)) return;
    const details = begins
      ? ', without blanks, its port at most 65535, and special characters of a password written like %40'
      : '';
    context.addIssue({ code: 'custom', message: `must be an address like ${example}${details}` });
  });
}

function wholeNumber(from: number, to: number, example: string) {
  const says = `must be a whole number from ${from} to ${to}, e.g. ${example}`;
  return z
    .string()
    .regex(/^\d{1,10}$/, says)
    .transform(Number)
    .refine((value) => value >= from && value <= to, says);
}

const participants = ['tcs', 'recommendation', 'connection'] as const;
const isParticipant = (name: string): name is (typeof participants)[number] =>
  participants.some((known) => known === name);

const web = ['http:', 'https:'];

const Environment = z.object({
  PORT: wholeNumber(0, 65_535, '3000').default(3000),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'must be an address to listen on, e.g. 127.0.0.1')
    .default('127.0.0.1'),
  DATA_DIR: z.string().default('./data'),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'must be one of fatal, error, warn, info, debug, trace, silent',
    )
    .optional(),
  DATABASE_URL: address(
    ['postgres:', 'postgresql:'],
    'postgres://user:password@host:5432/database',
    isPostgresUrl,
  ).optional(),
  AMQP_URL: address(['amqp:', 'amqps:'], 'amqp://user:password@host:5672').optional(),
  RABBITMQ_MANAGEMENT_URL: address(web, 'http://user:password@host:15672').optional(),
  SQS_ENDPOINT_URL: address(web, 'https://sqs.eu-west-2.amazonaws.com').optional(),
  SQS_GMC_QUEUE_URL: address(
    web,
    'https://sqs.eu-west-2.amazonaws.com/123456789012/queue',
  ).optional(),
  AWS_REGION: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be a region, e.g. eu-west-2')
    .optional(),
  OPENSEARCH_URL: address(web, 'https://host:9200').optional(),
  OPENSEARCH_USERNAME: z.string().optional(),
  OPENSEARCH_PASSWORD: z.string().optional(),
  OPENSEARCH_AUTH: z.enum(['basic', 'sigv4'], 'must be basic or sigv4').optional(),
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
      `must be names out of ${participants.join(',')}, with commas between them, or none`,
    )
    .transform((names): ReadonlySet<string> => new Set(names.filter((name) => name !== 'none')))
    .default(new Set(participants)),
  CONSOLE_ENVIRONMENT: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,30}$/, 'must be a short name in lower case, e.g. local or stage')
    .default('local'),
  CONSOLE_PRODUCTION: z
    .enum(['0', '1'], 'must be 1 (production rules) or 0')
    .default('0')
    .transform((value) => value === '1'),
  FIRST_RUN: z
    .enum(['on', 'off'], 'must be on or off')
    .default('on')
    .transform((value) => value === 'on'),
  NEXTAUTH_URL: address(web, 'https://console.example.org').optional(),
  NEXTAUTH_SECRET: z
    .string()
    .min(32, 'must have at least 32 characters, e.g. from: openssl rand -base64 32')
    .optional(),
  CONSOLE_URL: address(web, 'http://127.0.0.1:3000').optional(),
  CONSOLE_TOKEN: z.string().optional(),
});

/**
 * What the process was told, parsed once. Names are those of `interfaces.md`; absent means embedded
 * or made by us.
 */
export type Env = z.infer<typeof Environment>;

export type EnvReading =
  | { readonly ok: true; readonly env: Env }
  | { readonly ok: false; readonly says: readonly string[] };

type RawValues = Readonly<Record<string, string>>;

/** What only several variables together can get wrong. */
function contradictions(values: RawValues): string[] {
  const says: string[] = [];
  const wants = (name: string, other: string, why: string): void => {
    if (values[name] !== undefined && values[other] === undefined)
      says.push(`${other} is missing: ${why}. Set it, or leave ${name} out.`);
  };
  wants('SQS_ENDPOINT_URL', 'SQS_GMC_QUEUE_URL', 'SQS needs the address of the queue for doctors');
  wants('SQS_GMC_QUEUE_URL', 'AWS_REGION', 'SQS needs a region, e.g. eu-west-2');
  wants('OPENSEARCH_USERNAME', 'OPENSEARCH_PASSWORD', 'a user name needs its password');
  wants('OPENSEARCH_AUTH', 'OPENSEARCH_URL', 'there is nothing to sign in to');
  if (values.OPENSEARCH_AUTH === 'sigv4')
    wants('OPENSEARCH_AUTH', 'AWS_REGION', 'signed requests need a region, e.g. eu-west-2');
  if (values.OPENSEARCH_AUTH === 'basic')
    wants('OPENSEARCH_AUTH', 'OPENSEARCH_USERNAME', 'basic needs a user name and a password');
  return says;
}

/**
 * One sentence a wrong variable, each naming it and the fix. Unknown variables are none of our
 * business.
 */
export function readEnv(variables: Readonly<Record<string, string | undefined>>): EnvReading {
  const values = withoutEmpty(variables);
  const parsed = Environment.safeParse(values);
  if (!parsed.success) {
    return {
      ok: false,
      says: parsed.error.issues.map(
        (issue) => `${String(issue.path[0])} ${issue.message}, or be left out.`,
      ),
    };
  }
  const says = contradictions(values);
  return says.length === 0 ? { ok: true, env: parsed.data } : { ok: false, says };
}

/** The variables of this process. */
export function readOwnEnv(): EnvReading {
  return readEnv(process.env);
}

/** With PORT=0 the system chooses; from here on this process knows the port that was chosen. */
export function setOwnPort(port: number): void {
  process.env.PORT = String(port);
}

export function isRunByNpm(): boolean {
  return process.env.npm_lifecycle_event !== undefined;
}
