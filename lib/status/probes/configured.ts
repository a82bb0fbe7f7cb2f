import type { Database } from '#lib/platform/database/database.ts';
import { tokenHash } from '#lib/platform/process/token.ts';
import type { OutsideService } from '#lib/platform/outside-service.ts';
import type { HeartbeatToken } from '../heartbeats/take-report.ts';
import type { Probe } from '../probe.ts';
import { amqpProbe } from './amqp.ts';
import { configuredId, type ProbeTerms } from './ask.ts';
import { dnsProbe } from './dns.ts';
import { freshnessProbe } from './freshness.ts';
import { heartbeatProbe } from './heartbeat.ts';
import { httpProbe } from './http.ts';
import { mongodbProbe } from './mongodb.ts';
import { mysqlProbe } from './mysql.ts';
import { opensearchProbe } from './opensearch.ts';
import { postgresProbe } from './postgres.ts';
import { serviceId, serviceProbe } from './service.ts';
import type { ProbeSettings } from './settings.ts';
import { sqsProbe } from './sqs.ts';
import { tcpProbe } from './tcp.ts';
import { tlsProbe } from './tls.ts';

/** The probe that somebody has configured, whichever kind it is. */
function configured(settings: ProbeSettings, terms: ProbeTerms, database: Database): Probe {
  switch (settings.kind) {
    case 'http':
      return httpProbe(settings, terms);
    case 'tcp':
      return tcpProbe(settings, terms);
    case 'tls':
      return tlsProbe(settings, terms);
    case 'dns':
      return dnsProbe(settings, terms);
    case 'amqp':
      return amqpProbe(settings, terms);
    case 'sqs':
      return sqsProbe(settings, terms);
    case 'postgres':
      return postgresProbe(settings, terms);
    case 'mysql':
      return mysqlProbe(settings, terms);
    case 'mongodb':
      return mongodbProbe(settings, terms);
    case 'opensearch':
      return opensearchProbe(settings, terms);
    case 'freshness':
      return freshnessProbe(settings, terms);
    case 'heartbeat':
      return heartbeatProbe(settings, terms, database);
  }
}

interface ServiceTerms extends Omit<ProbeTerms, 'idOf'> {
  /** What the inventory calls the services, by their ids in the catalogue. */
  readonly components?: Readonly<Record<string, string | undefined>>;
}

/** The probes of an environment: of its services, and those that somebody has configured. */
export function probesOf(
  services: readonly OutsideService[],
  settings: readonly ProbeSettings[],
  { components = {}, ...terms }: ServiceTerms,
  database: Database,
): readonly Probe[] {
  const ids = new Map([
    ...services.map((service) => [service.name, serviceId(service)] as const),
    ...settings.map((one) => [one.name, configuredId(terms.environment, one)] as const),
  ]);
  const idOf = (name: string): string => ids.get(name) ?? name;
  return [
    ...services.map((service) =>
      serviceProbe(service, { ...terms, component: components[service.id] }),
    ),
    ...settings.map((one) => configured(one, { ...terms, idOf }, database)),
  ];
}

/** Who may report to the heartbeats among them. */
export const heartbeatTokens = (
  settings: readonly ProbeSettings[],
  environment: string,
): readonly HeartbeatToken[] =>
  settings.flatMap((one) =>
    one.kind === 'heartbeat'
      ? [
          {
            probe: configuredId(environment, one),
            hash: tokenHash(one.token),
            until: one.tokenUntil ?? null,
          },
        ]
      : [],
  );
