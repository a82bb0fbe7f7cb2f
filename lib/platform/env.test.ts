import { describe, expect, it } from 'vitest';
import { readEnv, type Env } from './env.ts';

function envOf(variables: Record<string, string>): Env {
  const reading = readEnv(variables);
  if (!reading.ok) throw new Error(reading.says.join('\n'));
  return reading.env;
}

function complaints(variables: Record<string, string>): readonly string[] {
  const reading = readEnv(variables);
  return reading.ok ? [] : reading.says;
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

  it('reads participants, and none of them', () => {
    expect([...envOf({ PARTICIPANTS: 'tcs, Connection' }).PARTICIPANTS]).toEqual(['tcs', 'connection']);
    expect([...envOf({ PARTICIPANTS: 'none' }).PARTICIPANTS]).toEqual([]);
  });

  it.each([
    ['PORT', 'abc'],
    ['PORT', '70000'],
    ['PORT', '-1'],
    ['HOST', 'a b'],
    ['DATABASE_URL', 'mysql://x/y'],
    ['DATABASE_URL', 'localhost'],
    ['AMQP_URL', 'http://x'],
    ['OPENSEARCH_URL', 'x:9200'],
    ['OPENSEARCH_AUTH', 'none'],
    ['TCS_DATABASE_URL', 'postgres://x/y'],
    ['REVAL_MONGODB_URL', 'mysql://x'],
    ['SYNTHETIC_TRAINEES', '0'],
    ['SYNTHETIC_TRAINEES', '1e6'],
    ['PARTICIPANTS', 'tcs,esr'],
    ['CONSOLE_ENVIRONMENT', 'Prod uction'],
    ['CONSOLE_PRODUCTION', 'yes'],
    ['FIRST_RUN', 'maybe'],
    ['NEXTAUTH_SECRET', 'short'],
    ['NEXTAUTH_URL', 'console'],
    ['LOG_LEVEL', 'loud'],
    ['AWS_REGION', 'London'],
  ])('%s=%s gets one sentence that names it and not its value', (name, value) => {
    const says = complaints({ [name]: value });
    expect(says).toHaveLength(1);
    expect(says[0]).toMatch(new RegExp(`^${name} must .*, or be left out\\.$`));
  });

  it('never repeats an address, which carries a password', () => {
    expect(complaints({ DATABASE_URL: 'mysql://app:hunter2@host/db' }).join()).not.toContain('hunter2');
  });

  it('says what several variables together lack', () => {
    expect(complaints({ SQS_ENDPOINT_URL: 'http://127.0.0.1:9324' })).toEqual([
      'SQS_GMC_QUEUE_URL is missing: SQS needs the address of the queue for doctors. Set it, or leave SQS_ENDPOINT_URL out.',
    ]);
    expect(complaints({ OPENSEARCH_USERNAME: 'x' })[0]).toMatch(/^OPENSEARCH_PASSWORD is missing/);
  });
});
