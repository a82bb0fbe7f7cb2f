import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { readYaml } from '#lib/kernel/yaml-text.ts';
import { isUrl } from '#lib/platform/addresses.ts';
import { webProtocols, type EnvReading, type Variables } from '#lib/platform/env-values.ts';
import { RouteEntry, type Route } from '#lib/notify/index.ts';

const Notify = z.looseObject({
  notify: z
    .array(RouteEntry, 'must be a list of routes')
    .max(50, 'must have at most 50')
    .default([]),
});

const reference = /^\$\{([A-Z][A-Z0-9_]*)\}$/;

const isWebAddress = (text: string): boolean =>
  isUrl(text) && webProtocols.includes(new URL(text).protocol);

/** The routes of a file whose environments have been read, or a sentence with the line of each. */
export function parseRoutes(
  file: string,
  text: string,
  given: Variables,
  environments: readonly string[],
): EnvReading<readonly Route[]> {
  const { value, complaints } = readYaml(Notify, text, 'the file');
  const routes = (value?.notify ?? []).map((entry, position): Route => {
    const path = ['notify', position];
    const resolved = (key: 'address' | 'secret'): string => {
      const written = entry[key] ?? '';
      const variable = reference.exec(written)?.[1];
      if (variable === undefined) return written;
      const found = given[variable];
      if (found === undefined)
        complaints.add(
          [...path, key],
          `${key} refers to ${variable}, which is not set. Set it, or leave the route out.`,
        );
      return found ?? '';
    };
    const address = resolved('address');
    if (address !== '' && entry.kind === 'webhook' && !isWebAddress(address))
      complaints.add(
        [...path, 'address'],
        'address must name a web address, e.g. https://host/path. Correct the variable.',
      );
    if (address !== '' && entry.kind === 'mail' && !z.email().safeParse(address).success)
      complaints.add(
        [...path, 'address'],
        'address must name a mail address. Correct the variable.',
      );
    if (value?.notify.slice(0, position).some(({ name }) => name === entry.name))
      complaints.add(
        [...path, 'name'],
        `The route ${entry.name} is there twice. Rename one of the two.`,
      );
    for (const [i, name] of (entry.environments ?? []).entries())
      if (!environments.includes(name))
        complaints.add(
          [...path, 'environments', i],
          `environments names one that is not configured. There is: ${environments.join(', ')}.`,
        );
    return {
      name: entry.name,
      kind: entry.kind,
      address,
      secret: entry.secret === undefined ? null : resolved('secret'),
      environments: entry.environments ?? null,
      severity: entry.severity,
      events: entry.events ?? null,
      hours: entry.hours ?? null,
      repeatMinutes: entry.repeatMinutes ?? null,
    };
  });
  if (complaints.found.length === 0) return { ok: true, env: routes };
  const says = [...complaints.found]
    .sort((one, other) => one.line - other.line)
    .map(({ line, says: sentence }) => `${file}, line ${line}: ${sentence}`);
  return { ok: false, says };
}

/** The routes of this process: none without `CONSOLE_CONFIG`. */
export function readRoutes(
  file: string | undefined,
  given: Variables,
  environments: readonly string[],
): EnvReading<readonly Route[]> {
  if (file === undefined) return { ok: true, env: [] };
  return parseRoutes(file, readFileSync(file, 'utf8'), given, environments);
}
