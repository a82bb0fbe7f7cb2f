import type { Probe } from '../probe.ts';
import type { ProbeTerms } from './ask.ts';
import { dnsProbe } from './dns.ts';
import { httpProbe } from './http.ts';
import type { ProbeSettings } from './settings.ts';
import { tcpProbe } from './tcp.ts';
import { tlsProbe } from './tls.ts';

/** The probe that somebody has configured, whichever kind it is. */
export function probeOf(settings: ProbeSettings, terms: ProbeTerms): Probe {
  switch (settings.kind) {
    case 'http':
      return httpProbe(settings, terms);
    case 'tcp':
      return tcpProbe(settings, terms);
    case 'tls':
      return tlsProbe(settings, terms);
    case 'dns':
      return dnsProbe(settings, terms);
  }
}
