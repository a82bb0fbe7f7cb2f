/** The variables of the process and of its connections; the features declare their own. */
import { z } from 'zod';
import { isPostgresUrl } from './addresses.ts';
import {
  address,
  missingBeside,
  parseVariables,
  webProtocols,
  wholeNumber,
  withoutEmpty,
  type EnvReading,
  type Variables,
} from './env-values.ts';

export const processVariables = {
  PORT: wholeNumber(0, 65_535, '3000').default(3000),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'must be an address to listen on, e.g. 127.0.0.1')
    // Which of its two addresses that name would be is up to the machine, and the other one is
    // free for others.
    .transform((host) => (host.toLowerCase() === 'localhost' ? '127.0.0.1' : host))
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
};

const Process = z.object(processVariables);
export type ProcessEnv = z.output<typeof Process>;

/** The servers of one environment; absent means embedded. */
export const connectionVariables = {
  AMQP_URL: address(['amqp:', 'amqps:'], 'amqp://user:password@host:5672').optional(),
  RABBITMQ_MANAGEMENT_URL: address(webProtocols, 'http://user:password@host:15672').optional(),
  SQS_ENDPOINT_URL: address(webProtocols, 'https://sqs.eu-west-2.amazonaws.com').optional(),
  AWS_REGION: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be a region, e.g. eu-west-2')
    .optional(),
  OPENSEARCH_URL: address(webProtocols, 'https://host:9200').optional(),
  OPENSEARCH_USERNAME: z.string().optional(),
  OPENSEARCH_PASSWORD: z.string().optional(),
  OPENSEARCH_AUTH: z.enum(['basic', 'sigv4'], 'must be basic or sigv4').optional(),
};

/** What only several variables together can get wrong. */
export function contradictionsOfConnections(values: Variables): readonly string[] {
  const needs = (name: string, other: string, why: string): readonly string[] =>
    missingBeside(values, name, other, why);
  const auth = values.OPENSEARCH_AUTH;
  return [
    ...needs('OPENSEARCH_USERNAME', 'OPENSEARCH_PASSWORD', 'a user name needs its password'),
    ...needs('OPENSEARCH_AUTH', 'OPENSEARCH_URL', 'there is nothing to sign in to'),
    ...(auth === 'sigv4'
      ? needs('OPENSEARCH_AUTH', 'AWS_REGION', 'signed requests need a region, e.g. eu-west-2')
      : []),
    ...(auth === 'basic'
      ? needs('OPENSEARCH_AUTH', 'OPENSEARCH_USERNAME', 'basic needs a user name and a password')
      : []),
  ];
}

/** All variables of this process, as they were given. */
export const ownVariables = (): Variables => withoutEmpty(process.env);

/** What the process itself needs before anything is composed. */
export const readOwnProcessEnv = (): EnvReading<ProcessEnv> =>
  parseVariables(Process, ownVariables());

/** With PORT=0 the system chooses; from here on this process knows the port that was chosen. */
export function setOwnPort(port: number): void {
  process.env.PORT = String(port);
}

export function isRunByNpm(): boolean {
  return process.env.npm_lifecycle_event !== undefined;
}

/** Whether this runs as the build made it, and not from its source. */
export const isBuilt = (): boolean => process.env.NODE_ENV === 'production';
