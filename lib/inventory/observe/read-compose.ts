/** What `docker compose config` prints, in YAML or JSON (`docs/inventory.md`). Pure. */
import { z } from 'zod';
import { readYaml } from '#lib/kernel/yaml-text.ts';
import { findJson } from './find-json.ts';
import { harmlessText, isHiding } from './harmless.ts';
import {
  limits,
  refuseReading,
  Tells,
  type ObservationReading,
  type ObservedThing,
  type ObservedValue,
} from './observation.ts';
import { imageRule } from './rules.ts';
import { listOf, memberAt, objectOf, scalarText, type JsonObject } from './unknown-json.ts';

/** Nothing where YAML has nothing, or says so. */
const nothings: readonly unknown[] = [undefined, null, '', 'null', '~'];
const isNothing = (value: unknown): boolean => nothings.includes(value);

type Document =
  | { readonly value: JsonObject; readonly complaints: null }
  | { readonly value: null; readonly complaints: ObservationReading };

const refused = (complaints: ObservationReading): Document => ({ value: null, complaints });

/** JSON where a line begins with a brace, and YAML else. */
function documentOf(text: string, tells: Tells): Document {
  if (/^[ \t]*\{/m.test(text) && !/^services:/m.test(text)) {
    const found = findJson(text, (value) => 'services' in value || !('level' in value));
    if (found.value === null)
      return refused(refuseReading(found.says, `line ${String(found.line)}`));
    if (found.isBefore) tells.add('The text before the JSON was left out.');
    if (found.isAfter) tells.add('The text after the JSON was left out.');
    return { value: found.value, complaints: null };
  }
  if (text.length > limits.yamlCharacters)
    return refused(
      refuseReading('YAML of more than 2 MB is not read. Use docker compose config --format json.'),
    );
  const { value, complaints } = readYaml(z.record(z.string(), z.unknown()), text, 'the file', {
    allText: true,
  });
  if (value !== null) return { value, complaints: null };
  const found = complaints.found.map(({ line, says }) => ({ place: `line ${String(line)}`, says }));
  return refused({ observation: null, complaints: found });
}

/** Where `${…}` is still there, and not written as `$${…}`. */
function tellUnresolved(text: string, tells: Tells): void {
  for (const [at, line] of text.split('\n').entries())
    if (/(?:^|[^$])(?:\$\$)*\$\{/.test(line) && !/^\s*#/.test(line))
      tells.add(
        'A variable is not resolved here, and its value was left out.',
        `line ${String(at + 1)}`,
      );
}

const isUnresolved = (text: string): boolean => /\$\{?\w/.test(text.replaceAll('$$', ''));

interface Image {
  /** `registry.example/team/rabbitmq`. */
  readonly repository: string;
  readonly name: string;
  readonly tag: string | null;
}

function imageOf(written: unknown): Image | null {
  const text = scalarText(written);
  if (text === null || isUnresolved(text)) return null;
  const [withoutDigest = ''] = text.split('@', 1);
  const [, repository = '', tag] = /^(.+?)(?::([\w][\w.-]{0,127}))?$/.exec(withoutDigest) ?? [];
  const harmless = harmlessText(repository, limits.nameCharacters);
  const name = harmless.split('/').at(-1)?.toLowerCase() ?? '';
  return name === '' ? null : { repository: harmless, name, tag: tag ?? null };
}

const portText =
  /^(?:(?:\[[\da-fA-F:]*\]|\d{1,3}(?:\.\d{1,3}){3}):)?(?:(\d{0,5}(?:-\d{1,5})?):)?(\d{1,5}(?:-\d{1,5})?)(?:\/\w+)?$/;

/** `8000:80`, or `80` where nothing is published; null: it is no port. */
function portOf(written: unknown): string | null {
  const object = objectOf(written);
  const text =
    object === null
      ? scalarText(written)
      : [object['published'], object['target']]
          .flatMap((one) => (isNothing(one) ? [] : (scalarText(one) ?? [])))
          .join(':');
  const [, published = '', target] = portText.exec(text ?? '') ?? [];
  if (target === undefined) return null;
  return published === '' || published === target ? target : `${published}:${target}`;
}

const textsOf = (written: unknown): readonly string[] =>
  listOf(written).flatMap((one) => (isNothing(one) ? [] : (scalarText(one) ?? [])));

function serviceThing(key: string, written: unknown, tells: Tells): ObservedThing {
  const service = objectOf(written) ?? {};
  const name = harmlessText(key, limits.nameCharacters);
  const place = `services.${name}`;
  const image = imageOf(service['image']);
  const harmless = (value: unknown, what: string): string | null => {
    const text = scalarText(value);
    if (text === null || isNothing(text) || isUnresolved(text)) return null;
    const kept = harmlessText(text, limits.valueCharacters);
    if (!isHiding(kept)) return kept;
    tells.add('The value looks like a secret or an account, and was left out.', `${place}.${what}`);
    return null;
  };
  const ports = listOf(service['ports'])
    .slice(0, limits.valuesOfList)
    .flatMap((one) => {
      const port = portOf(one);
      if (port === null) tells.add('This is no port, and was left out.', `${place}.ports`);
      return port ?? [];
    });
  if (!isNothing(service['extends']))
    tells.add('extends is not resolved here: docker compose config resolves it.', place);
  const limitsOf = ['deploy', 'resources', 'limits', 'memory'];
  const attributes: Readonly<Record<string, ObservedValue | null>> = {
    image: image === null ? null : harmless(image.repository, 'image'),
    version: image === null || image.tag === 'latest' ? null : harmless(image.tag, 'image'),
    port: ports.length === 0 ? null : ports,
    count: harmless(memberAt(service, ['deploy', 'replicas']) ?? service['scale'], 'scale'),
    memory: harmless(memberAt(service, limitsOf) ?? service['mem_limit'], 'mem_limit'),
  };
  return {
    address: harmlessText(key, limits.addressCharacters),
    previousAddress: null,
    type: 'service',
    name,
    names: [...new Set([name, harmless(service['container_name'], 'container_name') ?? name])],
    hosts: [harmless(service['hostname'], 'hostname')].flatMap((host) => host ?? []),
    labels: [],
    image: image?.name ?? null,
    planned: null,
    profiles: textsOf(service['profiles'])
      .slice(0, limits.profiles)
      .map((profile) => harmlessText(profile, limits.nameCharacters)),
    attributes: Object.fromEntries(
      Object.entries(attributes).flatMap(([attribute, value]) =>
        value === null ? [] : [[attribute, value] as const],
      ),
    ),
  };
}

/** Version 1 has what are services now at the top. */
const isVersionOne = (value: JsonObject): boolean =>
  Object.values(value).some((one) => {
    const service = objectOf(one);
    return service !== null && ('image' in service || 'build' in service);
  });

export function readCompose(text: string): ObservationReading {
  const tells = new Tells();
  const { value, complaints } = documentOf(text, tells);
  if (complaints !== null) return complaints;
  if (!('services' in value))
    return refuseReading(
      isVersionOne(value)
        ? 'This is version 1 of the format, which has no services:. Import what docker compose ' +
            'config prints of a newer one.'
        : 'There is no services: in it. Import what docker compose config prints.',
    );
  const services = objectOf(value['services']);
  if (services === null && !isNothing(value['services']))
    return refuseReading('Under services: there has to be one key a service.', 'services');
  const entries = Object.entries(services ?? {});
  if (entries.length > limits.things)
    return refuseReading(`The file has more than ${String(limits.things)} services.`);
  tellUnresolved(text, tells);
  if (entries.length === 0)
    tells.add('There is no service in it, so that nothing is missing.', 'services');
  const isPartial = !isNothing(value['include']);
  if (isPartial)
    tells.add(
      'include is not resolved here, so that nothing is called missing. docker compose config ' +
        'resolves it.',
      'include',
    );
  const things = entries.map(([key, service]) => serviceThing(key, service, tells));
  const kinds = new Set(
    things.map(
      ({ image }) => (image === null ? undefined : imageRule(image))?.kind ?? 'application',
    ),
  );
  return {
    complaints: null,
    observation: {
      kind: 'compose',
      format: 'docker compose config',
      observedAt: null,
      covers: [...kinds].sort(),
      isPartial,
      things: uniqueAddresses(things),
      told: tells.all,
    },
  };
}

/** What is hidden in two names may be all that told them apart. */
function uniqueAddresses(things: readonly ObservedThing[]): readonly ObservedThing[] {
  const taken = new Map<string, number>();
  return things.map((thing) => {
    const times = (taken.get(thing.address) ?? 0) + 1;
    taken.set(thing.address, times);
    return times === 1 ? thing : { ...thing, address: `${thing.address} (${String(times)})` };
  });
}
