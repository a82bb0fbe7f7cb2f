import path from 'node:path';
import type { Env } from '#lib/platform/env.ts';
import type { SyncWorld } from '#lib/sync/index.ts';

interface BannerFacts {
  readonly env: Env;
  readonly baseUrl: string;
  /** Made just now, on the first start. */
  readonly account: { readonly email: string; readonly password: string } | null;
  readonly realServices: SyncWorld['realServices'];
}

function partsOf({ env, realServices }: BannerFacts): {
  readonly real: string[];
  readonly embedded: string[];
} {
  const parts: readonly (readonly [isReal: boolean, real: string, embedded: string])[] = [
    [env.DATABASE_URL !== undefined, 'database (PostgreSQL)', 'database'],
    [realServices.has('amqp'), 'messages (RabbitMQ)', 'messages'],
    [realServices.has('sqs'), 'doctors queue (SQS)', 'doctors queue'],
    [realServices.has('search'), 'search (OpenSearch)', 'search'],
    [realServices.has('tcs'), 'trainees (TCS)', 'trainees (synthetic)'],
    [realServices.has('reval'), 'doctors (MongoDB protocol)', 'doctors (synthetic)'],
  ];
  return {
    real: parts.flatMap(([isReal, real]) => (isReal ? [real] : [])),
    embedded: parts.flatMap(([isReal, , embedded]) => (isReal ? [] : [embedded])),
  };
}

/** The one thing that a start prints. */
export function bannerOf(facts: BannerFacts): string {
  const { env, baseUrl, account } = facts;
  const { real, embedded } = partsOf(facts);
  const signIn =
    account === null
      ? 'with your account; lost it? npm run console -- people add you@example.org --role admin'
      : `${account.email} with the password ${account.password} (shown this once)`;
  const lines: readonly (readonly [string, string])[] = [
    ['Address', baseUrl],
    ['Sign in', signIn],
    ['Data', path.resolve(env.DATA_DIR)],
    ['Embedded', embedded.join(', ') || 'nothing'],
    ['Real', real.join(', ') || 'nothing'],
  ];
  return [
    '',
    `  TIS Console, ${env.CONSOLE_ENVIRONMENT}${env.CONSOLE_PRODUCTION ? ' (production)' : ''}`,
    ...lines.map(([name, says]) => `  ${name.padEnd(9)} ${says}`),
    '',
    '',
  ].join('\n');
}
