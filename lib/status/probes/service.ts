import { FaultError, isOfNoWrites } from '#lib/kernel/result.ts';
import { TimeLimitPassed, withinTime } from '#lib/kernel/within-time.ts';
import { durationWords } from '#lib/kernel/words/times.ts';
import { sentences } from '#lib/kernel/words/text.ts';
import type { OutsideService } from '#lib/platform/outside-service.ts';
import type { Patience } from '../next-health.ts';
import type { Probe, ProbeResult } from '../probe.ts';

/** Why a service is not up; one that answers and is of little use is degraded. */
function failureOf(error: unknown, service: OutsideService, afterMs: number): ProbeResult {
  const { adapter, timeLimitMs } = service;
  if (error instanceof TimeLimitPassed) {
    const says = `${adapter} gave no answer in ${durationWords(timeLimitMs)}.`;
    return { outcome: 'down', tookMs: null, says };
  }
  if (!(error instanceof FaultError))
    return { outcome: 'down', tookMs: null, says: `${adapter} could not be reached.` };
  const says = sentences(error.fault.says);
  return error.fault.kind === 'busy' || isOfNoWrites(error)
    ? { outcome: 'degraded', tookMs: afterMs, says }
    : { outcome: 'down', tookMs: null, says };
}

/** One answer that is lost on its way is no outage. */
const patience: Patience = { attempts: 3, recoveries: 2 };

export const serviceIdOf = (environment: string | null, id: string): string =>
  `service:${environment ?? ''}:${id}`;

/** Steady over restarts. */
export const serviceId = ({ environment, id }: OutsideService): string =>
  serviceIdOf(environment, id);

/** Asks a service of the catalogue whether it answers, within the time limit that it has there. */
export function serviceProbe(
  service: OutsideService,
  { everyMs, scheduledOn, component }: Pick<Probe, 'everyMs' | 'scheduledOn' | 'component'>,
): Probe {
  return {
    id: serviceId(service),
    name: service.name,
    kind: 'service',
    target: service.adapter,
    isReal: service.isReal,
    everyMs,
    patience,
    dependsOn: [],
    component,
    scheduledOn,
    async check() {
      const startedAtMs = performance.now();
      const tookMs = (): number => Math.round(performance.now() - startedAtMs);
      try {
        await withinTime(service.timeLimitMs, () => service.check());
        return { outcome: 'up', tookMs: tookMs(), says: null };
      } catch (error) {
        return failureOf(error, service, tookMs());
      }
    },
  };
}
