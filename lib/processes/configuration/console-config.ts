import { z } from 'zod';
import { freeText } from '#lib/kernel/free-text.ts';
import { readYaml, type Complaints, type YamlPath } from '#lib/kernel/yaml-text.ts';
import { titleCase } from '#lib/kernel/words/text.ts';
import { serverOf } from '#lib/platform/addresses.ts';
import type { EnvReading, Variables } from '#lib/platform/env-values.ts';
import type { Environment } from '#lib/platform/world.ts';
import { ComponentKey, EnvironmentKey } from '#lib/inventory/index.ts';
import { RouteEntry } from '#lib/notify/index.ts';
import { ProbeSettings, ScheduledOn } from '#lib/status/index.ts';
import { participantEntry, type DataStage } from '#lib/sync/index.ts';
import { checkDriver } from './check-driver.ts';
import { readProbes } from './read-probes.ts';
import { fillIn } from './references.ts';
import { environmentName, environmentVariables, readEnvironmentEnv } from './env.ts';
import {
  pipelineFactories,
  pipelineNames,
  pipelinesOf,
  type EnvironmentSettings,
} from './environment-settings.ts';

/** `AMQP_URL` is `amqpUrl` in the file. */
const keyOf = (variable: string): string =>
  variable.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

const listed = new Set(['PARTICIPANTS']);
const variableOfKey = new Map(
  Object.keys(environmentVariables)
    .filter((name) => !listed.has(name))
    .map((name) => [keyOf(name), name]),
);

const value = z.union([z.string(), z.number()]);

/** As the catalogue of outside services has them. */
const serviceIds = ['amqp', 'sqs', 'search', 'tcs', 'reval'] as const;

const Entry = z.strictObject({
  name: environmentName.refine(
    (name) => name !== 'console',
    'may not be console: the audit calls the console itself so. Choose another',
  ),
  title: freeText(60, 'has more than 60 characters. Shorten it')
    .min(1, 'must have at least one letter, or be left out')
    .optional(),
  inventory: EnvironmentKey.optional(),
  production: z.boolean('must be true or false').default(false),
  driver: z.enum(['managed', 'observed'], 'must be managed or observed').default('managed'),
  participants: z.array(participantEntry, 'must be a list, e.g. [tcs, recommendation]').optional(),
  pipelines: z
    .array(
      z.string().refine((name) => pipelineFactories.has(name), {
        error: `must be a list out of ${[...pipelineFactories.keys()].join(', ')}`,
      }),
      'must be a list, e.g. [documented]',
    )
    .min(1, 'must name at least one, or be left out')
    .optional(),
  scheduledOn: ScheduledOn.default([]),
  probes: z
    .array(ProbeSettings, 'must be a list of probes')
    .max(200, 'must have at most 200')
    .default([]),
  components: z
    .strictObject(
      Object.fromEntries(serviceIds.map((id) => [id, ComponentKey.optional()])),
      `must be components of the inventory by service, out of ${serviceIds.join(', ')}`,
    )
    .default({}),
  ...Object.fromEntries([...variableOfKey.keys()].map((key) => [key, value.optional()])),
});

const Config = z.strictObject({
  environments: z
    .array(Entry, 'must be a list of environments')
    .min(1, 'must have at least one environment')
    .max(100, 'must have at most 100'),
  notify: z
    .array(RouteEntry, 'must be a list of routes')
    .max(50, 'must have at most 50')
    .optional(),
});

/** The values of one environment under the names of their variables, references resolved. */
function variablesOf(
  entry: Readonly<Record<string, unknown>>,
  path: YamlPath,
  given: Variables,
  complaints: Complaints,
): Variables {
  const values: Record<string, string> = {};
  for (const [key, name] of variableOfKey) {
    const text = entry[key];
    if (typeof text !== 'string' && typeof text !== 'number') continue;
    const example = `${String(entry['name'])}_${name}`;
    const filled = fillIn(key, String(text), given, example);
    if (!filled.ok) complaints.add([...path, key], filled.says);
    else values[name] = filled.text;
  }
  const { participants } = entry;
  if (Array.isArray(participants))
    values['PARTICIPANTS'] = participants.length === 0 ? 'none' : participants.join(',');
  return values;
}

/** Sentences about variables, as sentences about the keys of the file. */
function inKeys(says: string): { readonly key: string | null; readonly says: string } {
  const names = [...variableOfKey].map(([key, name]) => [name, key] as const);
  const all = [...names, ['PARTICIPANTS', 'participants'] as const];
  const first = all.find(([name]) => says.startsWith(`${name} `));
  const words = all.reduce(
    (text, [name, key]) => text.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), key),
    says,
  );
  return { key: first?.[1] ?? null, says: words };
}

const namesIn = ({ pipelines }: EnvironmentSettings): ReadonlySet<string> =>
  new Set(
    pipelines.flatMap(({ indexes, aliases }) => [
      ...indexes.map(({ base }) => base),
      ...aliases.map(({ name }) => name),
    ]),
  );

function checkOverlaps(settings: readonly EnvironmentSettings[], complaints: Complaints): void {
  for (const [position, one] of settings.entries()) {
    const cluster = one.env.OPENSEARCH_URL;
    if (cluster === undefined) continue;
    const other = settings
      .slice(0, position)
      .find(
        ({ env }) =>
          env.OPENSEARCH_URL !== undefined && serverOf(env.OPENSEARCH_URL) === serverOf(cluster),
      );
    const shared = other && [...namesIn(one)].find((name) => namesIn(other).has(name));
    if (other === undefined || shared === undefined) continue;
    complaints.add(
      ['environments', position, 'opensearchUrl'],
      `${one.environment.name} and ${other.environment.name} are on one cluster, and both would ` +
        `write to ${shared} there. Give each environment a cluster of its own.`,
    );
  }
}

