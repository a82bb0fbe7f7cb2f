import type { Window } from '#lib/kernel/window.ts';
import { withinTime } from '#lib/kernel/within-time.ts';
import type { Probe, ProbeResult } from '../probe.ts';
import { failureOf, type Finding } from './failure.ts';
import type { ProbeSettings } from './settings.ts';

/** What of a probe is not in its own settings. */
export interface ProbeTerms {
  readonly environment: string;
  /** Where its settings do not say. */
  readonly everyMs: number;
  /** Where its settings do not say; empty: at any time. */
  readonly scheduledOn: readonly Window[];
  /** Of what has a name in the environment. */
  readonly idOf: (name: string) => string;
}

/** Steady over restarts. */
export const configuredId = (environment: string, { kind, name }: ProbeSettings): string =>
  `${kind}:${environment}:${name}`;

/**
 * A probe of these settings that asks with `work`, whose signal aborts when the time limit has
 * passed: nothing goes on after it. What `work` returns was an answer; it throws where none came.
 */
export function configuredProbe(
  settings: Exclude<ProbeSettings, { readonly kind: 'heartbeat' }>,
  { environment, everyMs, scheduledOn, idOf }: ProbeTerms,
  target: string,
  work: (signal: AbortSignal) => Promise<Finding>,
): Probe {
  const { kind, name, everySeconds, timeLimitSeconds, attempts, recoveries, needs } = settings;
  const { component } = settings;
  const timeLimitMs = timeLimitSeconds * 1_000;
  return {
    id: configuredId(environment, settings),
    name,
    kind,
    target,
    isReal: true,
    everyMs: everySeconds === undefined ? everyMs : everySeconds * 1_000,
    patience: { attempts, recoveries },
    dependsOn: needs.map(idOf),
    component,
    scheduledOn: settings.scheduledOn ?? scheduledOn,
    async check(signal): Promise<ProbeResult> {
      const ended = new AbortController();
      const startedAtMs = performance.now();
      try {
        const until = AbortSignal.any([signal, ended.signal]);
        const finding = await withinTime(timeLimitMs, () => work(until));
        return { ...finding, tookMs: Math.round(performance.now() - startedAtMs) };
      } catch (error) {
        return { ...failureOf(error), tookMs: null };
      } finally {
        ended.abort();
      }
    },
  };
}
