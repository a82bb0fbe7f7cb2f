import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EnvReading, Variables } from '#lib/platform/env-values.ts';
import { readEnv, type Env } from './env.ts';
import type { EnvironmentSettings } from './environment-settings.ts';
import { environmentsOfWorker, readEnvironments } from './read-environments.ts';

const config = `environments:
  - name: north
    amqpUrl: \${AMQP_URL}
  - name: south
`;

let folder: string;
let file: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'console-config-'));
  file = path.join(folder, 'console.yaml');
  writeFileSync(file, config);
});
afterAll(() => rmSync(folder, { recursive: true }));

function accepted<T>(reading: EnvReading<T>): T {
  if (!reading.ok) throw new Error(reading.says.join('\n'));
  return reading.env;
}
const envOf = (variables: Variables): Env => accepted(readEnv(variables));
const environmentsOf = (variables: Variables): EnvReading<readonly EnvironmentSettings[]> =>
  readEnvironments(envOf(variables), variables);
const says = (reading: EnvReading<unknown>): readonly string[] => (reading.ok ? [] : reading.says);
const besideFile = (variables: Variables): EnvReading<readonly EnvironmentSettings[]> =>
  environmentsOf({ CONSOLE_CONFIG: file, AMQP_URL: 'amqp://mq:5672', ...variables });

describe('the environments of a process', () => {
  it('are the one of the variables where there is no file', () => {
    const [only, ...others] = accepted(
      environmentsOf({
        CONSOLE_ENVIRONMENT: 'stage',
        CONSOLE_PRODUCTION: '1',
        CONSOLE_INVENTORY: 'reval-sync@stage',
      }),
    );
    expect(others).toEqual([]);
    expect(only?.environment).toMatchObject({
      name: 'stage',
      title: 'Stage',
      isProduction: true,
      inventory: 'reval-sync@stage',
    });
  });

  it('are those of the file, with the variables that it refers to', () => {
    const environments = accepted(besideFile({}));
    expect(environments.map(({ environment, env }) => [environment.name, env.AMQP_URL])).toEqual([
      ['north', 'amqp://mq:5672'],
      ['south', undefined],
    ]);
  });

  it.each([
    ['CONSOLE_ENVIRONMENT', 'stage'],
    ['CONSOLE_PRODUCTION', '1'],
    ['CONSOLE_INVENTORY', 'reval-sync@prod'],
    ['OPENSEARCH_URL', 'http://search:9200'],
    ['PARTICIPANTS', 'none'],
    ['SQS_GMC_QUEUE_URL', 'https://sqs.example/q'],
    ['CONTRACT_PROBE_SECONDS', '60'],
  ])('are refused where %s would have no effect beside the file', (name, value) => {
    expect(says(besideFile({ [name]: value }))).toEqual([
      `${name} has no effect beside CONSOLE_CONFIG. Write it into the file, or leave it out.`,
    ]);
  });

  it('may have the region of the AWS tools beside the file', () => {
    expect(says(besideFile({ AWS_REGION: 'eu-west-2' }))).toEqual([]);
  });

  it.each([
    ['is not there', 'none.yaml', 'ENOENT'],
    ['is a folder', '.', 'EISDIR'],
  ])('are refused with the name of a file that %s', (_, name, code) => {
    const CONSOLE_CONFIG = path.join(folder, name);
    expect(says(environmentsOf({ CONSOLE_CONFIG }))).toEqual([
      `CONSOLE_CONFIG: ${CONSOLE_CONFIG} cannot be read (${code}). Correct it.`,
    ]);
  });
});

describe('a worker', () => {
  const worksFor = (variables: Variables): EnvReading<readonly string[]> =>
    environmentsOfWorker(envOf(variables), accepted(besideFile({})));

  it('works for all environments unless some are named', () => {
    expect(accepted(worksFor({}))).toEqual(['north', 'south']);
    expect(accepted(worksFor({ WORKER_ENVIRONMENTS: 'south' }))).toEqual(['south']);
    expect(accepted(worksFor({ WORKER_ENVIRONMENTS: ' south, north,' }))).toEqual([
      'south',
      'north',
    ]);
  });

  it('is refused an environment that is not configured', () => {
    expect(says(worksFor({ WORKER_ENVIRONMENTS: 'south,east,west' }))).toEqual([
      'WORKER_ENVIRONMENTS names east, west, which is not configured. There is: north, south.',
    ]);
  });

  it('is refused names that are none', () => {
    expect(says(readEnv({ WORKER_ENVIRONMENTS: ' , ' }))).toHaveLength(1);
    expect(says(readEnv({ WORKER_ENVIRONMENTS: 'South' }))).toHaveLength(1);
  });
});
