import type { Database } from '#lib/platform/database/database.ts';
import { tokenHash } from '#lib/platform/process/token.ts';
import type { OutsideService } from '#lib/platform/outside-service.ts';
import type { HeartbeatToken } from '../heartbeats/take-report.ts';
import type { Probe } from '../probe.ts';
import { amqpProbe } from './amqp.ts';
import { configuredId, type ProbeTerms } from './ask.ts';
import { dnsProbe } from './dns.ts';
import { heartbeatProbe } from './heartbeat.ts';
import { httpProbe } from './http.ts';
import { serviceId, serviceProbe } from './service.ts';
import type { ProbeSettings } from './settings.ts';
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
    case 'heartbeat':
      return heartbeatProbe(settings, terms, database);
  }
}

/** The probes of an environment: of its services, and those that somebody has configured. */
export function probesOf(
  services: readonly OutsideService[],
  settings: readonly ProbeSettings[],
  terms: Omit<ProbeTerms, 'idOf'>,
  database: Database,
): readonly Probe[] {
  const ids = new Map([
    ...services.map((service) => [service.name, serviceId(service)] as const),
    ...settings.map((one) => [one.name, configuredId(terms.environment, one)] as const),
  ]);
  const idOf = (name: string): string => ids.get(name) ?? name;
  return [
    ...services.map((service) => serviceProbe(service, terms)),
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
