/** The probes of an environment in `CONSOLE_CONFIG`, with the variables that they refer to. */
import type { z } from 'zod';
import { quoted } from '#lib/kernel/free-text.ts';
import { listWords } from '#lib/kernel/words/text.ts';
import type { Complaints, YamlPath } from '#lib/kernel/yaml-text.ts';
import type { Variables } from '#lib/platform/env-values.ts';
import { connectionVariables, processVariables } from '#lib/platform/env.ts';
import type { ProbeSettings } from '#lib/status/index.ts';
import { syncVariables } from '#lib/sync/index.ts';
import { fillIn } from './references.ts';
import { serviceNames } from './service-names.ts';

/** Of the token of a heartbeat, in characters. */
const shortestToken = 20;

const addresses = {
  amqp: connectionVariables.AMQP_URL,
  management: connectionVariables.RABBITMQ_MANAGEMENT_URL,
  postgres: processVariables.DATABASE_URL,
  mysql: syncVariables.TCS_DATABASE_URL,
  mongodb: syncVariables.REVAL_MONGODB_URL,
  opensearch: connectionVariables.OPENSEARCH_URL,
};

/** The keys whose text may refer to variables, and what each must be once they are filled in. */
function filledKeys(probe: ProbeSettings): Readonly<Record<string, z.ZodType | null>> {
  switch (probe.kind) {
    case 'amqp':
      return { url: addresses.amqp, managementUrl: addresses.management };
    case 'postgres':
    case 'mysql':
    case 'mongodb':
      return { url: addresses[probe.kind] };
    case 'opensearch':
      return { url: addresses.opensearch, password: null };
    case 'freshness':
      return { url: addresses[probe.of], password: null };
    default:
      return {};
  }
}

interface Read {
  readonly complaints: Complaints;
  /** Of all heartbeats before. */
  readonly tokens: Set<string>;
}

/** A probe with the variables in place; what is wrong with it is complained of. */
function filled(
  probe: ProbeSettings,
  path: YamlPath,
  given: Variables,
  complaints: Complaints,
): ProbeSettings {
  const texts: Record<string, string> = {};
  for (const [key, form] of Object.entries(filledKeys(probe))) {
    // One of the keys of this kind.
    const text: unknown = probe[key as keyof typeof probe];
    if (typeof text !== 'string') continue;
    const one = fillIn(key, text, given, `${probe.name}_${key.replace(/Url$/, '_URL')}`);
    const issue = one.ok ? form?.safeParse(one.text).error?.issues[0] : undefined;
    if (!one.ok) complaints.add([...path, key], one.says);
    else if (issue !== undefined) complaints.add([...path, key], `${key} ${issue.message}.`);
    else texts[key] = one.text;
  }
  return { ...probe, ...texts };
}

function withToken(
  probe: Extract<ProbeSettings, { readonly kind: 'heartbeat' }>,
  path: YamlPath,
  given: Variables,
  { complaints, tokens }: Read,
): ProbeSettings {
  const [, variable = ''] = /^\$\{(.+)\}$/.exec(probe.token) ?? [];
  const token = given[variable] ?? '';
  if (token.length < shortestToken)
    complaints.add(
      [...path, 'token'],
      token === ''
        ? `token refers to ${variable}, which is not set. Set it, or leave the probe out.`
        : `token refers to ${variable}, which has fewer than ${shortestToken} characters. ` +
            'Choose a longer one: who knows it may report.',
    );
  if (token !== '' && tokens.has(token))
    complaints.add(
      [...path, 'token'],
      'token is that of another heartbeat: nobody could tell which of the two reports. ' +
        'Choose another.',
    );
  tokens.add(token);
  return { ...probe, token };
}

/** Those of one environment, whose path is given. */
export function readProbes(
  probes: readonly ProbeSettings[],
  path: YamlPath,
  given: Variables,
  read: Read,
): readonly ProbeSettings[] {
  const { complaints } = read;
  const names: readonly string[] = [...serviceNames, ...probes.map((one) => one.name)];
  return probes.map((probe, at): ProbeSettings => {
    const here = [...path, 'probes', at];
    if (names.indexOf(probe.name) < serviceNames.length + at)
      complaints.add(
        [...here, 'name'],
        'name is that of a service or another probe of the environment. Rename it.',
      );
    const unknown = probe.needs.find((one) => one === probe.name || !names.includes(one));
    if (unknown !== undefined)
      complaints.add(
        [...here, 'needs'],
        `needs ${quoted(unknown)}, which is no service and no other probe of the environment. ` +
          `The services are ${listWords(serviceNames, 'and')}.`,
      );
    return probe.kind === 'heartbeat'
      ? withToken(probe, here, given, read)
      : filled(probe, here, given, complaints);
  });
}
