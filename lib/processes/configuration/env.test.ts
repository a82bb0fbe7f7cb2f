import { describe, expect, it } from 'vitest';
import { withoutEmpty, type EnvReading } from '#lib/platform/env-values.ts';
import { readEnv, readEnvironmentEnv, type Env, type EnvironmentEnv } from './env.ts';

function envOf(variables: Record<string, string>): Env & EnvironmentEnv {
  const given = withoutEmpty(variables);
  const [ofConsole, ofEnvironment] = [readEnv(given), readEnvironmentEnv(given)];
  if (!ofConsole.ok || !ofEnvironment.ok) throw new Error(complaints(variables).join('\n'));
  return { ...ofConsole.env, ...ofEnvironment.env };
}

const sentences = (reading: EnvReading<unknown>): readonly string[] =>
  reading.ok ? [] : reading.says;

function complaints(variables: Record<string, string>): readonly string[] {
  const given = withoutEmpty(variables);
  return [...sentences(readEnv(given)), ...sentences(readEnvironmentEnv(given))];
}

describe('environment', () => {
  it('needs nothing', () => {
    const env = envOf({});
    expect(env).toMatchObject({
      PORT: 3000,
      HOST: '127.0.0.1',
      DATA_DIR: './data',
      SYNTHETIC_TRAINEES: 20_000,
      SYNTHETIC_SEED: 1,
      REVAL_EXCHANGE: 'reval.exchange',
      CONSOLE_ENVIRONMENT: 'local',
      CONSOLE_PRODUCTION: false,
      FIRST_RUN: true,
    });
    expect([...env.PARTICIPANTS]).toEqual(['tcs', 'recommendation', 'connection']);
    expect(env.DATABASE_URL).toBeUndefined();
  });

  it('takes an empty value for an unset one', () => {
    expect(envOf({ PORT: '', DATABASE_URL: '  ' })).toMatchObject({ PORT: 3000 });
    expect('DATABASE_URL' in envOf({ DATABASE_URL: '' })).toBe(false);
  });

  it('takes localhost for the one address that it listens on', () => {
    expect(envOf({ HOST: 'LocalHost' }).HOST).toBe('127.0.0.1');
    expect(envOf({ HOST: '::1' }).HOST).toBe('::1');
  });

  it('reads participants, and none of them', () => {
    expect([...envOf({ PARTICIPANTS: 'tcs, Connection' }).PARTICIPANTS]).toEqual([
      'tcs',
      'connection',
    ]);
    expect([...envOf({ PARTICIPANTS: 'none' }).PARTICIPANTS]).toEqual([]);
  });

  it.each([
    ['PORT', 'abc'],
    ['FIRST_ADMIN_EMAIL', '1234567@example.org'],
    ['PORT', '70000'],
    ['PORT', '-1'],
    ['HOST', 'a b'],
    ['DATABASE_URL', 'mysql://x/y'],
    ['DATABASE_URL', 'localhost'],
    ['AMQP_URL', 'http://x'],
    ['OPENSEARCH_URL', 'x:9200'],
    ['AMQP_URL', 'amqp://h:99999'],
    ['AMQP_URL', 'amqp://u:p%zz@h'],
    ['AMQP_URL', 'amqp://h one:5672'],
    ['RABBITMQ_MANAGEMENT_URL', 'http://h:port'],
    ['RABBITMQ_MANAGEMENT_URL', 'https://'],
    ['SQS_ENDPOINT_URL', 'http://:9324'],
    ['OPENSEARCH_URL', 'https://[::1:9200'],
    ['DATABASE_URL', 'postgres://u:p@h:70000/db'],
    ['TCS_DATABASE_URL', 'mysql://u:100%@h/tcs'],
    ['REVAL_MONGODB_URL', 'mongodb://a,b:99999/db'],
    ['REVAL_MONGODB_URL', 'mongodb://u:p@@a/db'],
    ['REVAL_MONGODB_URL', 'mongodb://a,/db'],
    ['NEXTAUTH_URL', 'https://x y'],
    ['CONSOLE_URL', 'http://h:x'],
    ['OPENSEARCH_AUTH', 'none'],
    ['TCS_DATABASE_URL', 'postgres://x/y'],
    ['REVAL_MONGODB_URL', 'mysql://x'],
    ['SYNTHETIC_TRAINEES', '0'],
    ['SYNTHETIC_TRAINEES', '1e6'],
    ['SYNTHETIC_TRAINEES', '900001'],
    ['PARTICIPANTS', 'tcs,esr'],
    ['WORKER_METRICS_PORT', '65536'],
    ['KEEP_EVENTS_DAYS', '0'],
    ['KEEP_SAMPLES_DAYS', '-1'],
    ['KEEP_RECORDS_DAYS', '1.5'],
    ['KEEP_DEAD_LETTERS_DAYS', '36501'],
    ['CONSOLE_ENVIRONMENT', 'Prod uction'],
    ['CONSOLE_PRODUCTION', 'yes'],
    ['FIRST_RUN', 'maybe'],
    ['NEXTAUTH_SECRET', 'short'],
    ['NEXTAUTH_URL', 'console'],
    ['FIRST_ADMIN_EMAIL', 'somebody'],
    ['NEXTAUTH_URL', 'https://console.example.org/tis'],
    ['NEXTAUTH_URL', 'https://admin:hunter2@console.example.org'],
    ['NEXTAUTH_URL', 'https://admin@console.example.org'],
    ['NEXTAUTH_URL', 'https://console.example.org/?x=1'],
    ['NEXTAUTH_URL', 'https://console.example.org/#x'],
    ['CONSOLE_URL', 'https://console.example.org/tis'],
    ['CONSOLE_URL', 'https://token:x@console.example.org'],
    ['LOG_LEVEL', 'loud'],
    ['AWS_REGION', 'London'],
  ])('%s=%s gets one sentence that names it and not its value', (name, value) => {
    const says = complaints({ [name]: value });
    expect(says).toHaveLength(1);
    expect(says[0]).toMatch(new RegExp(`^${name} must .*, or be left out\\.$`));
  });

  it.each([
    ['SYNTHETIC_TRAINEES', '900000'],
    ['REVAL_MONGODB_URL', 'mongodb://a,b/db'],
    ['REVAL_MONGODB_URL', 'mongodb://u:p%40@a:27017,b:27018,[::1]:27019/db?replicaSet=r'],
    ['REVAL_MONGODB_URL', 'mongodb+srv://u:p@cluster.example.org/db'],
    ['DATABASE_URL', 'postgres://u:p@/db?host=/var/run/postgresql'],
    ['DATABASE_URL', 'postgresql:///db'],
    ['AMQP_URL', 'amqps://u:p%2F@host.example.org:5671/%2Fvirtual'],
    ['TCS_DATABASE_URL', 'mariadb://h/tcs'],
    ['OPENSEARCH_URL', 'https://[::1]:9200/'],
    ['NEXTAUTH_URL', 'https://console.example.org:8443/'],
  ])('takes %s=%s', (name, value) => expect(complaints({ [name]: value })).toEqual([]));

  it('never repeats an address, which carries a password', () => {
    expect(complaints({ DATABASE_URL: 'mysql://app:hunter2@host/db' }).join()).not.toContain(
      'hunter2',
    );
  });

  it('says what several variables together lack', () => {
    expect(complaints({ SQS_ENDPOINT_URL: 'http://127.0.0.1:9324' })).toEqual([
      'SQS_GMC_QUEUE_URL is missing: SQS needs the address of the queue for doctors. ' +
        'Set it, or leave SQS_ENDPOINT_URL out.',
    ]);
    expect(complaints({ OPENSEARCH_USERNAME: 'x' })[0]).toMatch(/^OPENSEARCH_PASSWORD is missing/);
  });
});