/** Each queue of an environment as one text for one queue of one server, and its name. */
function queuesOf(
  { env, pipelines }: EnvironmentSettings,
  isWanted: (stage: DataStage) => boolean,
) {
  const amqp = env.AMQP_URL && serverOf(env.AMQP_URL);
  const sqs = env.SQS_GMC_QUEUE_URL && serverOf(env.SQS_GMC_QUEUE_URL);
  const stages = pipelines.flatMap((pipeline) =>
    pipeline.stages.filter((stage) => stage.kind === 'data').filter(isWanted),
  );
  // The services of an environment that is called send no headers either.
  const watched =
    amqp === undefined || env.SYNC_TRIGGER_URL === undefined
      ? []
      : pipelines
          .flatMap((pipeline) => pipeline.stages.filter((stage) => stage.kind === 'observed'))
          .flatMap(({ queues }) => queues)
          .map((queue) => [`${amqp} ${queue}`, queue] as const);
  return new Map([
    ...watched,
    ...stages.flatMap(({ data, start }) => {
      const overAmqp = [
        ...start.route.queues,
        ...(data.channel === 'amqp' ? data.route.queues : []),
      ];
      return [
        ...(amqp === undefined
          ? []
          : overAmqp.map((queue) => [`${amqp} ${queue}`, queue] as const)),
        ...(sqs === undefined || data.channel !== 'sqs' ? [] : [[sqs, 'its SQS queue'] as const]),
      ];
    }),
  ]);
}

/**
 * A participant that is not ours sends no headers, so nothing tells whose its messages are: its
 * queues serve one environment.
 */
function checkSharedQueues(settings: readonly EnvironmentSettings[], complaints: Complaints): void {
  for (const [position, one] of settings.entries()) {
    for (const other of settings.slice(0, position)) {
      const isForeign =
        ({ env }: EnvironmentSettings) =>
        ({ participant }: DataStage) =>
          !env.PARTICIPANTS.has(participant);
      const all = queuesOf(other, () => true);
      const foreign = new Map([
        ...queuesOf(one, isForeign(one)),
        ...queuesOf(other, isForeign(other)),
      ]);
      const own = queuesOf(one, () => true);
      const shared = [...foreign].find(([queue]) => own.has(queue) && all.has(queue));
      if (shared === undefined) continue;
      complaints.add(
        ['environments', position],
        `${one.environment.name} and ${other.environment.name} would share ${shared[1]}, and ` +
          'services that are not part of this console do not say for which environment a message ' +
          'is. Give each environment a virtual host and queues of its own.',
      );
    }
  }
}

/**
 * `CONSOLE_CONFIG`: several environments in YAML, checked by one schema. Each sentence of a refusal
 * names the line and the way out, and never a value. `given` are the variables that it refers to.
 */
export function parseConsoleConfig(
  file: string,
  text: string,
  given: Variables,
): EnvReading<readonly EnvironmentSettings[]> {
  const { value: config, complaints } = readYaml(Config, text, 'the file');
  const refused = () => ({
    ok: false as const,
    says: [
      ...[...complaints.found]
        .sort((one, other) => one.line - other.line)
        .map(({ line, says }) => `${file}, line ${line}: ${says}`),
      ...(complaints.more === 0 ? [] : [`${file}: and ${complaints.more} more.`]),
    ],
  });
  if (config === null) return refused();

  const tokens = new Set<string>();
  const settings = config.environments.flatMap((entry, position): EnvironmentSettings[] => {
    const path = ['environments', position];
    const { name, title, inventory, production, driver, scheduledOn, probes, components } = entry;
    const { pipelines = pipelineNames[driver] } = entry;
    const before = config.environments.slice(0, position);
    if (before.some((one) => one.name === name))
      complaints.add([...path, 'name'], `The name ${name} is there twice. Rename one of the two.`);
    const same = inventory && before.find((one) => one.inventory === inventory);
    if (same)
      complaints.add(
        [...path, 'inventory'],
        `${name} and ${same.name} both say that they are ${inventory} of the inventory. Correct ` +
          'one of them, or leave its inventory out.',
      );
    const resolved = readProbes(probes, path, given, { complaints, tokens });
    const reading = readEnvironmentEnv(variablesOf(entry, path, given, complaints));
    if (!reading.ok) {
      for (const sentence of reading.says) {
        const { key, says } = inKeys(sentence);
        complaints.add(key === null ? path : [...path, key], says);
      }
      return [];
    }
    const environment: Environment = {
      name,
      title: title ?? titleCase(name),
      isProduction: production,
      driver,
      ...(inventory === undefined ? {} : { inventory }),
    };
    const { env } = reading;
    const written = {
      driver,
      pipelines,
      keys: new Set(Object.keys(entry)),
      participants: entry.participants ?? [],
    };
    for (const { key, says } of checkDriver(written, env)) complaints.add([...path, key], says);
    return [
      {
        environment,
        env,
        pipelines: pipelinesOf(pipelines, env.REVAL_EXCHANGE),
        scheduledOn,
        probes: resolved,
        components,
      },
    ];
  });
  if (complaints.found.length === 0) {
    checkOverlaps(settings, complaints);
    checkSharedQueues(settings, complaints);
  }
  return complaints.found.length === 0 ? { ok: true, env: settings } : refused();
}
